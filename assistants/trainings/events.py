"""Trainings and supervisions as events: the rows of those who took part on one day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistants.models import Training
from familycare.lib.ordering import polish_order, polish_sort_key

SAME = ("title", "kind", "held_on", "hours", "organiser", "planned_id")  # in the rows of an event


@dataclass(frozen=True)
class TrainingEvent:
    """A training or supervision. `rows`: the Training of each participant, by name. `hours` of each; None: not known.
    `planned`: the pk of what of the plan was held with it, or None.

    `key` is the lowest pk of the rows, which the address of the event carries.
    """

    title: str
    kind: str
    held_on: date
    hours: Decimal | None
    organiser: str
    planned: int | None
    rows: list

    @property
    def key(self):
        return min(row.pk for row in self.rows)

    @property
    def kind_in_words(self):
        return self.rows[0].get_kind_display()

    @property
    def hours_of_all(self):
        """The hours of all participants together; None: not known."""
        return None if self.hours is None else self.hours * len(self.rows)

    @property
    def certificates(self):
        """How many participants have a certificate."""
        return sum(row.certificate for row in self.rows)

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
    same = {name: getattr(training, name) for name in SAME}
    (event,) = _grouped(Training.objects.filter(**same).select_related("assistant"))
    return event


def organisers():
    """Return the names of organisers that are in use, in Polish order."""
    named = Training.objects.exclude(organiser="").order_by(polish_order("organiser"))
    return list(dict.fromkeys(named.values_list("organiser", flat=True)))


def _grouped(rows):
    """Return the TrainingEvents of the rows. Other hours, for example, make another event: each stays as entered."""
    by_event = defaultdict(list)
    for row in rows:
        by_event[tuple(getattr(row, name) for name in SAME)].append(row)
    return [TrainingEvent(*key, sorted(those, key=_name)) for key, those in by_event.items()]


def _name(row):
    return polish_sort_key(f"{row.assistant.last_name} {row.assistant.first_name}"), row.pk
