"""The due days of assessments in SQL are those of `cases.deadlines`, which the page of a family shows."""

from datetime import date, timedelta
from random import Random

import pytest

from cases.deadlines import assessment_dues
from reporting.figures.ctes import read
from reporting.models import AssessmentDue
from reporting.periods import Period
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2025, 9, 15)
# Ends of months: in a shorter month the due day moves.
ENDS = [
    date(2022, 8, 29),
    date(2022, 8, 31),
    date(2023, 2, 28),
    date(2023, 8, 30),
    date(2024, 2, 29),
    date(2024, 3, 31),
]


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(TODAY)


@pytest.fixture
def cases():
    """Cases with assessments: none, in time, late, before the opening or on its day, after the closing."""
    rng = Random(1)
    made = []
    for number in range(40):
        opened_on = rng.choice(ENDS) + timedelta(days=rng.choice((0, 0, 1, 40)))
        closed_on = rng.choice((None, None, opened_on + timedelta(days=rng.randrange(1000))))
        case = CaseFactory(opened_on=opened_on, closed_on=closed_on)
        days = {
            opened_on + timedelta(days=rng.choice((-30, 0, 100, 181, 184, 200, 400, 700))) for _n in range(number % 5)
        }
        for day in days:
            case.assessments.create(held_on=day)
        made.append((case, sorted(days)))
    return made


@pytest.mark.parametrize(
    "text", ["2022", "2023", "2024", "2025", "2026", "2024-02", "2024-Q3", "2023-08-31/2024-02-29"]
)
def test_database_agrees_with_the_calendar(cases, text):
    period = Period.parse(text)
    until = min(period.end, TODAY)
    expected = {
        (case.pk, due, held)
        for case, days in cases
        if case.opened_on <= period.end and (case.closed_on is None or case.closed_on >= period.start)
        for due, held in assessment_dues(case.opened_on, case.closed_on, [day for day in days if day <= until], until)
        if due >= period.start
    }
    dues = read(AssessmentDue.objects.filter(due_on__gte=period.start), period.known)
    assert {(due.case_id, due.due_on, due.held_on) for due in dues} == expected
    assert len({due.pk for due in dues}) == len(dues) == len(expected)
