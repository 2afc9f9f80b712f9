"""The database computes the same ages and terms as Python."""

from datetime import date

import pytest
from django.db.models import DateField, Value

from cases.models import Family
from familycare.lib.dates import Age, MonthsLater, add_months, age_on, years_before
from tests.factories import FamilyFactory

DAYS = [date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 12, 31)]
BIRTHS = [
    date(2004, 2, 28),
    date(2004, 2, 29),
    date(2004, 3, 1),
    date(2005, 3, 1),
    date(2006, 12, 31),
    date(2007, 1, 1),
]


@pytest.mark.parametrize("birth", BIRTHS)
@pytest.mark.parametrize("day", DAYS)
def test_the_database_agrees_with_the_calendar(day, birth, db):
    FamilyFactory()
    age = Age(Value(day, DateField()), Value(birth, DateField()))
    assert Family.objects.annotate(age=age).get().age == age_on(birth, day)


@pytest.mark.parametrize("birth", BIRTHS)
@pytest.mark.parametrize("day", [*DAYS, date(2022, 2, 27), date(2022, 2, 28), date(2022, 3, 1)])
def test_the_latest_birth_date_of_an_adult_agrees_with_the_age(day, birth):
    assert (birth <= years_before(day, 18)) == (age_on(birth, day) >= 18)


@pytest.mark.parametrize("months", [6, -6, 1, -216])
@pytest.mark.parametrize("day", [*DAYS, date(2023, 8, 31), date(2023, 8, 29), date(2024, 3, 31), date(2024, 5, 31)])
def test_the_database_agrees_with_the_calendar_on_terms(day, months, db):
    FamilyFactory()
    term = MonthsLater(Value(day, DateField()), months)
    assert Family.objects.annotate(term=term).get().term == add_months(day, months)
