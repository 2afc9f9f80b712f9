"""The page of a year's refunds to supporting families."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import SupportingFamily, SupportRefund
from familycare.audit.models import Change, Reading
from tests.html_forms import errors_of, fields_of
from tests.html_pages import select, words

YEAR = "/rodziny-wspierajace/zwroty/2024/"
ENTER = f"{YEAR}wpisz/"


def cell(month):
    return f"zwrot:Z5:2024-{month:02}"


def enter(browser, **amounts):
    """Sends the grid with the amounts, by names of months; the response."""
    months = {"luty": 2, "marzec": 3, "maj": 5}
    typed = {cell(months[name]): amount for name, amount in amounts.items()}
    return browser.post(ENTER, fields_of(browser.get(YEAR)) | typed)


def test_the_present_year_comes_first(desk):
    assert desk.get("/rodziny-wspierajace/zwroty/").url == YEAR
    assert "W 2024 r. żadna rodzina wspierająca nie miała umowy." in words(desk.get(YEAR))


@pytest.mark.parametrize("year", ["2025", "0", "99999999999999999999"])
def test_no_such_year(desk, year):
    assert desk.get(f"/rodziny-wspierajace/zwroty/{year}/").status_code == 404


def test_a_refund_is_entered_corrected_and_deleted(desk, supporter):
    assert "2 nowe" in words(desk.get(enter(desk, luty="1 234,56 zł", maj="100").url))
    assert SupportRefund.objects.get(month=date(2024, 2, 1)).amount == Decimal("1234.56")
    page = desk.get(YEAR)
    assert "Razem w 2024 r.: 1 334,56 zł." in words(page).replace("\u00a0", " ")
    assert "1 poprawiony i 1 usunięty" in words(desk.get(enter(desk, luty="1000", maj="").url))
    assert SupportRefund.objects.get().amount == 1000
    assert Change.objects.filter(object_type="cases.supportrefund").count() == 4
    assert "2024 1 000,00 zł" in words(desk.get("/rodziny-wspierajace/Z5/")).replace("\u00a0", " ")
    assert Reading.objects.filter(what="zwroty rodzinom wspierającym, 2024").exists()


def test_only_months_of_the_contract_that_have_begun_are_open(desk, supporter):
    SupportingFamily.objects.update(ends_on=date(2024, 4, 1))
    opened = {field.name for field in select(desk.get(YEAR), "table.grid input")}
    assert opened == {cell(2), cell(3), cell(4)}
    SupportingFamily.objects.update(ends_on=None)
    opened = {field.name for field in select(desk.get(YEAR), "table.grid input")}
    assert opened == {cell(2), cell(3), cell(4), cell(5)}


@pytest.mark.parametrize("typed", ["sto", "-1", "9" * 30])
def test_a_wrong_amount_keeps_the_others(desk, supporter, typed):
    page = enter(desk, luty="100", maj=typed)
    assert [*errors_of(page)] == [cell(5)]
    assert select(page, f"[name='{cell(2)}']")[0].value == "100,00"
    assert select(page, f"[name='{cell(5)}']")[0].value == typed
    assert not SupportRefund.objects.exists()


def test_a_contract_that_was_shortened_meanwhile(desk, supporter):
    typed = fields_of(desk.get(YEAR)) | {cell(5): "100"}
    SupportingFamily.objects.update(ends_on=date(2024, 4, 30))
    page = desk.post(ENTER, typed)
    assert "nie miała umowy" in errors_of(page)[cell(5)]
    assert not SupportRefund.objects.exists()


def test_a_number_with_a_space(desk, supporter):
    """A register may bring one."""
    SupportingFamily.objects.update(number="Z 5")
    typed = fields_of(desk.get(YEAR)) | {"zwrot:Z 5:2024-05": "100"}
    SupportingFamily.objects.update(ends_on=date(2024, 4, 30))
    assert "nie miała umowy" in errors_of(desk.post(ENTER, typed))["zwrot:Z 5:2024-05"]


def test_somebody_else_entered_another_amount_meanwhile(desk, supporter):
    typed = fields_of(desk.get(YEAR)) | {cell(5): "100"}
    enter(desk, maj="200")
    page = desk.post(ENTER, typed)
    assert "Ktoś tymczasem wpisał tu „200,00”, a Ty masz „100,00”" in errors_of(page)[cell(5)]
    assert SupportRefund.objects.get().amount == 200


def test_the_director_reads_and_does_not_write(director, supporter):
    SupportRefund.objects.create(supporter=supporter, month=date(2024, 5, 1), amount=100)
    assert "100,00" in words(director.get(YEAR))
    assert not select(director.get(YEAR), "main input:not([type=hidden])")
    assert director.post(ENTER, {cell(5): "1"}).status_code == 403
