"""The municipality's share of the cost of foster care, by the year of the stay (UWRiSPZ art. 191 ust. 9 and 10).

The only place that knows the percentages. Figures ask the database, pages ask Python; both read PERCENT_BY_YEAR.
"""

from decimal import Decimal

from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Cast, Round
from django.db.models.lookups import LessThan

from cases.choices import PLACEMENT_GROUPS, PlacementGroup
from familycare.lib.dates import Age, age_on
from familycare.lib.months import Month
from familycare.lib.polish import rounded

# In the first, the second, and every later year of a stay.
PERCENT_BY_YEAR = (10, 30, 50)


def year_of_stay(started_on, month):
    """Return which year of the stay it is on the first day of the month (a date): 1, 2, or 3 for every later one.

    The month in which the stay begins is of its first year.
    """
    return min(max(age_on(started_on, month), 0) + 1, len(PERCENT_BY_YEAR))


def percent_in(started_on, month):
    """Return the municipality's share (percent) in the month (its first day)."""
    return PERCENT_BY_YEAR[year_of_stay(started_on, month) - 1]


def steps_of_share(started_on):
    """Return [(first Month, percent)] of a stay: from which month on the municipality pays which share."""
    steps = []
    for number in range(12 * len(PERCENT_BY_YEAR) + 1):
        month = Month.of(started_on) + number
        percent = percent_in(started_on, month.start)
        if not steps or steps[-1][1] != percent:
            steps.append((month, percent))
    return steps


def percent_in_database(month, started_on):
    """Return the expression of `percent_in`; `month` and `started_on` are fields or expressions."""
    years = Age(month, started_on)
    *before, last = PERCENT_BY_YEAR
    cases = [When(LessThan(years, year), then=Value(percent)) for year, percent in enumerate(before, start=1)]
    return Case(*cases, default=Value(last))


def municipal_part(total_cost, percent):
    """Return what the municipality pays of a month's cost (zł, Decimal), rounded half up to a grosz as it is billed."""
    return rounded(Decimal(total_cost) * percent / 100, 2)


def municipal_groszes(total_cost, percent):
    """Return the expression of `municipal_part` in whole groszes, which all databases add exactly."""
    groszes = Cast(Round(F(total_cost) * Value(Decimal(100))), BigIntegerField())
    return (groszes * F(percent) + 50) / 100


def provision(form, year):
    """Return the provision for a form of care (code) and a `year_of_stay`: „art. 191 ust. 9 pkt 2”."""
    paragraph = 9 if form in PLACEMENT_GROUPS[PlacementGroup.FAMILY_CARE] else 10
    return f"art. 191 ust. {paragraph} pkt {year}"
