"""The time of work with a family: full months from the first day of support to the last day of the period."""

from datetime import date

import pytest

from tests.factories import CaseFactory, FamilyFactory
from tests.figures.reading import counted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("opened_on", "row"),
    [
        (date(2024, 12, 31), "under_3_months"),
        (date(2024, 10, 1), "under_3_months"),
        (date(2024, 9, 30), "3_12_months"),
        (date(2024, 1, 1), "3_12_months"),
        (date(2023, 12, 31), "1_2_years"),
        (date(2023, 1, 1), "1_2_years"),
        (date(2022, 12, 31), "over_2_years"),
    ],
)
def test_full_months_to_the_end_of_the_period(opened_on, row):
    CaseFactory(opened_on=opened_on)
    assert counted("work_time", "2024") == {row: 1}


def test_until_the_support_ended():
    CaseFactory(opened_on=date(2023, 12, 31), closed_on=date(2024, 3, 30))
    assert counted("work_time", "2024") == {"under_3_months": 1}


def test_a_month_that_began_on_its_31st_is_over_on_the_last_day_of_february():
    CaseFactory(opened_on=date(2023, 11, 30), closed_on=date(2024, 2, 28))
    CaseFactory(opened_on=date(2023, 11, 30), closed_on=date(2024, 2, 29))
    assert counted("work_time", "2024") == {"under_3_months": 1, "3_12_months": 1}


def test_a_family_counts_once_from_its_earliest_case_of_the_period():
    family = FamilyFactory()
    CaseFactory(family=family, opened_on=date(2022, 1, 1), closed_on=date(2024, 1, 31))
    CaseFactory(family=family, opened_on=date(2024, 11, 1))
    assert counted("work_time", "2024") == {"over_2_years": 1}
    assert counted("work_time", "2024-H2") == {"under_3_months": 1}
