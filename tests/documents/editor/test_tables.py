"""Forms of tables, charts and tables of words in the editor."""

import json

import pytest
from django.urls import reverse

from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.patterns import PATTERNS, pattern_text
from reporting.documents.editor.canonical import same
from reporting.documents.editor.figure_names import FigureNames
from reporting.documents.editor.forms.table import ChartBlockForm, TableBlockForm
from tests.documents.editor.documents import FOCUS, KEY, blocks_now, data_now, errors_of, save
from tests.html_forms import fields_of, send
from tests.html_pages import one, words

pytestmark = pytest.mark.django_db
TABLE = reverse("edit_block", args=[KEY, 1, 2])
FAMILIES = "Rodziny objęte wsparciem asystenta · Rodziny objęte wsparciem asystenta rodziny"
CHILDREN = "Dzieci w tych rodzinach · Rodziny objęte wsparciem asystenta rodziny"


class Editing:
    """What a form needs of the page."""

    def __init__(self, data):
        self.data, self.names = data, FigureNames(Catalogue())


def press(client, do, page=None, address=TABLE, **typed):
    """Press a button inside of the form."""
    return client.post(address, fields_of(page or client.get(address)) | typed | {"do": do})


def with_table(**changed):
    data = data_now()
    data["chapters"][0]["blocks"][1] |= changed
    save(data)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_table_of_the_patterns_comes_out_as_it_went_in(name):
    data = json.loads(pattern_text(name))
    editing = Editing(data)
    forms = {"table": TableBlockForm, "chart": ChartBlockForm}
    for chapter in data["chapters"]:
        for block in chapter["blocks"]:
            if block["type"] in forms:
                form = forms[block["type"]](block=block, context=editing)
                assert form.is_valid(), form.errors
                assert same(form.block(), block)


def test_everything_that_a_table_may_have_comes_out_as_it_went_in():
    block = {
        "type": "table",
        "title": "Zestawienie",
        "rows": [
            {"label": "Razem", "sum": ["support.families", "-support.children"], "total": True},
            {"label": "Wpisane", "values": [1, None], "source": "GUS"},
            {"label": "Nagłówek"},
            {"label": "Udział", "figure": "support.families", "percent_of": ["support.children"], "decimals": 1},
        ],
        "columns": ["Y-1", {"period": "2024-H1", "label": "półrocze"}, {"sum": ["Y-1", "Y"], "label": "RAZEM"}],
        "note": "Uwaga",
        "source": "Źródło",
    }
    form = TableBlockForm(block=block, context=Editing({"periods": ["Y"]}))
    assert form.is_valid()
    assert form.block() == block
    block = {
        "type": "table",
        "title": "Piecza",
        "rows": [{"label": "Spokrewnione", "figure": "placements_current.kinship_foster"}],
        "columns": [{"period": "Y", "suffix": ".children"}, {"period": "Y", "suffix": ".families"}],
    }
    form = TableBlockForm(block=block, context=Editing({"periods": ["Y"]}))
    assert form.rows[0]["figures"][0]["value"].startswith("rodzina zastępcza spokrewniona · ")
    assert form.is_valid()
    assert form.block() == block


def test_rows_are_added_moved_and_left_out_without_saving(manager, document):
    page = press(manager, "wiersz+", **{"w0-nazwa": "Zmieniona nazwa"})
    assert one(page, FOCUS).get("id") == "w1-nazwa"
    page = press(manager, "wierszv:0", page, **{"w1-nazwa": "Drugi", "w1-liczba": "tylko część słow"})
    fields = fields_of(page)
    assert (fields["w0-nazwa"], fields["w0-liczba"], fields["w1-nazwa"]) == (
        "Drugi",
        "tylko część słow",
        "Zmieniona nazwa",
    )
    assert one(page, FOCUS).get("aria-label") == "Wiersz 2: wyżej"
    page = press(manager, "wiersz-:0", page)
    assert fields_of(page)["wiersze"] == "1"
    assert one(page, FOCUS).get("aria-label") == "Wiersz 1: usuń"
    assert blocks_now()[1]["rows"] == [{"label": "Rodziny", "figure": "support.families"}]
    manager.post(TABLE, fields_of(page))
    assert blocks_now()[1]["rows"] == [{"label": "Zmieniona nazwa", "figure": "support.families"}]


def test_figures_by_their_names_sums_and_shares(manager, document):
    page = press(manager, "liczba+:0")
    page = press(manager, "udzial+:0", page)
    typed = {"w0-liczba": [FAMILIES, "dzieci rodzin poza domem"], "w0-znak": ["+", "-"], "w0-udzial": CHILDREN}
    answer = manager.post(TABLE, fields_of(page) | typed | {"w0-miejsca": "0", "w0-razem": "on"})
    assert answer.status_code == 302
    assert blocks_now()[1]["rows"] == [
        {
            "label": "Rodziny",
            "sum": ["support.families", "-support.children_placed"],
            "percent_of": ["support.children"],
            "decimals": 0,
            "total": True,
        }
    ]


def test_values_need_a_source_and_are_numbers(manager, document):
    fields = fields_of(manager.get(TABLE)) | {"w0-rodzaj": "wpisane", "w0-wartosc": ["1 234,50", "dużo"]}
    page = manager.post(TABLE, fields)
    assert errors_of(page) == {
        "w0-wartosc1": "To nie jest liczba. Wpisz ją cyframi, np. 1234,50.",
        "w0-zrodlo": "Wpisz, skąd są te wartości: bez źródła nikt ich nie sprawdzi.",
    }
    assert fields_of(page)["w0-wartosc"] == ["1 234,50", "dużo"]
    manager.post(TABLE, fields_of(page) | {"w0-wartosc": ["1 234,50", ""], "w0-zrodlo": "Rb-28S"})
    assert blocks_now()[1]["rows"][0] == {"label": "Rodziny", "values": [1234.5, None], "source": "Rb-28S"}
    assert fields_of(manager.get(TABLE))["w0-wartosc"] == ["1\xa0234,50", ""]


def test_columns_take_the_typed_values_with_them(manager, document):
    with_table(columns=["Y-2", "Y-1", "Y"], rows=[{"label": "x", "values": [1, 2, 3], "source": "GUS"}])
    page = press(manager, "kolumnav:0")
    assert fields_of(page)["w0-wartosc"] == ["2", "1", "3"]
    page = press(manager, "kolumna-:0", page)
    assert fields_of(page)["w0-wartosc"] == ["1", "3"]
    page = press(manager, "suma", page)
    fields = fields_of(page)
    assert fields["w0-wartosc"] == ["1", "3", ""]
    assert fields["k2-okres"] == ["Y-2", "Y"]
    manager.post(TABLE, fields)
    assert blocks_now()[1]["columns"] == ["Y-2", "Y", {"sum": ["Y-2", "Y"], "label": "RAZEM"}]
    assert blocks_now()[1]["rows"][0]["values"] == [1, 3]


def test_a_table_without_columns_has_those_of_the_document(manager, document):
    with_table(columns=[])
    page = manager.get(TABLE)
    assert "Jak w całym dokumencie: rok wcześniej, rok dokumentu." in words(page)
    fields = fields_of(press(manager, "wlasne", page))
    assert (fields["k0-okres"], fields["k1-okres"]) == ("Y-1", "Y")
    fields |= {"k1-okres": "inny", "k1-okres-inny": "01.01–31.05 rok dokumentu"}
    manager.post(TABLE, fields)
    assert blocks_now()[1]["columns"] == ["Y-1", "Y-01-01/Y-05-31"]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"w0-liczba": ""}, "w0-liczba0", "Wybierz liczbę w wierszu 1"),
        ({"w0-liczba": "=SUMA(A1:A9)"}, "w0-liczba0", "Nie ma danej „=SUMA(A1:A9)”"),
        ({"w0-liczba": "support.familie"}, "w0-liczba0", "Podobne: „Rodziny objęte wsparciem asystenta"),
        ({"w0-nazwa": ""}, "w0-nazwa", "Wpisz nazwę wiersza 1."),
        ({"k0-okres": "inny", "k0-okres-inny": "2025-12-31/2025-01-01"}, "k0-okres0", "zanim się zacznie"),
        ({"k0-okres": "Y-77"}, "k0-okres0", "Wybierz okres z listy."),
        ({"title": "x" * 501}, "title", "najwyżej 500 znaków"),
        ({"title": "{{"}, "title", "brakuje „}}”"),
        ({"wiersze": "0"}, "wiersz-dodaj", "Dodaj choć jeden"),
        ({"kolumny": "40"}, "kolumna-dodaj", "najwyżej 16 kolumn, a tabela ma ich 40"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_at_its_field(manager, document, typed, field, said):
    before = blocks_now()
    page = manager.post(TABLE, fields_of(manager.get(TABLE)) | typed)
    assert page.status_code == 200
    assert said in errors_of(page)[field]
    assert blocks_now() == before


@pytest.mark.parametrize(
    "do",
    ["wiersz-:99", "wierszv:99", "kolumnav:99", "liczba-:9.9", "okres-:0.9", "udzial+:50", "move:1"],
)
def test_buttons_of_what_is_not_there_do_nothing(manager, document, do):
    page = press(manager, do)
    assert (page.status_code, fields_of(page)["wiersze"]) == (200, "1")


def test_a_chart(manager, document):
    address = reverse("new_block", args=[KEY, 1])
    fields = fields_of(manager.get(address, {"rodzaj": "chart"}))
    fields |= {"title": "Rodziny", "form": "line", "w0-nazwa": "Rodziny", "w0-liczba": FAMILIES}
    manager.post(address, fields)
    assert blocks_now()[3] == {
        "type": "chart",
        "title": "Rodziny",
        "form": "line",
        "rows": [{"label": "Rodziny", "figure": "support.families"}],
        "columns": [],
    }


def test_a_table_of_words(manager, document):
    address = reverse("new_block", args=[KEY, 1])
    page = manager.get(address, {"rodzaj": "matrix"})
    page = press(manager, "wiersz+", page, address, kolumna=["Mocne strony", "Słabe strony"], w0=["kadra", "lokal"])
    page = press(manager, "kolumna+", page, address)
    page = press(manager, "kolumna^:1", page, address)
    fields = fields_of(page)
    assert (fields["kolumna"], fields["w0"]) == (["Słabe strony", "Mocne strony", ""], ["lokal", "kadra", ""])
    page = manager.post(address, fields)
    assert errors_of(page) == {"k2": "Wpisz nagłówek kolumny 3."}
    page = press(manager, "kolumna-:2", page, address)
    page = manager.post(address, fields_of(page) | {"w1": ["", "{{"]})
    assert "brakuje „}}”" in errors_of(page)["w1"]
    manager.post(address, fields_of(page) | {"w1": ["", ""]})
    assert blocks_now()[3] == {
        "type": "matrix",
        "title": "",
        "columns": ["Słabe strony", "Mocne strony"],
        "rows": [["lokal", "kadra"]],
    }
    send(manager, reverse("edit_block", args=[KEY, 1, 4]), title="SWOT")
    assert blocks_now()[3]["title"] == "SWOT"


def test_a_table_of_as_many_rows_as_it_may_have_is_saved(manager, document):
    rows = [{"label": f"Wiersz {number}", "values": [*range(8)], "source": "GUS"} for number in range(500)]
    with_table(rows=rows, columns=[str(year) for year in range(2018, 2026)])
    fields = fields_of(manager.get(TABLE))
    assert sum(len(value) if isinstance(value, list) else 1 for value in fields.values()) > 5000
    assert manager.post(TABLE, fields | {"w499-nazwa": "Ostatni"}).status_code == 302
    assert blocks_now()[1]["rows"] == [*rows[:499], rows[499] | {"label": "Ostatni"}]
