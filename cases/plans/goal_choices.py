"""What the forms of goals offer: read once for all goals of a page."""

from dataclasses import dataclass, field

from cases.models import Person
from familycare.centre.models import LifeArea, Problem

ANYBODY = ("rodzina", "rodzice", "asystent rodziny", "rodzina i asystent rodziny", "pracownik socjalny")


@dataclass
class GoalChoices:
    """Areas and problems as [(group or "", [entries])], and who may do something (texts)."""

    areas: list
    problems: list
    people: list = field(default_factory=list)

    @classmethod
    def of_family(cls, family):
        """Return the choices for a plan of the family: its own open problems first. Three queries."""
        own = set(family.problems.open().values_list("problem_id", flat=True))
        problems = [*Problem.objects.offered()]
        return cls(
            areas=[("", [*LifeArea.objects.offered()])],
            problems=[
                ("Problemy tej rodziny", [each for each in problems if each.pk in own]),
                ("Inne problemy", [each for each in problems if each.pk not in own]),
            ],
            people=[*ANYBODY, *(f"{each}" for each in adults_of(family))],
        )

    @classmethod
    def without_family(cls):
        """Return the choices without those of a family."""
        return cls([("", [*LifeArea.objects.offered()])], [("", [*Problem.objects.offered()])], [*ANYBODY])


def adults_of(family):
    """Return the grown-up members of the family who have not left it, main carers first."""
    adults = Person.objects.filter(family=family, left_on=None).exclude(role="child")
    return [*adults.order_by("-main_carer", "birth_date", "pk")]
