"""The forecast of what the municipality will pay, and the budget."""

from datetime import date
from decimal import Decimal

import pytest

from cases.foster_care.services import set_stay_start
from reporting.care_charges.budget import save_budgets
from reporting.models import OutsideFigure
from tests.care_charges.records import charge, place
from tests.factories import FamilyFactory, PersonFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, send
from tests.html_pages import select, words

FORECAST, BUDGET = "/odplatnosci/prognoza/", "/odplatnosci/prognoza/budzet/"


@pytest.fixture
def charged(child):
    """In care since 15 October 2023; 1000 zł a month is charged from January to April 2024."""
    place(child, "2023-10-15")
    for month in ("2024-01", "2024-02", "2024-03", "2024-04"):
        charge(child, month)
    return child


def years_of(browser):
    """{year: (charged, forecast, total)} as the page shows it."""
    forecast = browser.get(FORECAST).context["forecast"]
    return {year.year: (year.charged, year.forecast, year.total) for year in forecast.by_year}


def test_charged_months_are_those_of_the_table_and_later_ones_grow_with_the_stay(desk, charged):
    # 10% until October 2024, 30% until October 2025, 50% from November 2025 on
    assert years_of(desk) == {2024: (400, 6 * 100 + 2 * 300, 1600), 2025: (0, 10 * 300 + 2 * 500, 4000)}
    assert figures("care_costs", "2024")["total.municipal_cost"] == 400
    page = words(desk.get(FORECAST))
    assert "30% od miesiąca: listopad 2024" in page
    assert "Na 2024 r. nie wpisano budżetu" in page


def test_a_month_that_is_only_partly_entered_is_whole(desk, charged):
    sister = PersonFactory(family=charged.family, number="O13", first_name="Ola", birth_date=date(2015, 1, 1))
    place(sister, "2023-10-15")
    charge(sister, "2024-04")
    before = years_of(desk)[2024][2]
    charge(sister, "2024-05")
    assert years_of(desk)[2024][2] == before


def test_the_budget_and_when_it_ends(desk, charged):
    assert send(desk, BUDGET, budget_2024="1 500", budget_2025="5000,00").url == FORECAST
    page = words(desk.get(FORECAST))
    # 400 charged, 600 until October, 300 in November: 1300; the money ends in December
    assert (
        "Budżet na 2024 r. nie wystarczy: pieniędzy zabraknie w grudniu 2024 r., do końca roku brakuje 100,00 zł."
        in page
    )
    assert "Budżet na 2025 r. wystarczy: zostanie 1 000,00 zł." in page
    assert OutsideFigure.objects.get(period="2024").value == 1500
    send(desk, BUDGET, budget_2024="")
    assert OutsideFigure.objects.get().period == "2025"


def test_a_budget_keeps_the_name_that_the_centre_gave_it(desk):
    send(desk, BUDGET, budget_2024="1")
    page = "/dane-spoza-ewidencji/budżet na pieczę zastępczą/"
    send(desk, f"{page}uklad/pozycja/plan/", label="Środki na pieczę")
    send(desk, BUDGET, budget_2024="2", budget_2025="3")
    assert {*OutsideFigure.objects.values_list("label", "value")} == {("Środki na pieczę", 2), ("Środki na pieczę", 3)}


def test_a_budget_that_cannot_be(desk, director):
    page = send(desk, BUDGET, budget_2024="dużo", budget_2025="-1")
    assert {"budget_2024", "budget_2025"} == set(errors_of(page))
    assert director.get(BUDGET).status_code == 403
    save_budgets(budgets={2024: Decimal(5)}, source="")
    late = send(desk, BUDGET, budget_2024="6", version="old")
    assert "Ktoś zmienił te dane" in words(late)


def test_a_first_day_set_by_hand_changes_it(desk, charged):
    set_stay_start(person=charged, recorded_on=date(2023, 10, 15), counted_from=date(2020, 1, 1), reason="Tak.")
    assert years_of(desk)[2024] == (2000, 4000, 6000)


def test_who_left_is_not_forecast_and_who_has_no_cost_is_named(desk, charged):
    charged.placements.update(over_on=date(2024, 5, 1), end_reason="returned_home")
    other = PersonFactory(number="O13", first_name="Ola", last_name="Zielińska", birth_date=date(2015, 1, 1))
    place(other, "2024-03-01")
    assert years_of(desk)[2024] == (400, 0, 400)
    page = words(desk.get(FORECAST))
    assert "Bez znanego kosztu z ostatnich 12 miesięcy, więc poza prognozą: Zielińska Ola." in page
    assert "Wierzbicki" not in page


def test_restricted_families_are_in_the_sums_only(desk, director, charged):
    hidden = PersonFactory(family=FamilyFactory(is_restricted=True), last_name="Ukryta", birth_date=date(2015, 1, 1))
    place(hidden, "2023-10-15")
    charge(hidden, "2024-04")
    for browser in (desk, director):
        page = browser.get(FORECAST)
        assert "1 z 2 osób w pieczy jest poza Twoim zakresem. Sumy obejmują także te osoby." in words(page)
        assert "Ukryta" not in words(page)
        assert len(select(page, 'a[href$="/piecza/"]')) == 1
    assert years_of(desk)[2024] == (500, 2400, 2900)


def test_without_anybody_in_care(desk):
    assert years_of(desk) == {2024: (0, 0, 0), 2025: (0, 0, 0)}
