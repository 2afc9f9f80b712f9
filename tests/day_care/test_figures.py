"""The table of day-care centres at its edges, and who reads which part of it."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import DayCareCapacity, DayCareCentre, DayCareCost, DayCareOutsiders, DayCareStay
from reporting.figures.drilldown import drill_down
from reporting.figures.readable import unread_figures
from reporting.periods import Period
from tests.factories import PersonFactory, StaffFactory, UserFactory
from tests.figures.reading import counted

TABLE = "day_care"


def total(period):
    """{row: value} of the rows of all day-care centres that are not zero."""
    return {key.removeprefix("total."): value for key, value in counted(TABLE, period).items() if "total." in key}


def entries(row, period, user=None):
    """{(who, amount)} of the list behind a figure."""
    listing = drill_down(TABLE, row, Period.parse(period), user or StaffFactory())
    return {(entry.who, entry.amount) for entry in listing.page()}


def test_it_counts_through_its_last_day_and_a_stay_until_the_day_before_its_end(capacity, stay):
    DayCareCentre.objects.update(ends_on=date(2024, 4, 30))
    DayCareStay.objects.update(over_on=date(2024, 4, 30))
    assert total("2024-02") == {"centres": 1, "places": 30}
    assert total("2024-03") == {"centres": 1, "places": 30, "children": 1}
    assert total("2024-04") == {"centres": 1, "places": 30}
    assert counted(TABLE, "2024-04")["attended"] == 1
    assert counted(TABLE, "2024-05") == {}


def test_places_are_those_of_the_last_day(capacity):
    DayCareCapacity.objects.create(day_care=capacity.day_care, starts_on=date(2024, 3, 31), places=20)
    DayCareCapacity.objects.create(day_care=capacity.day_care, starts_on=date(2024, 4, 2), places=25)
    assert [total(period)["places"] for period in ("2024-02", "2024-03", "2024-04")] == [30, 20, 25]
    assert entries("total.places", "2024-03") == {("Świetlica „Promyk”", Decimal(20))}


def test_a_child_of_two_day_care_centres_is_in_both_rows_and_in_the_total_once(stay):
    other = DayCareCentre.objects.create(
        name="Iskra", form="specialist", run_by="permitted", starts_on=date(2024, 1, 1)
    )
    twin = PersonFactory(same_as=stay.person)
    DayCareStay.objects.create(person=twin, day_care=other, basis="court", starts_on=date(2024, 3, 1))
    found = counted(TABLE, "2024-03")
    assert (found["care.children"], found["specialist.children"], found["permitted.children"]) == (1, 1, 1)
    assert (found["total.children"], found["attended"], found["total.centres"]) == (1, 1, 2)


def test_children_of_no_family_are_those_of_the_latest_month_entered_in_the_period(day_care):
    for month, children in ((2, 4), (3, 9), (5, 11)):
        DayCareOutsiders.objects.create(day_care=day_care, month=date(2024, month, 1), children=children)
    assert total("2024-Q1")["outsiders"] == 9
    assert "outsiders" not in total("2024-04")
    assert total("2024-H1")["outsiders"] == 11
    assert entries("total.outsiders", "2024-Q1") == {("Świetlica „Promyk”", Decimal(9))}


def test_costs_add_up_to_a_grosz_by_means_and_stay_after_the_last_day(day_care):
    DayCareCentre.objects.update(ends_on=date(2024, 3, 31))
    for month, means, amount in ((2, "own", "0.05"), (3, "own", "120.50"), (3, "other", "10"), (4, "own", "7")):
        DayCareCost.objects.create(day_care=day_care, month=date(2024, month, 1), means=means, amount=Decimal(amount))
    found = counted(TABLE, "2024-02-01/2024-04-01")
    assert (found["total.cost"], found["own"], found["other"]) == (Decimal("137.55"), Decimal("127.55"), 10)
    assert found["municipality.cost"] == Decimal("137.55")
    assert "total.centres" not in found
    assert entries("own", "2024-02") == {("Świetlica „Promyk”", Decimal("0.05"))}


def test_the_list_of_children_names_only_those_whom_the_reader_sees(stay):
    assert entries("total.children", "2024-03") == {("Łucja Wierzbicka", None)}
    listing = drill_down(TABLE, "total.children", Period.parse("2024-03"), UserFactory(role="assistant"))
    assert (listing.value, listing.hidden, listing.page()) == (1, 1, [])


@pytest.mark.parametrize("role", ["assistant", "social_worker"])
def test_amounts_are_not_for_assistants_and_none_of_it_for_social_workers(db, role):
    unread = {row for table, row in unread_figures(UserFactory(role=role)) if table == TABLE}
    assert {"own", "other", "total.cost", "care.cost"} <= unread
    assert ("total.children" in unread) == (role == "social_worker")
