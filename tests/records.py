"""Creates records of any model of a family's file."""

from django.db import models

from assistants.models import Assignment, Assistant, Workshop
from cases.models import Case, DayCareCentre, Diagnosis, Family, Person, Plan, PlanGoal, Referral
from cases.records.kinds import KINDS
from tests.factories import AssistantFactory, PersonFactory


def record(model, family, day, word=""):
    """Create a record of the family with the day in each of its dates and the word in each of its texts."""
    case = family.cases.first()
    assistant = AssistantFactory(last_name=f"{word}{model.__name__}")
    given = {
        Family: lambda: family,
        Case: lambda: case,
        Person: lambda: family.persons.first() or PersonFactory(family=family),
        Plan: lambda: case.plans.filter(agreed_on=day).first() or Plan.objects.create(case=case, agreed_on=day),
        PlanGoal: lambda: (
            PlanGoal.objects.filter(plan__case=case, plan__agreed_on=day).first() or record(PlanGoal, family, day, word)
        ),
        Diagnosis: lambda: case.diagnoses.filter(made_on=day).first() or record(Diagnosis, family, day, word),
        Assignment: lambda: family.assignments.first(),
        Assistant: lambda: assistant,
        DayCareCentre: lambda: DayCareCentre.objects.get_or_create(
            name="Promyk", form="care", run_by="municipality", starts_on=day
        )[0],
        Workshop: lambda: Workshop.objects.create(title=word, kind="workshop"),
    }
    values = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.generated or field.name in ("number", "place"):
            continue
        if isinstance(field, models.DateTimeField):  # the time of the entry
            continue
        if isinstance(field, models.ForeignKey):
            if field.related_model in given:
                values[field.name] = given[field.related_model]()
            elif not field.null:
                values[field.name] = field.related_model.objects.first()
        elif isinstance(field, models.DateField):
            values[field.name] = day
        elif field.choices:
            values[field.name] = field.flatchoices[0][0]
        elif field.name == "phone":
            values[field.name] = word and "600 100 200"
        elif isinstance(field, models.CharField | models.TextField):
            values[field.name] = "" if field.name == "pesel" else word
        elif isinstance(field, models.IntegerField | models.DecimalField):
            values[field.name] = 1
        assert field.name in values or field.null or field.has_default() or field.blank, (
            f"tests/records.py does not know what to write into {model._meta.label}.{field.name}: add it to `record`."
        )
    if model is Referral:
        values["decision"] = "assigned"
    return model.objects.create(**values, **({"place": 2} if model is Assignment else {}))


def complete(family, day):
    """Create a record of each kind that belongs to the family or to one of its persons, unless it has one."""
    for kind in KINDS:
        if kind.family != "case__family" and not kind.records(family).exists():
            record(kind.model, family, day)
