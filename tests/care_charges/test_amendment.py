"""An amendment of the shares: pages, forecast, county's note, letter and table follow it from the same month on."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import CareCharge
from familycare.centre.law.services import add_amendment, withdraw_amendment
from familycare.centre.models import LegalParameter, LegalTerm
from tests.care_charges.notes import NOTE, lines_of, note, sent_from, take
from tests.care_charges.records import charge, place
from tests.figures.reading import figures
from tests.html_pages import words

LINE = "Jaś Wierzbicki\t01.05.2015\trodzina zastępcza spokrewniona\t1 000,00\t{}%\t"
SECOND_YEAR = LegalTerm.SHARE_SECOND_YEAR


@pytest.fixture
def placed(child):
    """In the second year of a stay until November 2024; charged from March to May 2024."""
    place(child, "2022-11-07", "2023-01-01")
    place(child, "2023-02-15")
    for month in ("2024-03", "2024-04", "2024-05"):
        charge(child, month)
    return child


def amend(day, value):
    return add_amendment(term=SECOND_YEAR, starts_on=day, value=value, source="ustawa zmieniająca", confirmed=True)


def told_of(desk, month):
    """What each place says of the share in the month, and of its part of 1000 zł."""
    grid = desk.get(f"/odplatnosci/{month}/").context["charged"].lines[0]
    (line,) = lines_of(_take(desk, month))
    table = figures("care_costs", month)
    share = next(key for key, value in table.items() if key.startswith("share_") and key.endswith("cost") and value)
    return {
        "grid": (grid.in_care.percent, grid.part),
        "explanation": grid.in_care.explanation.split("%")[0],
        "note": (line.line.in_care.percent, line.line.our_part),
        "table": (share, table[share]),
    }


def _take(desk, month):
    where = f"/odplatnosci/{month}/nota/"
    return desk.post(where, {"county": "Powiat źrebicki", "text": note(LINE.format("7"))})


def agreed(percent):
    part = Decimal(percent) * 10
    return {
        "grid": (percent, part),
        "explanation": str(percent),
        "note": (percent, part),
        "table": (f"share_{percent}.municipal_cost", part),
    }


def test_all_follow_from_the_month_that_begins_after_the_day(desk, placed):
    take(desk, note(LINE.format(30)))  # the columns are remembered
    assert told_of(desk, "2024-04") == told_of(desk, "2024-05") == agreed(30)
    amended = amend(date(2024, 4, 2), 40)
    assert told_of(desk, "2024-04") == agreed(30)
    assert told_of(desk, "2024-05") == agreed(40)
    withdraw_amendment(parameter=amended)
    assert told_of(desk, "2024-05") == agreed(30)


def test_the_forecast_follows(desk, placed, time_machine):
    amend(date(2024, 9, 1), 20)
    forecast = desk.get("/odplatnosci/prognoza/").context["forecast"]
    (line,) = forecast.lines
    assert (str(line.next_step[0]), line.next_step[1]) == ("2024-09", 20)
    months = {str(month): part for month, part in forecast.by_year[0].by_month.items()}
    assert (months["2024-05"], months["2024-08"], months["2024-09"]) == (300, 300, 200)
    # The day is when that comes: what was forecast is what is counted.
    time_machine.move_to("2024-10-10 12:00")
    CareCharge.objects.create(person=placed, month=date(2024, 9, 1), total_cost=1000)
    assert figures("care_costs", "2024-09")["share_20.municipal_cost"] == 200


def test_texts_say_what_the_law_says(desk, placed, monkeypatch):
    amend(date(2024, 5, 1), 40)
    assert "10% w pierwszym, 40% w drugim i 50% w każdym następnym roku" in words(desk.get(_stays(placed)))
    letters = []
    monkeypatch.setattr(
        "reporting.care_charges.views.county_note.pdf_answer",
        lambda request, source, **more: letters.append(source.replace("\xa0", " ")) or _page_of(desk),
    )
    for month, told in (("2024-05", "40%"), ("2024-04", "30%")):
        page = take(desk, note(LINE.format(7)))
        desk.post(f"/odplatnosci/{month}/nota/pismo/", sent_from(page))
        assert f"10% w pierwszym, {told} w drugim i 50% w każdym następnym roku" in letters[-1]


def _stays(person):
    return f"/osoby/{person.number}/piecza/"


def _page_of(desk):
    return desk.get(NOTE)


@pytest.mark.parametrize("percent", [10, 50])
def test_a_share_that_two_years_have(desk, placed, percent):
    amend(date(2024, 5, 1), percent)
    assert figures("care_costs", "2024-05")[f"share_{percent}.municipal_cost"] == percent * 10
    assert LegalParameter.objects.filter(term=SECOND_YEAR).count() == 2
