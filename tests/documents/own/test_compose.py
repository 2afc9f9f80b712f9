"""A definition and a year make a document: rows, columns, sums, percents, texts."""

from decimal import Decimal

import pytest
import time_machine

from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.places import InvalidDefinition
from reporting.outside.models import OutsideFigure
from tests.documents import fakes
from tests.documents.own.definitions import composed, computing, definition, only_block, table, text

pytestmark = pytest.mark.django_db

FAMILIES = {
    ("support.families", "2025"): 74,
    ("support.families", "2024"): 88,
    ("support.children", "2025"): 135,
    ("closures.goals_achieved", "2025"): 7,
    ("closures.family_withdrew", "2025"): 4,
    ("closures.total", "2025"): 21,
}


def rows(source, values=FAMILIES):
    block = only_block(source, values)
    return {row["label"]: row["values"] for row in block["rows"]}


def said(words, values=FAMILIES):
    return only_block(definition(text(words)), values)["text"]


def test_columns_of_the_document_where_a_table_names_none():
    block = only_block(definition(table({"label": "Rodziny", "figure": "support.families"}, columns=[])), FAMILIES)
    assert block["columns"] == ["2024 r.", "2025 r."]
    assert block["rows"] == [{"label": "Rodziny", "values": [88, 74]}]


def test_relative_periods_follow_the_year():
    source = definition(table({"label": "Rodziny", "figure": "support.families"}, columns=["Y-1", "Y-H1"]))
    block = only_block(source, {("support.families", "2023"): 5, ("support.families", "2024-H1"): 6}, year=2024)
    assert block["columns"] == ["2023 r.", "I półrocze 2024 r."]
    assert block["rows"][0]["values"] == [5, 6]


def test_sums_and_differences():
    lines = (
        {"label": "Inne", "sum": ["closures.total", "-closures.goals_achieved"]},
        {"label": "Razem", "sum": ["closures.goals_achieved", "closures.family_withdrew"], "total": True},
    )
    assert rows(definition(table(*lines))) == {"Inne": [14], "Razem": [11]}


def test_percents_are_rounded_half_up():
    lines = (
        {"label": "dwa", "figure": "closures.goals_achieved", "percent_of": ["closures.total"]},
        {"label": "zero", "figure": "closures.family_withdrew", "percent_of": ["closures.total"], "decimals": 0},
        {"label": "jeden", "figure": "closures.goals_achieved", "percent_of": ["support.families"], "decimals": 1},
        {
            "label": "suma",
            "figure": "closures.goals_achieved",
            "percent_of": ["closures.goals_achieved", "closures.family_withdrew"],
        },
    )
    assert rows(definition(table(*lines))) == {"dwa": [33.33], "zero": [19], "jeden": [9.5], "suma": [63.64]}


def test_a_percent_of_nothing_is_no_number():
    line = {"label": "A", "figure": "support.families", "percent_of": ["flow.opened"]}
    assert rows(definition(table(line))) == {"A": [None]}


def test_a_column_of_sums():
    columns = ["2024", "2025", {"sum": ["2024", "2025"], "label": "RAZEM"}]
    lines = (
        {"label": "Rodziny", "figure": "support.families"},
        {"label": "Ręcznie", "values": [1, None], "source": "zliczenie"},
        {"label": "Udział", "figure": "closures.total", "percent_of": ["support.families"]},
    )
    block = only_block(definition(table(*lines, columns=columns)), FAMILIES)
    assert block["columns"] == ["2024 r.", "2025 r.", "RAZEM"]
    assert [row["values"] for row in block["rows"]] == [[88, 74, 162], [1, None, 1], [0.0, 28.38, 12.96]]


def test_typed_values_add_up_by_their_days_and_suffix():
    columns = [
        {"period": "2024", "label": "dzieci", "suffix": ".children"},
        {"period": "2024", "label": "rodziny", "suffix": ".families"},
        {"period": "2025", "label": "dzieci", "suffix": ".children"},
        {"period": "2025", "label": "rodziny", "suffix": ".families"},
        {"sum": ["Y-1", "Y"], "label": "dzieci razem", "suffix": ".children"},
    ]
    line = {"label": "Ręcznie", "values": [5, 2, 7, 3], "source": "zliczenie"}
    known = text("{{support.families}}")
    [_known, block] = composed(definition(known, table(line, columns=columns)), FAMILIES)["chapters"][0]["blocks"]
    assert block["rows"][0]["values"] == [5, 2, 7, 3, 12]


def test_suffixes_of_columns():
    columns = [{"period": "Y", "label": "dzieci", "suffix": ".children"}, {"period": "Y", "suffix": ".municipal_cost"}]
    line = {"label": "Rodzinna", "figure": "care_costs.family_care"}
    values = {
        ("care_costs.family_care.children", "2025"): 12,
        ("care_costs.family_care.municipal_cost", "2025"): Decimal("1234.50"),
    }
    assert rows(definition(table(line, columns=columns)), values) == {"Rodzinna": [12, 1234.5]}


def test_a_heading_row_has_no_values():
    lines = ({"label": "Poprawa:"}, {"label": "Rodziny", "figure": "support.families"})
    assert rows(definition(table(*lines))) == {"Poprawa:": [], "Rodziny": [74]}


def test_a_row_with_another_number_of_values_than_columns():
    line = {"label": "A", "values": [1, 2, 3], "source": "s"}
    with pytest.raises(InvalidDefinition, match=r"blok 1 \(tabela\), wiersz 1: liczba wartości .* to 3, a kolumn 1"):
        rows(definition(table(line)))


def test_outside_figures_that_nobody_entered():
    OutsideFigure.objects.create(group="budget", series="own", label="Własne", unit="PLN", period="2024", value=5)
    line = {"label": "Własne", "figure": "figures.budget.own"}
    values = {("figures.budget.own", "2025"): None, ("figures.budget.own", "2024"): Decimal("5.00")}
    block = only_block(definition(table(line, columns=["2024", "2025", {"sum": ["2024", "2025"]}])), values)
    assert block["rows"][0]["values"] == [5.0, None, 5.0]
    words = "Wydano {{figures.budget.own@2024}}, potem {{figures.budget.own@2025}}."
    assert said(words, values) == "Wydano 5,00 zł, potem b.d."


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Objęto {{support.families}}.", "Objęto 74."),
        ("Objęto {{support.families|rodzina:accusative}}.", "Objęto 74 rodziny."),
        ("Praca z {{support.families@Y-1|rodzina:instrumental}}.", "Praca z 88 rodzinami."),
        ("Cele: {{closures.goals_achieved%closures.total}}.", "Cele: 33,33%."),
        ("To {{support.families@Y-support.families@Y-1|change}}.", "To o 14 rodzin mniej."),
        ("To {{support.families@Y-1-support.families@Y|change}}.", "To o 14 rodzin więcej."),
        ("To {{support.families@Y-support.families@Y|change}}.", "To tyle samo."),
        ("Różnica: {{support.families@Y-1 - support.families@Y|rodzina}}.", "Różnica: 14 rodzin."),
        ("Pierwszy\nwiersz.\n\nDrugi.", "Pierwszy wiersz.\n\nDrugi."),
        ("=1+1 <b>nie</b>\x07", "=1+1 <b>nie</b>"),
    ],
)
def test_live_figures(words, expected):
    assert said(words) == expected


def test_hours_are_told_in_hours_and_minutes():
    assert said("{{work.hours}}", {("work.hours", "2025"): Decimal("18.58")}) == "18 godz. 35 min"


@pytest.mark.parametrize(
    ("block", "where"),
    [
        (text("{{support.nic}}"), r"blok 1 \(tekst\): nie ma danej „support.nic”"),
        (text("{{suport.families}}"), "podobne: „support.families”"),
        (table({"label": "A", "figure": "support.nic"}), r"blok 1 \(tabela\), wiersz 1: nie ma danej „support.nic”"),
        (
            table({"label": "A", "figure": "closures.total", "percent_of": ["x.y"]}),
            "wiersz 1: nie ma danej „x.y”",
        ),
        (
            table({"label": "A", "figure": "support.families"}, columns=[{"period": "Y", "suffix": ".children"}]),
            "nie ma danej „support.families.children”",
        ),
        (
            table({"label": "A", "figure": "support.families"}, columns=["Y", "Y-02-29/Y-03-31"]),
            r"blok 1 \(tabela\), kolumna 2: W okresie „2025-02-29/2025-03-31” jest data, której nie ma",
        ),
        (text("{{support.families@Y-02-29/Y-03-31}}"), r"blok 1 \(tekst\): W okresie „2025-02-29"),
        ({"type": "section", "section": "staff.nic"}, "w sprawozdaniu nie ma części „staff.nic”"),
        ({"type": "programme", "programme": "nic"}, "nie ma programu „nic”"),
        (text("{{closures.goals_achieved%flow.opened}}"), "podstawa wynosi 0"),
    ],
)
def test_what_cannot_be_resolved_is_named(block, where):
    with pytest.raises(InvalidDefinition, match=where):
        composed(definition(block), FAMILIES)


def test_a_year_without_any_data():
    with pytest.raises(InvalidDefinition, match="nie ma żadnych danych za okres: 2024 r., 2025 r"):
        composed(definition(text("{{support.families}}")), {})


@time_machine.travel("2025-06-30", tick=False)
@pytest.mark.parametrize(
    ("periods", "year", "preliminary"),
    [(["Y-1", "Y"], 2025, True), (["Y", "Y-1"], 2025, True), (["Y-Q1"], 2025, False), (["2024", "2026"], 2024, False)],
)
def test_a_year_that_is_not_over(periods, year, preliminary):
    document = compose(
        parse(definition(text("Wstęp."), periods=periods)), centre=fakes.CENTRE, year=year, compute_tables=computing({})
    )
    assert document.is_preliminary == preliminary


def test_a_document_of_words_needs_no_data():
    assert only_block(definition(text("Wstęp.")), {})["text"] == "Wstęp."


def test_a_section_of_the_standard_report():
    block = only_block(definition({"type": "section", "section": "families.support"}), FAMILIES)
    assert [each["type"] for each in block["blocks"]][:2] == ["text", "table"]
    assert "objęto 74 rodziny" in block["blocks"][0]["text"]
    shown = only_block(definition({"type": "section", "section": "families.support", "show": ["table"]}), FAMILIES)
    assert [each["type"] for each in shown["blocks"]] == ["table"]


def test_charts_bear_their_numbers():
    block = {
        "type": "chart",
        "title": "Rodziny",
        "form": "line",
        "rows": [{"label": "Rodziny", "figure": "support.families"}],
        "columns": ["2024", "2025"],
    }
    shown = only_block(definition(block), FAMILIES)
    assert (shown["type"], shown["columns"], shown["rows"][0]["values"]) == ("chart", ["2024 r.", "2025 r."], [88, 74])


def test_a_section_tells_of_half_a_year():
    values = {
        ("support.families", "2025-H1"): 74,
        ("support.families", "2024-H1"): 88,
        ("support.families", "2024"): 1,
        ("flow.opened", "2025-H1"): 3,
    }
    blocks = [{"type": "section", "section": f"families.{table}"} for table in ("support", "flow")]
    source = definition(*blocks, periods=["Y-1", "Y-1-H1", "Y-H1"])
    support, flow = composed(source, values)["chapters"][0]["blocks"]
    words = support["blocks"][0]["text"]
    assert words.startswith("W I półroczu 2025 r. wsparciem asystenta rodziny objęto 74 rodziny, o 14 rodzin mniej niż")
    assert "niż w I półroczu 2024 r." in words
    assert (
        "Na początku I półrocza 2025 r. nie trwało żadne objęcie wsparciem. W tym czasie" in flow["blocks"][0]["text"]
    )
    [shown] = [each for each in support["blocks"] if each["type"] == "table"]
    assert shown["columns"] == ["I półrocze 2024 r.", "2024 r.", "I półrocze 2025 r."]


def test_the_table_of_a_section_has_the_periods_of_the_document_only():
    source = definition(
        {"type": "section", "section": "families.support", "show": ["table"]}, text("{{support.families@Y-2}}")
    )
    part = composed(source, FAMILIES)["chapters"][0]["blocks"][0]
    assert part["blocks"][0]["columns"] == ["2024 r.", "2025 r."]
    assert part["blocks"][0]["rows"][0]["values"] == [88, 74]


def test_the_costs_of_day_care_are_those_of_half_a_year():
    values = {
        ("support.families", "2025-H1"): 74,
        ("day_care.total.cost", "2025-H1"): Decimal(1000),
        ("day_care.own", "2025-H1"): Decimal(1000),
    }
    source = definition({"type": "section", "section": "day_care.day_care"}, periods=["Y-H1"])
    [section] = composed(source, values)["chapters"][0]["blocks"]
    assert "Wydatki w I półroczu 2025 r. to 1 000,00 zł" in section["blocks"][0]["text"].replace("\u00a0", " ")
