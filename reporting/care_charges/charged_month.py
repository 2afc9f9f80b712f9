"""The charges of a month: each child in foster care, what the county bills for it, and what the municipality pays."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from cases.foster_care.months import MonthInCare, months_in_care
from cases.foster_care.shares import municipal_part
from cases.models import CareCharge, Family
from familycare.lib.ordering import polish_sort_key
from familycare.lib.polish import counted, date_in_digits, money

NAMED = 20  # in one sentence


@dataclass(frozen=True)
class ChargeLine:
    """A child in foster care in the month. `charge`: the CareCharge, or None; `last`: that of the month before."""

    in_care: MonthInCare
    charge: CareCharge | None
    last: CareCharge | None
    label: str

    @property
    def person(self):
        return self.in_care.person

    @property
    def is_writable(self):
        return not self.person.family.anonymised_on

    @property
    def part(self):
        """What the municipality pays (zł, Decimal), or None without a charge."""
        return municipal_part(self.charge.total_cost, self.in_care.percent) if self.charge else None

    @property
    def note(self):
        """Whose child it is, where, and on how many days: said under the name."""
        adult = "osoba pełnoletnia, która pozostała w pieczy" if self.in_care.is_adult_ward else ""
        days = counted(self.in_care.days, "dzień", "dni", "dni")
        where = f"{self.in_care.placement.get_form_display()}, {days}"
        since = f"w pieczy {self.in_care.stay.since}"
        return " · ".join(filter(None, [self.person.family.name, where, since, adult]))


class ChargedMonth:
    """The charges of a Month, as far as the user may see the families.

    `lines`: ChargeLines by name. `hidden`: how many of `total` persons in foster care are of families that the user may
    not see. `uncounted`: CareCharges of visible persons who were not in foster care, which no table counts.
    """

    def __init__(self, month, user):
        self.month = month
        everybody = months_in_care(month)
        families = {found.person.family_id for found in everybody}
        visible = {*Family.objects.visible_to(user).filter(pk__in=families).values_list("pk", flat=True)}
        shown = [found for found in everybody if found.person.family_id in visible]
        self.total, self.hidden = len(everybody), len(everybody) - len(shown)
        persons = [found.person.pk for found in shown]
        charges, last = self._charges(month, persons), self._charges(month + -1, persons)
        names = distinct_names([found.person for found in shown])
        lines = [
            ChargeLine(found, charges.get(found.person.pk), last.get(found.person.pk), names[found.person.pk])
            for found in shown
        ]
        self.lines = sorted(lines, key=lambda line: (polish_sort_key(line.label), line.person.number))
        others = CareCharge.objects.filter(month=month.start).exclude(
            person__in=[found.person.pk for found in everybody]
        )
        self.uncounted = list(
            others.filter(person__family__in=Family.objects.visible_to(user)).select_related("person__family")
        )

    @staticmethod
    def _charges(month, persons):
        charges = CareCharge.objects.filter(month=month.start, person__in=persons)
        return {charge.person_id: charge for charge in charges}

    @property
    def missing(self):
        """The lines without a charge."""
        return [line for line in self.lines if line.charge is None]

    @property
    def missing_names(self):
        """Whose charges are missing: „Nowak Jaś, Nowak Ola i inne (8)”."""
        names = [line.label for line in self.missing]
        more = f" i inne ({len(names) - NAMED})" if len(names) > NAMED else ""
        return ", ".join(names[:NAMED]) + more

    @property
    def wards(self):
        """The lines of persons of age who stayed in care."""
        return [line for line in self.lines if line.in_care.is_adult_ward]

    @property
    def part_of_wards(self):
        return sum((line.part or 0 for line in self.wards), Decimal(0))


def distinct_names(persons):
    """Return {pk: „Nowak Jaś”}, with the birth date where several have the same name."""
    names = {person.pk: f"{person.last_name} {person.first_name}".strip() or person.number for person in persons}
    times = Counter(names.values())
    for person in persons:
        if times[names[person.pk]] > 1:
            born = f"ur. {date_in_digits(person.birth_date)}, " if person.birth_date else ""
            names[person.pk] += f" ({born}{person.number})"
    return names


def in_words(amount):
    """Return an amount in zł, or a dash for None."""
    return "–" if amount is None else money(amount)
