"""A period that is not over is looked at as of today: "wherever a rule says e, read the earlier of e and today"."""

from datetime import date

import pytest

from cases.models import CourtReport, Placement
from reporting.figures.compute import compute
from reporting.figures.drilldown import drill_down
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
    assert [entry.reasons for entry in listing.page()] == [("dziecko, wiek: 17, w rodzinie w dniu 29.11.2026",)]


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
