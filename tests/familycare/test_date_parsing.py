"""Reading days as people write them, and the form field for a day."""

from datetime import date

import pytest
import time_machine
from django import forms

from familycare.lib.date_parsing import parse_day
from familycare.lib.fields import DayField
from tests.html_forms import field_of

pytestmark = pytest.mark.usefixtures("spring")


@pytest.fixture
def spring():
    with time_machine.travel("2025-05-20 12:00"):
        yield


class DayForm(forms.Form):
    day = DayField(label="Dzień")
    past = DayField(label="Dzień, który był", required=False, days_ahead=0)


@pytest.mark.parametrize(
    "text",
    [
        "14.03.2025",
        "14.3.25",
        " 14. 3. 2025 ",
        "14-03-2025",
        "14/3/2025",
        "14,3,2025",
        "14 3 2025",
        "14032025",
        "140325",
        "2025-03-14",
        "14 marca 2025",
        "14 Marca 2025 r.",
        "14 marzec 2025",
        "14 mar 25",
        "14 III 2025",
        "14.III.2025r.",
        "14\u00a0marca\u00a02025",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert parse_day(text) == date(2025, 3, 14)


@pytest.mark.parametrize("month", ["września", "wrzesnia", "wrzesień", "wrz", "IX"])
def test_accents_are_optional(month):
    assert parse_day(f"1 {month} 2025") == date(2025, 9, 1)


@pytest.mark.parametrize(
    "text",
    ["", "wczoraj", "14 marca", "31.02.2025", "29.02.2100", "0.1.2025", "1.13.2025", "14.3.025", "2025-3-14"]
    + ["١٤.٠٣.٢٠٢٥", "14 mar\0ca 2025", "14 marcepana 2025", "1" * 1_000_000, " " * 1_000_000],
)
def test_other_text_is_no_day(text):
    assert parse_day(text) is None


def test_a_year_of_two_digits_is_the_nearest():
    assert (parse_day("1.2.45"), parse_day("1.2.46")) == (date(2045, 2, 1), date(1946, 2, 1))
    assert parse_day("29.2.00") == date(2000, 2, 29)


def errors(**typed):
    form = DayForm(typed)
    form.is_valid()
    return {name: error for name, [error] in form.errors.items()}


class TestField:
    def test_says_what_is_wrong(self):
        assert errors(day=" ") == {"day": "Podaj dzień."}
        assert errors(day="wczoraj") == {"day": "Nie ma takiego dnia. Wpisz dzień, miesiąc i rok, np. 14.03.2025."}
        for day in ("14.03.0025", "31.12.1899", "14.03.2205"):
            assert "zbyt odległy" in errors(day=day)["day"]

    def test_a_field_may_refuse_days_to_come(self):
        assert errors(day="21.05.2025", past="20.05.2025") == {}
        assert errors(day="21.05.2025", past="21.05.2025") == {"past": "Ten dzień jeszcze nie nadszedł."}

    def test_keeps_what_was_typed(self):
        form = DayForm({"day": "14 marca 25", "past": "w marcu"})
        assert field_of(str(form["day"]), "day") == "14 marca 25"
        assert field_of(str(form["past"]), "past") == "w marcu"

    def test_the_same_day_in_other_words_is_no_change(self):
        assert DayForm({"day": "14 marca 2025", "past": ""}, initial={"day": date(2025, 3, 14)}).changed_data == []
