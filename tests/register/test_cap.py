"""An assistant has at most fifteen families at once, on each day of the past too (UWRiSPZ art. 15 ust. 4)."""

import pytest

from assistants.models import Assignment
from reporting.exchange import import_register

pytestmark = pytest.mark.django_db

DAY = "2010-05-01"


def families(register, count, *, most="15", start="2010-01-01", end="2010-12-31"):
    """Add families F1, F2 … with a case each, all assigned to assistant B in 2010."""
    register.add("assistants", f"B,Anna,Wilk,2010-01-01,2010-12-31,employment,{most},")
    for n in range(1, count + 1):
        family(register, n, start, end)


def family(register, n, start, end):
    register.add("families", f"F{n},Lis,,,")
    case(register, n, n, "difficulties", start, end)


def case(register, n, of_family, kind, start, end):
    register.add("cases", f"C{n},F{of_family},{kind},consent,{start},{end},,")
    register.add("assignments", f"C{n},B,{start},{end}")


def test_fifteen_families_are_accepted(register):
    families(register, 15)
    import_register(register.folder)
    assert Assignment.objects.filter(assistant__number="B").values("place").distinct().count() == 15


def test_the_sixteenth_is_refused_with_day_and_assistant(register):
    families(register, 15)
    family(register, 16, DAY, DAY)
    assert register.refusal() == [
        f"assignments.csv:21: start: dnia {DAY} asystent B ma już 15\xa0rodzin, a więcej mieć nie może"
    ]


def test_the_limit_of_the_assistant_may_be_lower(register):
    families(register, 3, most="2")
    (said,) = register.refusal()
    assert said == "assignments.csv:8: start: dnia 2010-01-01 asystent B ma już 2\xa0rodziny, a więcej mieć nie może"


def test_a_family_that_leaves_makes_room_on_the_next_day(register):
    families(register, 15, end="2010-06-30")
    family(register, 16, "2010-07-01", "2010-12-31")
    import_register(register.folder)


def test_a_family_that_leaves_makes_no_room_on_the_same_day(register):
    families(register, 15, end="2010-06-30")
    family(register, 16, "2010-06-30", "2010-12-31")
    (said,) = register.refusal()
    assert said.startswith("assignments.csv:21: start: dnia 2010-06-30 asystent B")


def test_a_family_with_two_cases_counts_once(register):
    families(register, 15)
    case(register, 16, 1, "za_zyciem", "2010-03-01", "2010-12-31")
    import_register(register.folder)
    assert len({*Assignment.objects.filter(family__number="F1").values_list("place", flat=True)}) == 1


def test_the_order_of_the_rows_does_not_matter(register):
    families(register, 0)
    for n in range(15, 0, -1):
        family(register, n, f"2010-02-{n:02}", f"2010-03-{n:02}")
    for n in range(16, 31):
        family(register, n, f"2010-03-{n - 14:02}", "2010-12-31")
    import_register(register.folder)
