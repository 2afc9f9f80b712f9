"""Working days, in Python and in the database."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from cases.models import Case
from familycare.lib.dates import DaysLater, MonthsLater, add_months
from familycare.lib.working_days import (
    FIRST,
    WorkingDaysLater,
    is_working_day,
    working_days_between,
    working_days_later,
)
from tests.factories import CaseFactory


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2024, 3, 15), 10, date(2024, 3, 29)),  # a Friday; Good Friday is a working day
        (date(2024, 3, 18), 10, date(2024, 4, 2)),  # Easter Monday is off
        (date(2024, 3, 29), 1, date(2024, 4, 2)),
        (date(2024, 3, 31), 1, date(2024, 4, 2)),  # counted from a Sunday
        (date(2024, 11, 8), 1, date(2024, 11, 12)),  # 11 November is a Monday
        (date(2024, 10, 28), 10, date(2024, 11, 13)),  # All Saints' Day and 11 November
        (date(2024, 5, 29), 1, date(2024, 5, 31)),  # Corpus Christi
        (date(2024, 12, 23), 1, date(2024, 12, 24)),
        (date(2025, 12, 23), 1, date(2025, 12, 29)),  # Christmas Eve is off since 2025
        (date(2024, 1, 5), 1, date(2024, 1, 8)),  # Epiphany on a Saturday
        (date(2024, 1, 2), 251, date(2024, 12, 31)),
        (date(2005, 7, 1), 1, date(2012, 1, 2)),
    ],
)
def test_days_off_do_not_count(day, count, later):
    assert working_days_later(day, count) == later


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 6, 8), False),  # Corpus Christi
        (date(2023, 6, 9), True),
        (date(2023, 6, 10), False),  # a Saturday
        (date(2023, 6, 11), False),
        (date(2018, 11, 12), False),  # off that year only
    ],
)
def test_knows_polish_holidays(day, works):
    assert is_working_day(day) == works


def test_days_between_count_the_last_and_not_the_first():
    assert working_days_between(date(2023, 6, 7), date(2023, 6, 9)) == 1
    assert working_days_between(date(2023, 6, 9), date(2023, 6, 9)) == 0
    assert working_days_between(date(2023, 6, 9), date(2023, 6, 7)) == 0


@pytest.mark.parametrize("number", range(1, 30))
def test_days_between_agree_with_days_later(number):
    day = date(2023, 6, 9)
    assert working_days_between(day, working_days_later(day, number)) == number


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 10, 600])
def test_the_database_counts_as_python_does(count):
    until = date(2024, 12, 31)
    days = [date(2023, 12, 1) + timedelta(days=n) for n in range(397)] + [FIRST, FIRST - timedelta(days=1)]
    case = CaseFactory()
    for day in days:
        Case.objects.update(opened_on=day)
        terms = Case.objects.values_list(
            WorkingDaysLater("opened_on", count, until), MonthsLater(F("opened_on"), 6), DaysLater("opened_on", -1)
        )
        expected = working_days_later(day, count), add_months(day, 6), day - timedelta(days=1)
        assert terms.get(pk=case.pk) == expected, day
