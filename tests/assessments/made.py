"""Assessments as they were written, and their days."""

from datetime import date

from cases.models import AreaScore, Assessment
from familycare.centre.models import AssessmentStep, LifeArea

OPENED, LAST, TODAY = date(2023, 9, 4), date(2023, 12, 4), date(2024, 5, 20)


def assessed(case, held_on, said, **more):
    """An assessment with {code of an area: (code of a step, sentence)}."""
    new = Assessment.objects.create(case=case, held_on=held_on, safety="safe", safety_words="Zadbane.", **more)
    for code, (step, sentence) in said.items():
        AreaScore.objects.create(
            assessment=new,
            area=LifeArea.objects.get(pk=code),
            step=AssessmentStep.objects.get(pk=step),
            sentence=sentence,
        )
    return new
