"""The page of a month: costs of day-care centres and children of no family."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import DayCareCentre, DayCareCost, DayCareOutsiders
from familycare.audit.models import Change
from tests.html_forms import errors_of, fields_of
from tests.html_pages import select, words

ROOM = "/placowki-wsparcia-dziennego/koszty/"
MAY, ENTER = f"{ROOM}2024-05/", f"{ROOM}2024-05/wpisz/"


def cell(column, number="D5"):
    return f"placowki:{number}:{column}"


def enter(browser, month="2024-05", **typed):
    """Sends the grid; the response."""
    sent = fields_of(browser.get(f"{ROOM}{month}/")) | {cell(name): text for name, text in typed.items()}
    return browser.post(f"{ROOM}{month}/wpisz/", sent)


def test_the_last_month_that_is_over_comes_first(desk):
    assert desk.get(ROOM).url == f"{ROOM}2024-04/"
    assert "W tym miesiącu nie działała żadna placówka." in words(desk.get(f"{ROOM}2024-04/"))


@pytest.mark.parametrize("month", ["2024-06", "2024-13", "0", "x" * 1000])
def test_no_such_month(desk, month):
    assert desk.get(f"{ROOM}{month}/").status_code == 404


def test_numbers_are_entered_corrected_and_deleted(desk, day_care):
    assert "3 nowe" in words(desk.get(enter(desk, children="12", own="1 234,56 zł", other="100").url))
    assert DayCareOutsiders.objects.get().children == 12
    assert {cost.means: cost.amount for cost in DayCareCost.objects.all()} == {"own": Decimal("1234.56"), "other": 100}
    assert "Koszty razem: 1 334,56 zł." in words(desk.get(MAY)).replace("\u00a0", " ")
    assert "1 poprawiona i 1 usunięta" in words(desk.get(enter(desk, children="11", other="").url))
    assert DayCareOutsiders.objects.get().children == 11
    assert DayCareCost.objects.get().means == "own"
    assert Change.objects.filter(object_type__in=["cases.daycarecost", "cases.daycareoutsiders"]).count() == 5
    page = words(desk.get("/placowki-wsparcia-dziennego/D5/")).replace("\u00a0", " ")
    assert "2024 1 234,56 zł" in page
    assert "spoza niej 11 dzieci (w miesiącu 05.2024)" in page


def test_only_day_care_centres_open_in_the_month_are_there(desk, day_care):
    assert "nie działała żadna" in words(desk.get(f"{ROOM}2024-01/"))
    assert select(desk.get(f"{ROOM}2024-02/"), f"[name='{cell('own')}']")
    DayCareCentre.objects.update(ends_on=date(2024, 5, 1))
    assert select(desk.get(MAY), f"[name='{cell('own')}']")
    DayCareCentre.objects.update(ends_on=date(2024, 4, 30))
    assert "nie działała żadna" in words(desk.get(MAY))


def test_numbers_of_the_month_before_are_offered_where_none_are_entered(desk, day_care):
    enter(desk, "2024-04", children="12", own="1000", other="50,50")
    enter(desk, children="7")
    assert "poprzedni miesiąc: 12 dzieci, 1 000,00 zł i 50,50 zł" in words(desk.get(MAY)).replace("\u00a0", " ")
    typed = fields_of(desk.get(MAY)) | {cell("own"): "900", "zaproponuj": "1"}
    page = desk.post(ENTER, typed)
    assert "Wstawiono 1 liczbę z poprzedniego miesiąca." in words(page).replace("\u00a0", " ")
    shown = fields_of(page)
    assert (shown[cell("children")], shown[cell("own")], shown[cell("other")]) == ("7", "900,00", "50,50")
    assert not DayCareCost.objects.filter(month=date(2024, 5, 1)).exists()  # until somebody saves
    desk.post(ENTER, shown)
    assert {cost.amount for cost in DayCareCost.objects.filter(month=date(2024, 5, 1))} == {900, Decimal("50.50")}
    assert "zaproponuj" not in desk.get(MAY).content.decode()


@pytest.mark.parametrize(
    "column, typed", [("own", "sto"), ("other", "-1"), ("own", "9" * 30), ("children", "1,5"), ("children", "10000")]
)
def test_a_wrong_number_keeps_the_others(desk, day_care, column, typed):
    right = "other" if column == "own" else "own"
    page = enter(desk, **{right: "100", column: typed})
    assert [*errors_of(page)] == [cell(column)]
    assert select(page, f"[name='{cell(right)}']")[0].value == "100,00"
    assert select(page, f"[name='{cell(column)}']")[0].value == typed
    assert not DayCareCost.objects.exists()


def test_a_last_day_that_somebody_entered_meanwhile(desk, day_care):
    DayCareCost.objects.create(day_care=day_care, month=date(2024, 5, 1), means="own", amount=5)
    typed = fields_of(desk.get(MAY)) | {cell("other"): "100"}
    DayCareCentre.objects.update(ends_on=date(2024, 4, 30))
    page = desk.post(ENTER, typed)
    assert "nie działała" in errors_of(page)[cell("other")]
    assert DayCareCost.objects.count() == 1


def test_somebody_else_entered_another_number_meanwhile(desk, day_care):
    typed = fields_of(desk.get(MAY)) | {cell("own"): "100"}
    enter(desk, own="200")
    page = desk.post(ENTER, typed)
    assert "Ktoś tymczasem wpisał tu „200,00”, a Ty masz „100,00”" in errors_of(page)[cell("own")]
    assert DayCareCost.objects.get().amount == 200


def test_the_director_reads_and_does_not_write(director, day_care):
    DayCareCost.objects.create(day_care=day_care, month=date(2024, 5, 1), means="own", amount=100)
    assert "100,00" in words(director.get(MAY))
    assert not select(director.get(MAY), "main input:not([type=hidden])")
    assert director.post(ENTER, {cell("own"): "1"}).status_code == 403
