"""A period that is not over is looked at as of today: "wherever a rule says e, read the earlier of e and today"."""

from datetime import date

import pytest

from cases.models import Assessment, CourtReport, Placement
from reporting.figures.compute import compute
from reporting.figures.drilldown import drill_down
from reporting.figures.still_open import still_open
from reporting.periods import Period
from tests.factories import AssistantFactory, CaseFactory, PersonFactory, StaffFactory
from tests.figures.reading import counted, figures

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to(TODAY)


@pytest.fixture
def family():
    """A family whose children come of age in December, with a mother, and a letter to the court due then."""
    case = CaseFactory(opened_on=date(2026, 2, 1))
    PersonFactory(family=case.family, role="parent", main_carer=True, birth_date=date(1990, 5, 5))
    PersonFactory(family=case.family, birth_date=date(2008, 12, 10))
    placed = PersonFactory(family=case.family, birth_date=date(2008, 12, 11))
    Placement.objects.create(person=placed, form="kinship_foster", starts_on=date(2026, 5, 1))
    CourtReport.objects.create(family=case.family, kind="periodic", due_on=date(2026, 12, 20))
    AssistantFactory(employed_to=date(2026, 12, 15))
    return case.family


def test_all_tables_say_of_the_year_what_they_say_of_its_days_so_far(family):
    year, so_far = Period.parse("2026"), Period.parse("2026-01-01/2026-11-29")
    computed = compute([year, so_far])
    for table in computed.values():
        for row in table.rows:
            assert row.values[0] == row.values[1], (table.key, row.key)
    assert counted("support", "2026") == {
        "families": 1,
        "children": 1,
        "children_placed": 1,
        "adults": 1,
        "assistants": 1,
    }


def test_nothing_is_overdue_before_its_day(family, time_machine):
    assert figures("court_reports", "2026")["overdue"] == 0
    time_machine.move_to(date(2026, 12, 21))
    assert figures("court_reports", "2026")["overdue"] == 1


def test_the_list_tells_of_today(family):
    listing = drill_down("support", "children", Period.parse("2026"), StaffFactory())
    assert [entry.reasons for entry in listing.page()] == [("dziecko, 17\u00a0lat, w rodzinie w dniu 29.11.2026",)]


def test_what_is_missing_today_of_a_year_that_is_over(time_machine):
    # Due in August 2025 and March 2025; one was held in 2026, one letter was sent in 2026.
    for opened_on, held_on in (date(2025, 2, 1), date(2026, 1, 15)), (date(2024, 9, 1), None):
        case = CaseFactory(opened_on=opened_on)
        if held_on:
            Assessment.objects.create(case=case, held_on=held_on)
        CourtReport.objects.create(family=case.family, kind="periodic", due_on=date(2025, 5, 1), sent_on=held_on)
    year = Period.year(2025)
    assert figures("assessments", "2025")["missing"] == 3
    assert still_open(year) == {"assessments": 2, "court_reports": 1}
    assert figures("court_reports", "2025")["overdue"] == 2
    assert still_open(Period.year(2027)) == {"assessments": 0, "court_reports": 0}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026", "2026 r. (do 29 listopada 2026)"),
        ("2026-11", "listopad 2026 r. (do 29 listopada 2026)"),
        ("2026-01-01/2026-11-29", "01.01–29.11.2026"),
        ("2025", "2025 r."),
        ("2027", "2027 r. (jeszcze się nie zaczął)"),
    ],
)
def test_the_label_says_until_when(text, label):
    assert Period.parse(text).label.replace("\N{NO-BREAK SPACE}", " ") == label
