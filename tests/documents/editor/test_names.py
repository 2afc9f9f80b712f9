"""Figures and periods by their Polish names; a document for the next year."""

import pytest
from django.urls import reverse

from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.figure_names import FigureNames
from reporting.documents.editor.period_names import period_code, period_name
from reporting.periods import PeriodError
from tests.documents.editor.documents import KEY, data_now, errors_of, save
from tests.documents.own.definitions import table, text
from tests.html_forms import send
from tests.html_pages import rows_of, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("rodzin objętych wsparciem, 2025", "support.families"),
        ("wsparciem objete rodziny", "support.families"),
        ("liczba dzieci w rodzinach objętych wsparciem", "support.children"),
        ("niebieska karta", "blue_cards.procedures"),
        ("osiągnięcie celów", "closures.goals_achieved"),
        ("STRUKTURA RODZIN: pełna", "structure.two_parent"),
        ("asystenci zatrudnieni", "support.assistants"),
    ],
)
def test_figures_are_found_by_words_in_any_order_and_form(words, key):
    found = [each.key for each in FigureNames(Catalogue()).find(words)]
    assert key in found[:3]


def test_every_figure_has_a_name_of_its_own_that_leads_back():
    names = FigureNames(Catalogue())
    for key, figure in names.figures.items():
        assert names.key_of(figure.name) == (key, "")
        assert names.key_of(figure.name.upper()) == (key, "")


def test_searching_shows_the_value_of_the_year(manager, document):
    address = reverse("find_figure", args=[KEY])
    page = manager.get(address, {"q": "rodzin objętych wsparciem, 2024"})
    assert rows_of(page)[0] == [
        "Rodziny objęte wsparciem asystenta · Rodziny objęte wsparciem asystenta rodziny",
        "0",
        "{{support.families|rodzina}}",
    ]
    assert "Liczby za 2024 r." in words(page)
    found = manager.get(address, {"q": "dzieci", "rok": "2025"}, headers={"Accept": "application/json"}).json()
    assert found["year"] == 2025
    assert {"key", "name", "value", "noun"} <= found["figures"][0].keys()
    assert "Nie ma liczby o takiej nazwie" in words(manager.get(address, {"q": "xyzzy"}))
    assert manager.get(address, {"q": "\0{{%", "rok": "9" * 30}).status_code == 200


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("Y", "rok dokumentu"),
        ("Y-1", "rok wcześniej"),
        ("Y-H1", "I półrocze"),
        ("Y-1-H2", "II półrocze rok wcześniej"),
        ("Y-Q3", "III kwartał"),
        ("Y-2-05", "maj 2 lata wcześniej"),
        ("2024", "2024"),
        ("2024-H1", "I półrocze 2024"),
        ("2024-05", "maj 2024"),
        ("Y-01-01/Y-05-31", "01.01–31.05 rok dokumentu"),
        ("2024-01-01/2024-05-31", "01.01–31.05.2024"),
    ],
)
def test_periods_in_words_and_back(code, name):
    assert (period_name(code), period_code(name), period_code(code)) == (name, code, code)


def test_dates_and_what_is_no_period():
    assert period_code("od 1.01.2024 do 31.05.2024 r.") == "2024-01-01/2024-05-31"
    for wrong in ("kiedyś", "31.02.2024–01.03.2024", "Y-13", "rok", "2024-H3"):
        with pytest.raises(PeriodError):
            period_code(wrong)


def test_the_document_for_the_next_year(manager, document):
    save(
        data_now()
        | {
            "title": "Informacja za 2025 r.",
            "periods": ["2024", "Y"],
            "chapters": [
                {
                    "title": "Rodziny",
                    "blocks": [
                        text("W 2025 r. było {{support.families@2025}} i {{support.children@Y-1}}."),
                        table(
                            {"label": "Rodziny", "figure": "support.families"},
                            columns=["2024-H1", {"sum": ["2024", "Y-1"], "label": "2024 i dalej"}],
                        ),
                    ],
                }
            ],
        }
    )
    address = reverse("next_year_document", args=[KEY])
    assert send(manager, address, title="Informacja za 2026 r.").url == reverse("edit_outline", args=[f"{KEY}-2"])
    copy = data_now(f"{KEY}-2")
    assert (copy["title"], copy["periods"]) == ("Informacja za 2026 r.", ["2025", "Y"])
    blocks = copy["chapters"][0]["blocks"]
    assert blocks[0]["text"] == "W 2025 r. było {{support.families@2026}} i {{support.children@Y-1}}."
    assert blocks[1]["columns"] == ["2025-H1", {"sum": ["2025", "Y-1"], "label": "2025 i dalej"}]
    assert DocumentDefinition.objects.count() == 2
    assert errors_of(send(manager, address, title="")) == {"title": "Wpisz tytuł dokumentu."}


def test_the_year_after_a_leap_day(manager, document):
    save(data_now() | {"periods": ["2024-01-01/2024-02-29"]})
    address = reverse("next_year_document", args=[KEY])
    assert send(manager, address, title="Informacja").status_code == 302
    assert data_now(f"{KEY}-2")["periods"] == ["2025-01-01/2025-02-28"]
