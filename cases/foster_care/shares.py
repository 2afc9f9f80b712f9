"""The municipality's share of the cost of foster care, by the year of the stay (UWRiSPZ art. 191 ust. 9 and 10).

The percentages are rows of the law (`familycare/centre/law/`), by the first day of the charged month. Figures ask the
database, pages ask Python with a `law` that they read once (`read_law`).
"""

from decimal import Decimal

from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Cast, Round
from django.db.models.lookups import LessThan
from django.utils import timezone

from cases.choices import PLACEMENT_GROUPS, PlacementGroup
from familycare.centre.law.in_force import ValueInForce
from familycare.centre.models import LegalTerm
from familycare.lib.dates import Age, age_on
from familycare.lib.months import Month
from familycare.lib.polish import rounded

# In the first, the second, and every later year of a stay.
SHARE_TERMS = (LegalTerm.SHARE_FIRST_YEAR, LegalTerm.SHARE_SECOND_YEAR, LegalTerm.SHARE_LATER_YEARS)
AHEAD = 24  # months: as far as pages look


def year_of_stay(started_on, month):
    """Return which year of the stay it is on the first day of the month (a date): 1, 2, or 3 for every later one.

    The month in which the stay begins is of its first year.
    """
    return min(max(age_on(started_on, month), 0) + 1, len(SHARE_TERMS))


def percent_in(started_on, month, law):
    """Return the municipality's share (percent) in the month (its first day). `law`: what `read_law` returned."""
    return law(SHARE_TERMS[year_of_stay(started_on, month) - 1], month)


def shares_in_words(law, day):
    """Return the shares of the law on the day: „10% w pierwszym, 30% w drugim i 50% w każdym następnym roku”."""
    first, second, later = (law(term, day) for term in SHARE_TERMS)
    return f"{first}% w pierwszym, {second}% w drugim i {later}% w każdym następnym roku"


def steps_of_share(started_on, law):
    """Return [(first Month, percent)] of a stay: from which month on the municipality pays which share.

    It looks three years from its beginning, and AHEAD of today.
    """
    steps, month = [], Month.of(started_on)
    last = max(month + 12 * len(SHARE_TERMS), Month.of(timezone.localdate()) + AHEAD)
    while month <= last:
        percent = percent_in(started_on, month.start, law)
        if not steps or steps[-1][1] != percent:
            steps.append((month, percent))
        month += 1
    return steps


def percent_in_database(month, started_on):
    """Return the expression of `percent_in`; `month` and `started_on` are fields or expressions."""
    years = Age(month, started_on)
    *before, last = SHARE_TERMS
    cases = [When(LessThan(years, year), then=ValueInForce(term, month)) for year, term in enumerate(before, start=1)]
    return Case(*cases, default=ValueInForce(last, month))


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
