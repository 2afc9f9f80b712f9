"""Files for readers outside of the centre: numbers by which somebody would be recognised are concealed."""

import json
import random
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from itertools import product

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from cases.models import BlueCard, Family
from reporting.documents.council_report import council_report
from reporting.figures.compute import ComputedRow, ComputedTable
from reporting.figures.small_numbers import SENSITIVE, Concealed, without_small_numbers
from reporting.figures.tables import FIXED
from reporting.periods import Period
from reporting.renderers import FORMATS
from reporting.renderers.html import page
from tests.clients import signed_in
from tests.documents import fakes
from tests.factories import CentreFactory, StaffFactory, create_families
from tests.html_forms import errors_of, field_of
from tests.html_pages import words
from tests.records import record

SMALL, OTHER = Concealed.SMALL, Concealed.OTHER
YEARS = (Period.parse("2022"), Period.parse("2023"))


def row(key, *values, **more):
    return ComputedRow(key, key, more.pop("unit", "families"), values, **more)


def concealed(*rows, key="blue_cards", periods=YEARS):
    """{row: values} of the table after concealing."""
    table = ComputedTable(key, "Tytuł", "families", "Uwaga.", "Źródło", tuple(periods), rows)
    return {each.key: each.values for each in without_small_numbers({key: table})[key].rows}


# Tables in which a small number tells nothing that hurts: about the centre's work, its staff, the make-up of families.
ORDINARY = """
assessments caseload
carer_age carer_education carer_income_source carer_marital_status
child_age children_per_family closure_results closures contracts day_care flow posts structure support
supporting_families trainings work work_time workshops
""".split()


@pytest.mark.every_table
def test_each_table_is_judged():
    assert sorted(FIXED) == sorted([*SENSITIVE, *ORDINARY]), (
        "Decide whether a small number in the table names somebody: add the table to SENSITIVE of "
        "reporting/figures/small_numbers.py, or to ORDINARY of this test."
    )


class TestTables:
    def test_of_sensitive_traits_have_no_small_numbers(self):
        assert concealed(row("a", 1, 0), row("b", 4, 5), row("c", 12, 9)) == {
            "a": (SMALL, 0),
            "b": (SMALL, 5),
            "c": (12, 9),
        }

    def test_about_other_things_stay_as_they_are(self):
        assert concealed(row("a", 1, 0), key="structure") == {"a": (1, 0)}
        assert concealed(row("children_placed", 2, 7), row("families", 3, 4), key="support") == {
            "children_placed": (SMALL, 7),
            "families": (3, 4),
        }

    def test_money_and_unknown_values_stay(self):
        assert concealed(row("a", None, 2, unit="PLN"), row("b", None, 7)) == {"a": (None, 2), "b": (None, 7)}

    def test_a_single_small_number_takes_another_with_it(self):
        assert concealed(row("a", 2), row("b", 9), row("c", 7), periods=YEARS[:1]) == {
            "a": (SMALL,),
            "b": (9,),
            "c": (OTHER,),
        }

    def test_numbers_at_their_bounds_are_told_by_their_sum(self):
        assert concealed(row("a", 1), row("b", 1), row("c", 9), periods=YEARS[:1])["c"] == (OTHER,)
        assert concealed(row("a", 4), row("b", 4), row("c", 9), periods=YEARS[:1])["c"] == (OTHER,)

    def test_without_another_the_total_goes(self):
        rows = row("a", 2), row("b", 0), row("total", 12, is_total=True)
        assert concealed(*rows, periods=YEARS[:1])["total"] == (OTHER,)

    def test_measures_are_columns_of_their_own(self):
        rows = row("a.x", 2, measure_label="x"), row("b.x", 3, measure_label="x"), row("a.y", 9, measure_label="y")
        assert concealed(*rows, periods=YEARS[:1])["a.y"] == (9,)

    def test_a_year_does_not_tell_its_second_half(self):
        periods = [Period.parse(text) for text in ("2023", "2023-H1", "2023-H2", "2022")]
        found = concealed(row("a", 12, 9, 3, 12), row("b", 13, 9, 4, 13), row("c", 30, 15, 15, 30), periods=periods)
        assert found == {"a": (OTHER, 9, SMALL, 12), "b": (OTHER, 9, SMALL, 13), "c": (30, 15, 15, 30)}

    def test_the_note_says_so(self):
        table = ComputedTable("blue_cards", "Tytuł", "families", "Uwaga.", "", YEARS, (row("a", 1, 0), row("b", 2, 9)))
        assert "„<5”" in without_small_numbers({"blue_cards": table})["blue_cards"].note

    @pytest.mark.parametrize("seed", range(60))
    def test_no_concealed_number_can_be_computed(self, seed):
        """Whoever knows the total and the rule still finds at least two possible values of each concealed number."""
        chance = random.Random(seed)
        parts = [chance.choice((0, 0, 1, 1, 2, 3, 4, 4, 5, 6, 8)) for _unused in range(4)]
        total = sum(parts)
        rows = [row(f"part{place}", value) for place, value in enumerate(parts)]
        found = concealed(*rows, row("total", total, is_total=True), periods=YEARS[:1])
        shown = [found[f"part{place}"][0] for place in range(4)]
        ranges = {SMALL: range(1, 5), OTHER: range(5, 21)}
        ways = [
            way
            for way in product(*(ranges.get(value, [value]) for value in shown))
            if isinstance(found["total"][0], Concealed) or sum(way) == total
        ]
        assert tuple(parts) in ways
        for place, value in enumerate(shown):
            assert value not in ranges or len({way[place] for way in ways}) > 1, (parts, shown)


@pytest.fixture
def manager(db, time_machine):
    """The centre has three families, one of them with a „Niebieska Karta”."""
    time_machine.move_to("2024-05-20 12:00 +0200")
    CentreFactory()
    create_families(3)
    return signed_in(StaffFactory())


def blue_cards_in(client, address):
    """The values of the table in a JSON file."""
    table = json.loads(client.get(address).content)["tables"]["blue_cards"]
    return {each["key"]: each["values"] for each in table["rows"]}


@pytest.fixture
def blue_card(manager):
    record(BlueCard, Family.objects.first(), date(2024, 3, 4))


@pytest.mark.usefixtures("blue_card")
class TestFiles:
    EXACT, CONCEALED = {"procedures": [1], "families": [1]}, {"procedures": ["<5"], "families": ["<5"]}

    @pytest.mark.parametrize(
        ("address", "values"),
        [
            ("/tabele/json/?okresy=2024", CONCEALED),
            ("/tabele/json/?okresy=2024&ukryj=tak", CONCEALED),
            ("/tabele/json/?okresy=2024&ukryj=nie", EXACT),
            ("/sprawozdanie/2024/json/?porownaj=0", EXACT),
            ("/sprawozdanie/2024/json/?porownaj=0&ukryj=nie", EXACT),
            ("/sprawozdanie/2024/json/?porownaj=0&ukryj=tak", CONCEALED),
        ],
    )
    def test_of_tables_conceal_and_the_report_is_exact_unless_told_otherwise(self, manager, address, values):
        assert blue_cards_in(manager, address) == values

    def test_the_page_of_tables_is_exact_and_remembers_the_choice(self, manager):
        assert "<5" not in words(manager.get("/tabele/?okresy=2024"), ".document")
        page = manager.get("/tabele/?okresy=2024&ukryj=nie")
        assert field_of(page, "ukryj") == "nie"
        assert "/tabele/json/?okresy=2024&amp;ukryj=nie" in page.content.decode()
        assert "okresy=2024&amp;ukryj=nie" in words_of_links(page)

    def test_the_report_remembers_the_choice_and_is_as_its_files_are(self, manager):
        address = manager.get("/sprawozdanie/?rok=2024&porownaj=0&ukryj=tak").url
        assert address == "/sprawozdanie/2024/?porownaj=0&ukryj=tak"
        page = manager.get(address)
        assert field_of(page, "ukryj") == "tak"
        assert "Opis pominięto" in words(page) and "<5" in words(page, "#tabela-blue_cards")
        assert "/sprawozdanie/2024/pdf/?porownaj=0&amp;ukryj=tak" in page.content.decode()

    def test_no_sentence_tells(self, manager):
        told = "„Niebieskie Karty”; dotyczyła 1 rodziny"
        assert told in words(manager.get("/sprawozdanie/2024/?porownaj=0"))
        assert told not in words(manager.get("/sprawozdanie/2024/?porownaj=0&ukryj=tak"))

    def test_the_workbook_holds_text(self, manager):
        book = load_workbook(BytesIO(manager.get("/tabele/xlsx/?okresy=2024").content))
        cells = [cell for cells in book["blue_cards"].values for cell in cells]
        assert cells.count("<5") == 2 and any("„<5”" in str(cell) for cell in cells)

    def test_nonsense_is_an_error_at_the_field(self, manager):
        page = manager.get("/tabele/?okresy=2024&ukryj=może")
        assert page.status_code == 400 and errors_of(page)["ukryj"] == "Wybierz „tak” albo „nie”."

    def test_the_command_stays_exact(self, manager):
        printed = StringIO()
        call_command("export_tables", "--periods", "2024", stdout=printed)
        rows = json.loads(printed.getvalue())["tables"]["blue_cards"]["rows"]
        assert {each["key"]: each["values"] for each in rows} == self.EXACT


def words_of_links(page):
    return " ".join(link for link in page.content.decode().split('href="') if link.startswith("/dane/"))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("compare", [0, 2])
def test_a_report_of_small_numbers_can_be_written(compare, seed):
    """Sentences and charts that need a concealed number are left out, whichever it is."""
    chance = random.Random(seed)

    def small(periods):
        return {
            key: replace(
                table,
                rows=tuple(
                    replace(each, values=tuple(chance.choice((0, 2, 9, 30, 40)) for _period in periods))
                    for each in table.rows
                ),
            )
            for key, table in fakes.figures(periods).items()
        }

    document = council_report(
        centre=fakes.CENTRE,
        year=2023,
        compare=compare,
        compute_tables=small,
        find_still_open=fakes.nothing_open,
        conceals=True,
    )
    assert all(renderer.render(document) for name, renderer in FORMATS.items() if name != "pdf")
    assert "&lt;5" in page(document)
