"""What the municipality will pay until the end of this and of the next year, as the stays of children grow longer.

Charges count as the table `care_costs` counts them. Months after the last charge of a child who is in care today are
forecast: the last known cost of the child, and the share of that month. So a month that is partly entered is whole.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cases.foster_care.months import MonthInCare, months_in_care
from cases.foster_care.shares import municipal_part, percent_in
from cases.models import CareCharge, Family
from familycare.lib.months import Month
from familycare.lib.ordering import polish_sort_key
from familycare.lib.polish import money
from reporting.care_charges.charged_month import distinct_names
from reporting.figures.ctes import read
from reporting.models import CareMonth
from reporting.periods import Period

REMEMBERED = 12  # months: an older cost says nothing of the next one
MONTHS_IN = (
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu".split()
)


@dataclass(frozen=True)
class ForecastLine:
    """A child. `cost`: the last known cost of a month (zł), or None; `amounts`: {year: the municipality's part}."""

    in_care: MonthInCare
    label: str
    cost: Decimal | None
    amounts: dict

    @property
    def next_step(self):
        """From which month on the share is another one: (Month, percent), or None."""
        return next((step for step in self.in_care.stay.steps if step[0] > self.in_care.month), None)

    @property
    def by_year(self):
        """[(year, amount)]."""
        return sorted(self.amounts.items())


@dataclass(frozen=True)
class ForecastYear:
    """A year: what is charged already, what is forecast, and whether the budget (zł, or None) will do."""

    year: int
    charged: Decimal
    by_month: dict  # {Month: the municipality's part, charged or forecast}
    budget: Decimal | None

    @property
    def total(self):
        return sum(self.by_month.values(), Decimal(0))

    @property
    def forecast(self):
        return self.total - self.charged

    @cached_property
    def short_since(self):
        """The first Month whose end the budget does not reach, or None."""
        spent = Decimal(0)
        for month in sorted(self.by_month):
            spent += self.by_month[month]
            if self.budget is not None and spent > self.budget:
                return month
        return None

    @property
    def verdict(self):
        """Whether the budget will do, in words; "" without a budget."""
        if self.budget is None:
            return ""
        left = self.budget - self.total
        if self.short_since is None:
            return f"Budżet na {self.year} r. wystarczy: zostanie {money(left)}."
        when = f"{MONTHS_IN[self.short_since.start.month - 1]} {self.year} r."
        short = f"pieniędzy zabraknie w {when}, do końca roku brakuje {money(-left)}"
        return f"Budżet na {self.year} r. nie wystarczy: {short}."


class Forecast:
    """The forecast as of the day `today`; `budgets`: {year: zł}. `lines`: only of families that the user may see.

    `hidden`: how many of `total` children are of other families; the years include them. `unpriced`: the lines of
    children without a known cost, of whom nothing is forecast.
    """

    def __init__(self, user, today, budgets):
        self.month = Month.of(today)
        self.years = [today.year, today.year + 1]
        charged = self._charged()
        charges = CareCharge.objects.filter(month__gte=(self.month + -REMEMBERED).start, month__lte=today)
        latest = {charge.person_id: charge for charge in charges.order_by("month")}
        children = [found for found in months_in_care(self.month) if found.stay.until is None]
        by_month, lines = defaultdict(Decimal, charged), []
        names = distinct_names([found.person for found in children])
        for found in children:
            charge = latest.get(found.person.pk)
            amounts = self._forecast_of(found, charge) if charge else {}
            for month, amount in amounts.items():
                by_month[month] += amount
            of_years = {
                year: sum((part for month, part in amounts.items() if month.start.year == year), Decimal(0))
                for year in self.years
            }
            lines.append(ForecastLine(found, names[found.person.pk], charge and charge.total_cost, of_years))
        self.by_year = [
            ForecastYear(
                year,
                sum((part for month, part in charged.items() if month.start.year == year), Decimal(0)),
                {month: part for month, part in by_month.items() if month.start.year == year},
                budgets.get(year),
            )
            for year in self.years
        ]
        families = {line.in_care.person.family_id for line in lines}
        visible = {*Family.objects.visible_to(user).filter(pk__in=families).values_list("pk", flat=True)}
        shown = [line for line in lines if line.in_care.person.family_id in visible]
        self.total, self.hidden = len(lines), len(lines) - len(shown)
        self.lines = sorted(shown, key=lambda line: (polish_sort_key(line.label), line.in_care.person.number))

    @property
    def unpriced(self):
        return [line for line in self.lines if line.cost is None]

    def _charged(self):
        """Return {Month: what the municipality pays of the charges of the month}, of both years."""
        found = defaultdict(Decimal)
        period = Period.parse(f"{self.years[0]}-01-01/{self.years[1]}-12-31")
        for row in read(CareMonth.objects.all(), period.known):
            found[Month(row.month)] += Decimal(row.municipal_groszes) / 100
        return found

    def _forecast_of(self, found, charge):
        """Return {Month: the municipality's part} of the months after the last charge of the child."""
        amounts = {}
        january = Month.of(self.month.start.replace(month=1))
        month = max(Month(charge.month) + 1, Month.of(found.stay.recorded_on), january)
        while month.start.year <= self.years[-1]:
            amounts[month] = municipal_part(
                charge.total_cost, percent_in(found.stay.started_on, month.start, found.stay.law)
            )
            month += 1
        return amounts
