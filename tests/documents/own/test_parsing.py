"""Mistakes in a definition are named by chapter and block, all at once."""

import json

import pytest

from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from tests.documents.own.definitions import definition, table, text

FAMILIES = {"label": "Rodziny", "figure": "support.families"}


def problems(source):
    with pytest.raises(InvalidDefinition) as error:
        parse(source)
    return str(error.value)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ({"type": "table", "title": "T", "rows": [], "zle": 1}, "blok 1 (tabela): nie ma tu takiego klucza: „zle”."),
        ({"type": "rysunek"}, "blok 1: „type” nie może być „rysunek”"),
        ({}, "blok 1: brakuje „type”."),
        (7, "blok 1: powinien tu być obiekt"),
        (text("Objęto {{support.families"), "blok 1 (tekst): Po „{{” brakuje „}}”"),
        (text(3), "blok 1 (tekst): „text” to liczba 3"),
        ({"type": "list", "items": ["a", "{{x}}"]}, "punkt 2: Nie rozumiem „{{x}}”"),
        (table({"label": "A", "figure": "a.b", "sum": ["a.b"]}), "wiersz 1: wiersz ma naraz „figure” i „sum”"),
        (table({"label": "A", "values": [1]}), "wiersz 1: wartości wpisane ręcznie muszą mieć „source”"),
        (table({"label": "A", "values": ["1"], "source": "s"}), "„values”, pozycja 1: to tekst"),
        (table({"label": "A", "values": [1.23456], "source": "s"}), "może mieć najwyżej 4 miejsca po przecinku"),
        (table({"label": "A", "values": [-(10**14)], "source": "s"}), "największa dozwolona ma 14 cyfr"),
        (table({"label": "A", "percent_of": ["a.b"]}), "wiersz bez liczb nie może mieć „percent_of”"),
        (table({"label": "A", "figure": "a.b", "decimals": 9}), "„decimals” to 9"),
        (table({"label": ""}), "wiersz 1: „label” jest puste"),
        (table(FAMILIES, columns=["2024-13"]), "kolumna 1: Nie rozumiem okresu „2024-13”"),
        (table(FAMILIES, columns=["Y-12-31/Y-01-01"]), "kolumna 1: Okres „2024-12-31/2024-01-01” kończy się"),
        (table(FAMILIES, columns=[{"sum": []}]), "kolumna 1: „sum” nie ma okresów"),
        (table(FAMILIES, columns=["Y"] * 40), "na stronie zmieści się najwyżej 16 kolumn, a tabela ma ich 40"),
        ({"type": "chart", "title": "", "form": "pie", "rows": []}, "„form” nie może być „pie”"),
        ({"type": "matrix", "title": "", "columns": ["A"], "rows": [["a", "b"]]}, "liczba pól w wierszu to 2"),
        ({"type": "matrix", "title": "", "columns": [], "rows": []}, "„columns” jest puste"),
        ({"type": ["table"]}, "blok 1: „type” to lista"),
        ({"type": "section", "section": "staff.posts", "show": ["all"]}, "„show” nie może mieć „all”"),
    ],
)
def test_mistakes_in_a_block(block, said):
    found = problems(definition(block))
    assert found.startswith("Rozdział 1 („Rodziny”), blok 1")
    assert said in found


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "Zły klucz"}, "„key” to „Zły klucz”"),
        ({"kind": "book"}, "„kind” nie może być „book”"),
        ({"title": " "}, "„title” jest puste"),
        ({"periods": []}, "„periods” jest puste"),
        ({"periods": ["Y-H4"]}, "Nie rozumiem okresu „Y-H4”"),
        ({"periods": ["2024-06-01/2024-01-01"]}, "kończy się, zanim się zacznie"),
        ({"author": "?"}, "nie ma tu takiego klucza: „author”"),
        ({"chapters": [{"title": "R", "blocks": []}] * 300}, "najwyżej 100 rozdziałów, a ma ich 300"),
        ({"chapters": {}}, "„chapters” to obiekt"),
    ],
)
def test_mistakes_in_the_head(changed, said):
    found = problems(definition(**changed))
    assert found.startswith("Nagłówek dokumentu: ")
    assert said in found


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "poprawny JSON: błąd w wierszu 1"),
        ('{"key": "a",\n}', "błąd w wierszu 2"),
        ("[]", "powinien tu być obiekt"),
        ('{"key": "a", "key": "b"}', "Klucz „key” jest w jednym obiekcie dwa razy"),
        ('{"key": NaN}', "„NaN” nie jest liczbą"),
        ("[" * 100_000, "zbyt zagnieżdżona"),
        ('{"key": ' + "9" * 10_000 + "}", "zbyt długą liczbę"),
        ('{"key": 1e99999999999999999999}', "„1e99999999999999999999” nie jest liczbą, którą da się zapisać"),
    ],
)
def test_what_is_no_definition(source, said):
    assert said in problems(source)


def test_all_mistakes_are_told_at_once():
    found = problems(definition(text("{{"), {"type": "nic"}, title=""))
    assert len(found.splitlines()) == 3


def test_lone_surrogates_are_refused():
    assert "znak, którego nie da się zapisać" in problems(json.dumps(json.loads(definition(text("\ud800")))))
    for source in (definition(**{"\ud800": 1}), definition(chapters=[{"title": "\ud800", "blocks": []}])):
        assert problems(json.dumps(json.loads(source))).encode()


def test_a_number_with_millions_of_digits():
    source = definition(table({"label": "A", "values": ["!"], "source": "s"})).replace('"!"', "1e9999999")
    assert "„values”, pozycja 1: to liczba 1E+9999999, a największa dozwolona" in problems(source)


def test_a_byte_order_mark_is_no_mistake():
    assert parse(f"\ufeff{definition(table(FAMILIES))}").key == "informacja"


def test_blocks_without_mistakes():
    parsed = parse(definition(table(FAMILIES), {"type": "break"}, {"type": "signatures", "roles": ["Dyrektor"]}))
    assert [block.type for block in parsed.blocks] == ["table", "break", "signatures"]
