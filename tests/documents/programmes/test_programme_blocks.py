"""Parts of a programme in a document: goals, tasks in two layouts, indicators, results, and what came of it."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.documents.checks.checking import composed_and_checked
from reporting.documents.comparing.words import CHANGED, OTHER_NUMBERS, block_differences
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.services import freeze
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import enter_indicator, report_task
from reporting.documents.steps.text_now import Wording
from reporting.renderers import DOCUMENT_FORMATS
from tests.documents import fakes
from tests.documents.own.definitions import composed, definition, only_block
from tests.documents.programmes.texts import FAMILIES, goal, programme, saved, task
from tests.factories import CaseFactory, CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-02-01 12:00")


def parts(*shown, year=2025, values=()):
    """The parts of the programme that a document shows, as JSON data."""
    block = only_block(
        definition({"type": "programme", "programme": "program-2024", "show": list(shown)}), dict(values), year
    )
    assert block["type"] == "programme"
    return block["blocks"]


def test_goals_and_results():
    saved()
    main, goals, results = parts("goals", "results")
    assert main == {"type": "text", "text": "Cel główny: Silne rodziny."}
    assert goals["items"] == ["Cel 1. Wspieranie rodzin", "Cel 2. Bezpieczeństwo"]
    assert results["items"] == ["Mniej dzieci w pieczy"]


def test_tasks_with_ways_only_are_one_table_in_which_a_goal_stands_once():
    saved()
    table, units = parts("tasks")
    assert table["columns"] == ["Cel", "Zadanie", "Sposób realizacji"]
    assert table["rows"] == [
        ["Cel 1. Wspieranie rodzin", "1. Grupy wsparcia", "• spotkania\n• rozmowy"],
        ["", "2. Warsztaty", "zajęcia"],
        ["Cel 2. Bezpieczeństwo", "1. Interwencje", "–"],
    ]
    assert units["text"] == "Realizacja zadań: MOPS."


def test_tasks_of_areas_have_a_table_each_with_the_columns_that_are_filled():
    full = task(
        "Wsparcie",
        no="1-3",
        methods=["zajęcia"],
        units=["CUS", "Szkoła"],
        indicators=["liczba osób"],
        effects=["wiedza"],
        deadline="proces ciągły",
    )
    saved(programme(goal(1, "Cel"), areas=[goal("6.1", "Obszar", full, task("Drugie"), goal=1)]))
    [table] = parts("tasks")
    assert table["title"] == "Obszar 6.1. Obszar"
    assert table["columns"] == [
        "Zadanie",
        "Sposób realizacji",
        "Jednostki odpowiedzialne",
        "Wskaźniki",
        "Efekty",
        "Termin",
    ]
    assert table["rows"] == [
        ["1-3. Wsparcie", "zajęcia", "• CUS\n• Szkoła", "liczba osób", "wiedza", "proces ciągły"],
        ["2. Drugie", *["–"] * 5],
    ]


def test_indicators_show_where_they_begin_and_what_is_aimed_at():
    saved()
    [table] = parts("indicators")
    assert table["columns"] == [
        "Wskaźnik", "Cel albo obszar", "Jednostka", "Wartość wyjściowa", "Cel na 2024 r.", "Cel na 2025 r."
    ]  # fmt: skip
    assert table["rows"][0] == ["Rodziny z asystentem", "Cel 1. Wspieranie rodzin", "rodziny", "1", "2", "3"]
    assert table["rows"][1][2:] == ["–"] * 4


def test_realisation_shows_the_years_up_to_that_of_the_document():
    made = saved()
    contents = parse_programme(made.text)
    groups, workshops, _interventions = contents.tasks
    (_one, _families), (_two, satisfaction), (_three, meetings) = contents.indicators
    report_task(programme=made, task=groups, year=2024, state="ongoing", done="4 spotkania")
    report_task(programme=made, task=groups, year=2025, state="done")
    report_task(programme=made, task=workshops, year=2026, state="ongoing")
    enter_indicator(programme=made, indicator=meetings, year=2025, value=Decimal("12.00"), source="listy obecności")
    indicators, tasks, _of_second_goal = parts(
        "realisation", values={("support.families", "2024"): 5, ("support.families", "2025"): 7}.items()
    )
    assert indicators["columns"] == ["2024 r.", "2025 r."]
    assert [(row["label"], row["values"]) for row in indicators["rows"]] == [
        ("Rodziny z asystentem (rodziny)", [5, 7]),
        ("– cel na koniec roku", [2, 3]),
        ("Zadowolenie rodzin", [None, None]),
        ("Spotkania grup wsparcia", [None, 12]),
        ("– cel na koniec roku", [None, 10]),
    ]
    assert tasks["title"] == "Wykonanie zadań. Cel 1. Wspieranie rodzin"
    assert tasks["rows"] == [
        ["1. Grupy wsparcia", "w toku: 4 spotkania", "wykonane"],
        ["2. Warsztaty", "–", "–"],
    ]


def test_before_it_begins_there_is_nothing_to_realise():
    saved()
    [said] = parts("realisation", year=2023)
    assert "Program zaczyna się w 2024 r." in said["text"].replace("\u00a0", " ")


def test_a_document_of_a_programme_that_is_not_there_says_so():
    source = definition({"type": "programme", "programme": "nie-ma", "show": ["goals"]})
    with pytest.raises(InvalidDefinition, match="Rozdział 1 .* nie ma programu „nie-ma”."):
        composed(source, {})


def test_every_format_has_the_parts_and_a_frozen_figure_has_its_records():
    CentreFactory()
    CaseFactory(opened_on=date(2025, 3, 1))
    saved()
    document = save_definition(
        text=definition({"type": "programme", "programme": "program-2024", "show": ["tasks", "realisation"]})
    )
    edition = freeze(document=document, centre=fakes.CENTRE, year=2025)
    assert {figure.key: len(figure.records) for figure in edition.figures.filter(period="2025")} == {
        "support.families": 1
    }
    files = {file.format: bytes(file.content) for file in edition.files.all()}
    assert files.keys() == DOCUMENT_FORMATS.keys()
    assert "Grupy wsparcia" in files["html"].decode()


def test_between_two_versions_the_words_of_the_programme_may_change():
    CentreFactory()
    CaseFactory(opened_on=date(2025, 3, 1))
    saved()
    block = {"type": "programme", "programme": "program-2024", "show": ["results", "realisation"]}
    document = save_definition(text=definition(block))
    first = Wording.now(document, 2025)
    CaseFactory(opened_on=date(2025, 4, 1))
    second = Wording.now(document, 2025)
    saved(programme(results=["Więcej rodzin z pracą"]), replace=True)
    assert [each.what for each in block_differences(first, second)] == [OTHER_NUMBERS]
    assert [each.what for each in block_differences(first, Wording.now(document, 2025))] == [CHANGED]


def test_an_empty_part_leaves_nothing_empty_behind():
    saved(programme(goals=[], areas=[goal("6.1", "Obszar", task("Zadanie"))], results=[], main_goal=""))
    assert parts("goals", "results") == []


def test_numbers_of_a_programme_are_not_pointed_out():
    CentreFactory()
    saved(programme(goal(1, "Cel", task("Objęcie 60 rodzin"), indicators=[FAMILIES])))
    block = {"type": "programme", "programme": "program-2024", "show": ["tasks", "indicators"]}
    CaseFactory(opened_on=date(2025, 3, 1))
    document = save_definition(text=definition(block, {"type": "text", "text": "Było 12 rodzin."}))
    _made, checked = composed_and_checked(document, 2025)
    assert [str(each) for each in checked.typed] == [
        "Rozdział 1 („Rodziny”), blok 2 (tekst): liczba wpisana ręcznie: 12."
    ]
