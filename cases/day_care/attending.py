"""Who attends day-care centres, as far as a reader may see their families, and how many places are left."""

from collections import defaultdict
from dataclasses import dataclass, field

from cases.families.distinct_names import read_carer_names
from cases.models import DayCareCapacity, DayCareCentre, DayCareOutsiders, DayCareStay, Family
from cases.rules import CHILDREN_PER_EDUCATOR
from cases.spans import holds_on
from familycare.lib.ordering import polish_order


@dataclass
class Attending:
    """A day-care centre on a day: DayCareStays of children whom the reader sees, by name.

    `hidden`: how many other children attend or attended; `hidden_now`: how many of them on the day. `from_families`:
    how many children of families attend on the day, whoever sees them. `capacity`: what holds on the day, or None.
    `outsiders`: the latest number of children of no family, or None.
    """

    day_care: DayCareCentre
    is_open: bool
    capacity: DayCareCapacity | None = None
    outsiders: DayCareOutsiders | None = None
    now: list[DayCareStay] = field(default_factory=list)
    past: list[DayCareStay] = field(default_factory=list)
    from_families: int = 0
    hidden: int = 0
    hidden_now: int = 0

    @property
    def children(self):
        """How many children attend on the day, with those of no family."""
        return self.from_families + (self.outsiders.children if self.outsiders else 0)

    @property
    def free(self):
        """How many places are free; negative if there are too many children; None if nobody knows the places."""
        return None if self.capacity is None else self.capacity.places - self.children

    @property
    def too_many(self):
        """How many children there are more than places."""
        return max(0, -(self.free or 0))

    @property
    def lacking(self):
        """The same as a text, for a chip."""
        return str(self.too_many)

    @property
    def vacant(self):
        """How many places are free, at least 0."""
        return max(0, self.free or 0)

    @property
    def has_few_educators(self):
        """Whether the educators may not look after so many children at a time as there are places."""
        educators = self.capacity and self.capacity.educators
        return educators is not None and self.capacity.places > educators * CHILDREN_PER_EDUCATOR

    @property
    def most_children(self):
        """How many children the educators may look after at a time."""
        return self.capacity.educators * CHILDREN_PER_EDUCATOR


def attending(day_cares, user, day):
    """Return an Attending on the day for each of the DayCareCentres, in their order. Five queries."""
    stays = defaultdict(list)
    names = [polish_order(f"person__{name}") for name in ("last_name", "first_name")]
    for stay in (
        DayCareStay.objects.filter(day_care__in=day_cares)
        .select_related("person__family", "day_care")
        .order_by(*names, "-starts_on", "-pk")
    ):
        stays[stay.day_care_id].append(stay)
    families = {stay.person.family_id for each in stays.values() for stay in each}
    visible = {*Family.objects.visible_to(user).filter(pk__in=families).values_list("pk", flat=True)}
    seen = [stay.person.family for each in stays.values() for stay in each if stay.person.family_id in visible]
    read_carer_names(seen)
    capacities = {each.day_care_id: each for each in DayCareCapacity.objects.in_force_on(day)}
    outsiders = latest_outsiders(day)
    return [
        _attending(each, stays[each.pk], visible, day, capacities.get(each.pk), outsiders.get(each.pk))
        for each in day_cares
    ]


def latest_outsiders(day):
    """Return {pk of a day-care centre: its DayCareOutsiders of the latest month that has begun on the day}."""
    entered = DayCareOutsiders.objects.filter(month__lte=day).order_by("month")
    return {each.day_care_id: each for each in entered}


def _attending(day_care, stays, visible, day, capacity, outsiders):
    is_open = holds_on(day_care, day)
    found = Attending(day_care, is_open, capacity if is_open else None, outsiders if is_open else None)
    hidden, hidden_now, now = set(), set(), set()
    for stay in stays:
        is_now = holds_on(stay, day)
        if is_now:
            now.add(stay.person.individual)
        if stay.person.family_id in visible:
            (found.now if is_now else found.past).append(stay)
        else:
            hidden.add(stay.person.individual)
            if is_now:
                hidden_now.add(stay.person.individual)
    found.from_families, found.hidden, found.hidden_now = len(now), len(hidden), len(hidden_now)
    return found
