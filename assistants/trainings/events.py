"""Trainings and supervisions as events: the rows of those who took part on one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistants.models import Training
from familycare.lib.ordering import polish_sort_key


@dataclass(frozen=True)
class TrainingEvent:
    """A training or supervision. `rows`: the Training of each participant, by name. `hours` of each; None: not known.

    `key` is the lowest pk of the rows, which the address of the event carries.
    """

    title: str
    kind: str
    held_on: date
    hours: Decimal | None
    rows: list

    @property
    def key(self):
        return min(row.pk for row in self.rows)

    @property
    def kind_in_words(self):
        return self.rows[0].get_kind_display()

    @property
    def participants(self):
        """The Assistants who took part."""
        return [row.assistant for row in self.rows]


def events_between(first, last):
    """Return the TrainingEvents held from `first` to `last` (both included), the latest first. One query."""
    rows = Training.objects.filter(held_on__gte=first, held_on__lte=last).select_related("assistant")
    return sorted(_grouped(rows), key=lambda event: (-event.held_on.toordinal(), event.title, event.key))


def event_of(training):
    """Return the TrainingEvent to which the Training belongs."""
    same = {name: getattr(training, name) for name in ("title", "kind", "held_on", "hours")}
    (event,) = _grouped(Training.objects.filter(**same).select_related("assistant"))
    return event


def _grouped(rows):
    """Return the TrainingEvents of the rows. Other hours make another event: each stays as it was entered."""
    by_event = defaultdict(list)
    for row in rows:
        by_event[row.title, row.kind, row.held_on, row.hours].append(row)
    return [TrainingEvent(*key, sorted(those, key=_name)) for key, those in by_event.items()]


def _name(row):
    return polish_sort_key(f"{row.assistant.last_name} {row.assistant.first_name}"), row.pk
