"""Children outside of home on the edges of the definitions; each test begins with the catalogue's sentence."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import CareCharge, Placement
from tests.factories import FamilyFactory, PersonFactory
from tests.figures.reading import counted, figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    """A child of a family without any case: "All families of the register, served or not"."""
    return PersonFactory(birth_date=date(2015, 5, 1))


def place(child, form, starts_on, over_on=None, end_reason=""):
    Placement.objects.create(
        person=child,
        form=form,
        starts_on=date.fromisoformat(starts_on),
        over_on=over_on and date.fromisoformat(over_on),
        end_reason=end_reason,
    )


def both(row, number=1):
    return {f"{row}.children": number, f"{row}.families": number}


def test_a_move_on_one_day_begins_nothing(child):
    # "a placement that starts on the day another ends is a move, not a beginning"; "an unbroken chain of placements"
    place(child, "kinship_foster", "2023-03-01", "2024-05-01", "moved")
    place(child, "intervention_institution", "2024-05-01")
    assert counted("placement_flow", "2024") == {}
    assert counted("placements_by_start", "2024") == both("year_before")
    current = both("intervention_institution") | both("institutional_care") | both("total")
    assert counted("placements_current", "2024") == current
    # On the day of the move the child is at one place, the new one: "`end` empty or `end` > day".
    assert counted("placements_current", "2024-05-01/2024-05-01") == current


def test_a_day_at_home_begins_a_new_stay(child):
    # "children whose stay outside home began in p"
    place(child, "kinship_foster", "2023-03-01", "2024-05-01", "returned_home")
    place(child, "kinship_foster", "2024-05-02")
    assert counted("placement_flow", "2024") == both("placed") | both("placed_in_care") | both("returned_home")
    assert counted("placements_by_start", "2024") == both("this_period")


def test_a_place_outside_of_care_breaks_the_stay_in_care(child):
    # "A stay is an unbroken chain of placements in family or institutional care"
    place(child, "kinship_foster", "2021-03-01", "2024-02-01", "moved")
    place(child, "sociotherapy_centre", "2024-02-01", "2024-04-01", "moved")
    place(child, "kinship_foster", "2024-04-01")
    assert counted("placement_flow", "2024") == {}  # a child who moves stays outside of home
    assert counted("placements_by_start", "2024-Q1") == {}
    assert counted("placements_current", "2024-Q1") == (
        both("sociotherapy_centre") | both("outside_care") | both("total")
    )
    assert counted("placements_by_start", "2024") == both("this_period")


def test_a_stay_that_begins_outside_of_care_is_no_placing_in_care(child):
    # "of these, into family or institutional care"
    place(child, "correctional_facility", "2024-01-01", "2024-06-01", "moved")
    place(child, "kinship_foster", "2024-06-01")
    assert counted("placement_flow", "2024") == both("placed")


@pytest.mark.parametrize(
    ("starts_on", "row"),
    [
        ("2024-12-31", "this_period"),
        ("2024-07-01", "this_period"),
        ("2024-06-30", "year_before"),
        ("2023-07-01", "year_before"),
        ("2023-06-30", "earlier"),
    ],
)
def test_stays_by_their_first_day(child, starts_on, row):
    # "by the day their stay began: in p; in the twelve months before s; earlier"
    place(child, "professional_foster", starts_on)
    assert counted("placements_by_start", "2024-H2") == both(row)


@pytest.mark.parametrize(
    ("starts_on", "over_on", "number"),
    [
        ("2024-12-31", None, 1),
        ("2025-01-01", None, 0),
        ("2024-01-01", "2024-12-31", 0),
        ("2024-01-01", "2025-01-01", 1),
    ],
)
def test_who_is_placed_on_the_last_day(child, starts_on, over_on, number):
    # "Placed on a day: a placement with start ≤ day and (end empty or end > day)."
    place(child, "pre_adoption", starts_on, over_on)
    assert figures("placements_current", "2024")["total.children"] == number


@pytest.mark.parametrize(
    ("birth_date", "number"), [(date(2006, 12, 31), 0), (date(2007, 1, 1), 1), (date(2024, 12, 31), 1)]
)
def test_only_children_are_counted_outside_of_home(birth_date, number):
    # "children placed on e"; "A child on a day: a member under 18 who is not the main carer"
    place(PersonFactory(birth_date=birth_date), "pre_adoption", "2024-12-31")
    for table, row in (
        ("placements_current", "total.children"),
        ("placements_by_start", "this_period.children"),
        ("placement_flow", "placed.children"),
    ):
        assert figures(table, "2024")[row] == number


@pytest.mark.parametrize(("left_on", "number"), [(date(2024, 12, 31), 0), (date(2025, 1, 1), 1)])
def test_a_child_that_left_the_family_is_no_longer_its_child(left_on, number):
    # "A child on a day: a member …"; "left_on empty or later"
    place(PersonFactory(left_on=left_on), "kinship_foster", "2024-12-31")
    assert figures("placements_current", "2024")["total.children"] == number
    assert figures("placement_flow", "2024")["placed.children"] == number


def test_a_family_with_children_in_two_places_is_one_family_in_the_total():
    # "families of a total counted once"
    family = FamilyFactory()
    for form in ("kinship_foster", "family_childrens_home", "youth_educational_centre"):
        place(PersonFactory(family=family), form, "2024-02-01")
    current = figures("placements_current", "2024")
    assert [current[f"{row}.children"] for row in ("family_care", "outside_care", "total")] == [2, 1, 3]
    assert [current[f"{row}.families"] for row in ("family_care", "outside_care", "total")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("over_on", "end_reason", "returned"),
    [
        ("2023-12-31", "returned_home", {}),
        ("2024-01-01", "returned_home", both("returned_home")),
        ("2024-12-31", "returned_home", both("returned_home")),
        ("2025-01-01", "returned_home", {}),
        ("2024-06-30", "adopted", {}),
    ],
)
def test_a_child_returns_on_the_day_on_which_the_placement_ends(child, over_on, end_reason, returned):
    # "children whose placement ended in p with returned_home"
    place(child, "kinship_foster", "2023-01-01", over_on, end_reason)
    assert counted("placement_flow", "2024") == returned


def charge(child, *months, total_cost="1000"):
    for month in months:
        CareCharge.objects.create(person=child, month=date.fromisoformat(f"{month}-01"), total_cost=Decimal(total_cost))


@pytest.mark.parametrize(
    ("starts_on", "month", "percent"),
    [
        ("2022-03-15", "2022-03", 10),  # "10% in the month in which the stay begins"
        ("2022-03-15", "2023-03", 10),  # "by the first day of the charged month": the first year ends on the 14th
        ("2022-03-15", "2023-04", 30),
        ("2022-03-15", "2024-03", 30),
        ("2022-03-15", "2024-04", 50),
        ("2018-03-15", "2026-04", 50),
        ("2022-03-01", "2022-03", 10),
        ("2022-03-01", "2023-02", 10),
        ("2022-03-01", "2023-03", 30),  # a stay that begins on the 1st: the second year begins on the 1st, too
        ("2022-03-01", "2024-03", 50),
        ("2024-02-29", "2025-02", 10),
        ("2024-02-29", "2025-03", 30),
    ],
)
def test_the_share_grows_with_the_years_of_the_stay(child, starts_on, month, percent):
    # "The share is 10% in the first, 30% in the second, 50% in every later year of the stay"
    place(child, "kinship_foster", starts_on)
    charge(child, month)
    cost = {".children": 1, ".municipal_cost": 10 * percent}
    assert counted("care_costs", month) == {
        f"{row}{measure}": value
        for row in ("family_care", "total", f"share_{percent}")
        for measure, value in cost.items()
    }


def test_a_share_that_changes_within_a_year(child):
    # "in the share rows: by the share of the child's last charge in p"
    place(child, "kinship_foster", "2022-03-15")
    charge(child, *(f"2023-{month:02}" for month in range(1, 13)))
    assert counted("care_costs", "2023") == {
        "family_care.children": 1,
        "family_care.municipal_cost": 3000,
        "total.children": 1,
        "total.municipal_cost": 3000,
        "share_10.municipal_cost": 300,
        "share_30.children": 1,
        "share_30.municipal_cost": 2700,
    }


def test_a_move_leaves_the_share_as_it_is(child):
    # "A stay is an unbroken chain of placements in family or institutional care"
    place(child, "kinship_foster", "2021-03-01", "2024-05-01", "moved")
    place(child, "regional_therapeutic", "2024-05-01")
    charge(child, "2024-05", "2024-06")
    costs = figures("care_costs", "2024")
    assert (costs["share_50.municipal_cost"], costs["institutional_care.municipal_cost"]) == (1000, 1000)


def test_a_new_stay_begins_with_the_lowest_share(child):
    # "A stay is an unbroken chain of placements in family or institutional care"
    place(child, "kinship_foster", "2015-06-01", "2020-01-10", "moved")
    place(child, "specialist_institution", "2020-01-10", "2024-02-01", "returned_home")
    place(child, "kinship_foster", "2024-02-02")
    charge(child, "2024-01", "2024-02")
    costs = figures("care_costs", "2024")
    assert (costs["institutional_care.municipal_cost"], costs["family_care.municipal_cost"]) == (500, 100)
    assert (costs["share_50.children"], costs["share_10.children"], costs["total.children"]) == (0, 1, 1)


@pytest.mark.parametrize(("moved_on", "group"), [("2024-05-01", "institutional_care"), ("2024-05-02", "family_care")])
def test_a_month_belongs_to_the_place_of_its_first_day(child, moved_on, group):
    # "the group is that of the placement on the first day of the month, or the month's first placement"
    place(child, "kinship_foster", "2024-04-15", moved_on, "moved")
    place(child, "family_institution", moved_on)
    charge(child, "2024-05")
    assert figures("care_costs", "2024")[f"{group}.children"] == 1


def test_a_month_that_begins_at_home_belongs_to_its_first_place(child):
    # "or the month's first placement"
    place(child, "sociotherapy_centre", "2024-04-01", "2024-05-10", "moved")
    place(child, "family_institution", "2024-05-10", "2024-05-20", "moved")
    place(child, "kinship_foster", "2024-05-20")
    charge(child, "2024-05")
    costs = figures("care_costs", "2024")
    assert (costs["institutional_care.municipal_cost"], costs["family_care.municipal_cost"]) == (100, 0)


@pytest.mark.parametrize(("period", "number"), [("2024-05-01/2024-05-01", 1), ("2024-05-02/2024-05-31", 0)])
def test_a_month_is_charged_on_its_first_day(child, period, number):
    # "charges of the months that begin in p"
    place(child, "kinship_foster", "2024-01-01")
    charge(child, "2024-05")
    assert figures("care_costs", period)["total.children"] == number


def test_the_municipality_s_part_of_each_month_is_rounded_half_a_grosz_up():
    # "Money and hours are numbers with two decimals": 10% of 0.05 zł is 0.01 zł a month, and parts add up to totals.
    for _unused in range(5):
        child = PersonFactory()
        place(child, "kinship_foster", "2024-01-01")
        charge(child, "2024-05", total_cost="0.05")
    assert str(figures("care_costs", "2024")["total.municipal_cost"]) == "0.05"
