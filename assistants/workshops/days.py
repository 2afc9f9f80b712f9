"""The days of workshops: who attended, who came from outside, and the work of those who led them.

A day is there as soon as something is known of it. The figures of `workshops` count only days with attendances, because
they are about the members of our families: a number of people from outside must not change them, and has no list behind
it. What people from outside and leaders add is therefore shown beside, here.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count

from assistants.models import Attendance, WorkshopDay, WorkshopLeader
from familycare.lib.ordering import polish_sort_key


@dataclass
class HeldDay:
    """A day of a workshop: numbers of members of families and of people from outside, the Assistants who led it, and
    the hours of each of them (None: not known)."""

    held_on: date
    members: int = 0
    outsiders: int = 0
    hours: Decimal | None = None
    leaders: list = field(default_factory=list)

    @property
    def is_outside_only(self):
        """Whether nobody of our families attended, so that no figure counts the day."""
        return self.outsiders > 0 and not self.members

    @property
    def hours_of_work(self):
        """The hours of all leaders together: once, however many families attended."""
        return (self.hours or 0) * len(self.leaders)


@dataclass(frozen=True)
class DaysTotal:
    """Sums over days: `outsiders` counts people on each of their days, `hours` is the work of all leaders."""

    days: int
    outsiders: int
    hours: Decimal


def total(days):
    """Return the DaysTotal of HeldDays."""
    hours = sum((each.hours_of_work for each in days), Decimal())
    return DaysTotal(len(days), sum(each.outsiders for each in days), hours)


def days_by_workshop():
    """Return {pk of a workshop: the dates of its days}. One query."""
    own = Attendance.objects.order_by().values_list("workshop", "attended_on")
    others = [model.objects.order_by().values_list("workshop", "held_on") for model in (WorkshopDay, WorkshopLeader)]
    found = defaultdict(list)
    for workshop, day in own.union(*others):
        found[workshop].append(day)
    return found


def days_of(workshop):
    """Return the HeldDays of the workshop, the latest first. Three queries."""
    return sorted(_held(workshop=workshop).values(), key=lambda held: held.held_on, reverse=True)


def days_in(year):
    """Return the HeldDays of all workshops in the year. Three queries."""
    return [*_held(year=year).values()]


def _held(*, workshop=None, year=None):
    """Return {(pk of the workshop, date): HeldDay}."""
    found = {}

    def at(key, day):
        return found.setdefault((key, day), HeldDay(day))

    def those(model, day):
        records = model.objects.order_by()
        return records.filter(workshop=workshop) if workshop else records.filter(**{f"{day}__year": year})

    attended = those(Attendance, "attended_on").values_list("workshop", "attended_on").annotate(Count("pk"))
    for key, day, members in attended:
        at(key, day).members = members
    for record in those(WorkshopDay, "held_on"):
        held = at(record.workshop_id, record.held_on)
        held.outsiders, held.hours = record.outsiders, record.hours
    leaders = those(WorkshopLeader, "held_on").select_related("assistant")
    for record in sorted(leaders, key=lambda each: polish_sort_key(str(each.assistant))):
        at(record.workshop_id, record.held_on).leaders.append(record.assistant)
    return found
