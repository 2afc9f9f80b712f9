"""Months in foster care: the place that counts, the municipality's share, and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from cases.choices import PLACEMENT_GROUPS, PlacementGroup
from cases.foster_care.shares import percent_in, provision, year_of_stay
from cases.foster_care.stays import CareChain, stays_of
from cases.models import Person, Placement
from familycare.lib.dates import age_on
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits

OF_AGE = 18
YEARS = {1: "pierwszy rok pobytu", 2: "drugi rok pobytu", 3: "trzeci albo dalszy rok pobytu"}


@dataclass(frozen=True)
class MonthInCare:
    """A person's month in family or institutional care.

    `placement`: where the person was on the first day of the month, or first in the month; its form counts. `days`: on
    how many days of the month the person was in care.
    """

    person: Person
    month: Month
    placement: Placement
    stay: CareChain
    days: int

    @property
    def year(self):
        """Which year of the stay it is on the first day of the month: 1, 2, or 3 for every later one."""
        return year_of_stay(self.stay.started_on, self.month.start)

    @property
    def percent(self):
        return percent_in(self.stay.started_on, self.month.start, self.stay.law)

    @property
    def is_in_family_care(self):
        return self.placement.form in PLACEMENT_GROUPS[PlacementGroup.FAMILY_CARE]

    @property
    def is_adult_ward(self):
        """Whether the person was of age on the first day of the month (UWRiSPZ art. 37 ust. 2)."""
        born = self.person.birth_date
        return born is not None and age_on(born, self.month.start) >= OF_AGE

    @property
    def year_in_words(self):
        return "pierwszy miesiąc pobytu" if self.month.start < self.stay.started_on else YEARS[self.year]

    @property
    def short_year(self):
        """The year of the stay for a narrow column: „1. rok”, „2. rok”, „3. rok lub dalszy”."""
        return f"{self.year}. rok{' lub dalszy' if self.year == len(YEARS) else ''}"

    @property
    def provision(self):
        return f"{provision(self.placement.form, self.year)} ustawy"

    @property
    def explanation(self):
        """The share and why: „30%: drugi rok pobytu w pieczy od 12.03.2023 (art. 191 ust. 9 pkt 2 ustawy)”."""
        return f"{self.percent}%: {self.year_in_words} w pieczy {self.stay.since} ({self.provision})"

    @property
    def from_day(self):
        """The first day of the month on which the person was in care, in digits; "" for the first of the month."""
        first = self.placement.starts_on
        return date_in_digits(first) if first > self.month.start else ""


def months_in_care(month, persons=None):
    """Return the MonthInCare of each person who was in foster care in the Month, in no special order. Four queries.

    `persons`: a queryset of Person, or None for all. Each record of a person counts by its own placements; a stay is of
    all records of the person.
    """
    there = Placement.objects.in_foster_care().active_in(month).order_by()
    if persons is not None:
        there = there.filter(person__in=persons)
    keys = {*there.values_list("person", flat=True)}
    stays = stays_of(Person.objects.filter(pk__in=keys)) if keys else {}
    own = defaultdict(list)
    for stay in stays.values():
        for placement in stay.placements:
            if placement.person_id in keys and _days(placement, month):
                own[placement.person].append(placement)
    found = []
    for person, touching in own.items():
        first = min(touching, key=lambda placement: (placement.starts_on, placement.pk))
        days = {day for placement in touching for day in _days(placement, month)}
        stay = stays[person.individual, first.stay_recorded_on]
        found.append(MonthInCare(person, month, first, stay, len(days)))
    return found


def _days(placement, month):
    """Return the days of the month on which the placement holds, as a range of ordinals."""
    over = min(placement.over_on or date.max, month.end + timedelta(days=1))
    return range(max(placement.starts_on, month.start).toordinal(), over.toordinal())
