"""The plan of trainings of a year, beside what was held."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import PlannedTraining, Training
from familycare.audit.services import lock_changes
from familycare.lib.months import NAMES
from familycare.lib.polish import counted, duration

IN_USE = "Z tej pozycji planu coś się już odbyło. Usuń najpierw jej wpis albo zmień go na „poza planem”."


@dataclass(frozen=True)
class PlanLine:
    """An entry of the plan and the TrainingEvents that were held of it. `is_past`: its month, or the year, is over."""

    planned: PlannedTraining
    events: list
    is_past: bool

    @property
    def month(self):
        """The name of the planned month, or ""."""
        return NAMES[self.planned.month - 1] if self.planned.month else ""

    @property
    def persons_held(self):
        """How many took part; who came twice counts once."""
        return len({row.assistant_id for event in self.events for row in event.rows})

    @property
    def hours_planned(self):
        """The planned hours of all persons together; None: not known."""
        persons, hours = self.planned.persons, self.planned.hours
        return None if persons is None or hours is None else persons * hours

    @property
    def hours_held(self):
        """The hours of all who took part together. Events without hours add nothing."""
        return sum((event.hours_of_all or 0 for event in self.events), Decimal())

    @property
    def difference(self):
        """What was held against the plan, in words."""
        if not self.events:
            return "nie odbyło się" if self.is_past else "jeszcze się nie odbyło"
        parts = []
        if self.planned.persons and (more := self.persons_held - self.planned.persons):
            parts.append(f"o {counted(abs(more), 'osobę', 'osoby', 'osób')} {_more(more)}")
        if self.hours_planned is not None and (more := self.hours_held - self.hours_planned):
            parts.append(f"o {duration(abs(more) * 60)} {_more(more)}")
        return ", ".join(parts) or ("odbyło się zgodnie z planem" if self.planned.persons else "odbyło się")


def _more(difference):
    return "więcej" if difference > 0 else "mniej"


def plan_of(year, events, today):
    """Return the PlanLines of the year. `events`: the TrainingEvents of the year."""
    by_plan = defaultdict(list)
    for event in events:
        by_plan[event.planned].append(event)
    planned = PlannedTraining.objects.filter(year=year)
    lines = sorted(planned, key=lambda each: (each.month or 13, each.title, each.number))
    return [
        PlanLine(each, by_plan[each.pk], (each.year, each.month or 12) < (today.year, today.month)) for each in lines
    ]


@transaction.atomic
def save_planned(*, planned=None, **details):
    """Save an entry of the plan, or change `planned`, and return it. The same form, sent twice, makes one.

    `details`: year, title, kind, for_whom, persons, hours (of each; Decimal), month; the last three may be None.
    Raise ValidationError at "year" if something was held of it in its present year.
    """
    lock_changes()
    if planned is None and (same := PlannedTraining.objects.filter(**details).first()):
        return same
    planned = planned or PlannedTraining()
    held = Training.objects.filter(planned=planned) if planned.pk else Training.objects.none()
    if held.exclude(held_on__year=details["year"]).exists():
        raise ValidationError({"year": "Z tej pozycji planu coś się już odbyło w innym roku."})
    for name, value in details.items():
        setattr(planned, name, value)
    planned.save()
    return planned


@transaction.atomic
def delete_planned(*, planned):
    """Delete an entry of the plan. One that is gone already is ignored. Raise ValidationError if something was held of
    it."""
    lock_changes()
    if planned.trainings.exists():
        raise ValidationError(IN_USE)
    if found := PlannedTraining.objects.filter(pk=planned.pk).first():
        found.delete()
