"""The rates that the county announced for institutions."""

import pytest

from reporting.models import OutsideFigure
from tests.care_charges.notes import problems_of
from tests.care_charges.records import place
from tests.html_forms import errors_of, send
from tests.html_pages import words

RATES = "/odplatnosci/stawki/"
SENT = {"institution": "Dom „Słoneczny”", "first": "04.2024", "last": "marzec 2025", "amount": "8 000"}
LINE = "Jaś Wierzbicki\t\tPlacówka Dom „Słoneczny” w Źrebicach\t{}\t10%\t"


def test_a_rate_is_added_once_and_deleted(desk):
    for _unused in range(2):
        assert send(desk, RATES, **SENT).url == RATES
    rate = OutsideFigure.objects.get()
    assert (rate.label, rate.period, rate.value) == ("Dom „Słoneczny”", "2024-04-01/2025-03-31", 8000)
    assert "Dom „Słoneczny”: 8 000,00 zł 04.2024–03.2025" in words(desk.get(RATES))
    remove = f"{RATES}{rate.pk}/usun/"
    assert "Usunąć tę stawkę?" in words(desk.get(remove))
    assert desk.post(remove).url == desk.post(remove).url == RATES
    assert not OutsideFigure.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"institution": " "}, "institution", "Wpisz nazwę placówki."),
        ({"first": "13.2024"}, "first", "Nie ma takiego miesiąca"),
        ({"last": "02.2024"}, "last", "wcześniejszy niż pierwszy"),
        ({"amount": "dużo"}, "amount", "To nie jest liczba"),
    ],
)
def test_what_cannot_be(desk, wrong, field, message):
    assert message in errors_of(send(desk, RATES, **SENT | wrong))[field]
    assert not OutsideFigure.objects.exists()


def test_rates_of_an_institution_do_not_overlap(desk):
    send(desk, RATES, **SENT)
    assert "ma już stawkę" in errors_of(send(desk, RATES, **SENT | {"first": "03.2025", "last": "04.2025"}))["first"]
    assert send(desk, RATES, **SENT | {"first": "04.2025", "last": "03.2026"}).status_code == 302


def test_a_note_that_demands_more_is_disputed(desk, child):
    place(child, "2024-05-17", form="socialisation_institution")  # 15 days of May
    send(desk, RATES, **SENT)
    assert problems_of(desk, LINE.format("3870,97")) == ""
    told = problems_of(desk, LINE.format("4000")).replace("\xa0", " ")
    assert told == "Stawka ogłoszona dla tej placówki to 8 000,00 zł za miesiąc, czyli 3 870,97 zł za 15 dni."
    child.placements.update(starts_on="2024-04-17")
    told = problems_of(desk, LINE.format("8000,01")).replace("\xa0", " ")
    assert told == "Stawka ogłoszona dla tej placówki to 8 000,00 zł za miesiąc."
