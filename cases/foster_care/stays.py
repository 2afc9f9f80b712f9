"""Stays in foster care: since when, by which placements, and which share of the cost the municipality pays.

The first day of a stay comes from `Placement.objects.with_stay_start`, which the figures read too.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from cases.foster_care.shares import steps_of_share
from cases.models import Person, Placement, StayStart
from cases.spans import days_of
from familycare.centre.law.reading import read_law
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits


@dataclass(frozen=True)
class CareChain:
    """An unbroken chain of placements in foster care, of all records of a person.

    `placements`: by first day, at least one. `law`: what `read_law` returned. `by_hand`: the StayStart that sets the
    first day, or None.
    """

    placements: tuple[Placement, ...]
    law: Callable
    by_hand: StayStart | None = None

    @property
    def started_on(self):
        """The first day that counts."""
        return self.placements[0].stay_started_on

    @property
    def recorded_on(self):
        """The first day by the placements alone."""
        return self.placements[0].stay_recorded_on

    @property
    def until(self):
        """The last day, or None while the stay lasts."""
        last_days = [days_of(placement)[1] for placement in self.placements]
        return None if None in last_days else max(last_days)

    @property
    def since(self):
        """Since when it lasts: „od 12.03.2023 (ustalone ręcznie)”."""
        return f"od {date_in_digits(self.started_on)}{' (ustalone ręcznie)' if self.by_hand else ''}"

    @property
    def title(self):
        """From when until when: „od 12.03.2023 do 01.02.2025”."""
        return f"{self.since} {f'do {date_in_digits(self.until)}' if self.until else 'i trwa nadal'}"

    @property
    def places(self):
        """By which placements, in words, each once."""
        told = [f"{place.get_form_display()} od {date_in_digits(place.starts_on)}" for place in self.placements]
        return [*dict.fromkeys(told)]

    @property
    def steps(self):
        """Which share the municipality pays from which month on, as far as the stay reaches: [(Month, percent)]."""
        last = self.until and Month.of(self.until)
        return [
            (month, percent)
            for month, percent in steps_of_share(self.started_on, self.law)
            if not last or month <= last
        ]

    def reason_for(self, person):
        """Return why the first day was set by hand and what the placements say, or "" if it was not.

        The reason itself is told beside the record of the person for whom it was written.
        """
        if not self.by_hand:
            return ""
        own = self.by_hand.person_id == person.pk
        why = self.by_hand.reason if own else "powód zapisano przy tej osobie w innej rodzinie."
        recorded = date_in_digits(self.recorded_on)
        return f"Według zapisów o pobytach byłby to dzień {recorded}. Ustalono inaczej, bo: {why}"


def stays_of(persons):
    """Return {(individual, first day by the placements): CareChain}, all stays of these persons (a queryset).

    Three queries. Stays of all their records count, also of those that are not among `persons`.
    """
    individuals = persons.order_by().values("individual")
    care = Placement.objects.in_foster_care().filter(person__individual__in=individuals).with_stay_start()
    chains = defaultdict(list)
    for placement in care.select_related("person__family").order_by("starts_on", "pk"):
        chains[placement.person.individual, placement.stay_recorded_on].append(placement)
    starts = StayStart.objects.filter(person__individual__in=individuals).with_recorded_start()
    # Of several about one stay, the one about its latest day holds, as in `with_stay_start`.
    by_hand = {
        (start.person.individual, start.recorded_on): start
        for start in starts.select_related("person").order_by("in_care_on", "pk")
    }
    law = read_law()
    return {key: CareChain(tuple(placements), law, by_hand.get(key)) for key, placements in chains.items()}


def stays_of_person(person):
    """Return the CareChains to which the placements of this record of the person belong, the latest first."""
    stays = stays_of(Person.objects.filter(pk=person.pk)).values()
    own = [stay for stay in stays if any(placement.person_id == person.pk for placement in stay.placements)]
    return sorted(own, key=lambda stay: stay.recorded_on, reverse=True)
