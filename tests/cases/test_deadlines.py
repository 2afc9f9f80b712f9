"""When an assessment of the family's situation is due (UWRiSPZ art. 15 ust. 1 pkt 15)."""

from datetime import date

import pytest

from cases.deadlines import assessment_dues
from familycare.lib.dates import add_months, age_on


def dues(opened_on, *, closed_on=None, held=(), until):
    return list(assessment_dues(opened_on, closed_on, held, until))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2022, 8, 31), 6, date(2023, 2, 28)),
        (date(2023, 12, 15), 1, date(2024, 1, 15)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
    ],
)
def test_a_term_in_a_shorter_month_is_its_last_day(day, months, later):
    assert add_months(day, months) == later


def test_whoever_was_born_on_29_february_comes_of_age_on_28_february():
    born = date(2004, 2, 29)
    assert [age_on(born, date(2022, 2, day)) for day in (27, 28)] == [17, 18]
    assert [age_on(born, day) for day in (date(2024, 2, 28), date(2024, 2, 29))] == [19, 20]


def test_assessments_are_due_every_half_a_year_since_the_opening():
    held = [date(2023, 6, 1), date(2023, 10, 5)]
    assert dues(date(2023, 1, 10), held=held, until=date(2024, 12, 31)) == [
        (date(2023, 7, 10), date(2023, 6, 1)),
        (date(2023, 12, 1), date(2023, 10, 5)),
        (date(2024, 4, 5), None),
        (date(2024, 10, 5), None),
    ]


def test_a_late_one_counts_for_the_term_it_missed():
    assert dues(date(2023, 1, 10), held=[date(2023, 9, 1)], until=date(2024, 2, 28)) == [
        (date(2023, 7, 10), date(2023, 9, 1))
    ]


def test_after_missing_terms_the_next_counts_from_the_term():
    assert [due for due, _held in dues(date(2023, 8, 31), until=date(2024, 12, 31))] == [
        date(2024, 2, 29),
        date(2024, 8, 29),
    ]


def test_nothing_is_due_after_the_closing_but_on_its_day_it_is():
    assert dues(date(2023, 1, 10), closed_on=date(2023, 7, 9), until=date(2024, 12, 31)) == []
    assert len(dues(date(2023, 1, 10), closed_on=date(2023, 7, 10), until=date(2024, 12, 31))) == 1


def test_a_second_assessment_of_one_day_fulfils_nothing_more():
    held = [date(2023, 6, 1), date(2023, 6, 1)]
    assert dues(date(2023, 1, 10), held=held, until=date(2023, 12, 31)) == [
        (date(2023, 7, 10), date(2023, 6, 1)),
        (date(2023, 12, 1), None),
    ]
