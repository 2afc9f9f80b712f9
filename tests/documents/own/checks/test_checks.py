"""A document that contradicts itself says so: by chapter, block and row, with both numbers."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from familycare.centre.models import Centre
from reporting.documents.checks.checking import FiguresDisagree, UnconfirmedRemarks, check_document
from reporting.documents.composing import compose as compose_module
from reporting.documents.composing.compose import compose
from reporting.documents.definitions.parsing import parse
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.models import Edition
from reporting.documents.editions.services import freeze
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import computing, definition, table, text
from tests.documents.own.flow import FLOW, flow
from tests.factories import CaseFactory, StaffFactory
from tests.html_pages import words

pytestmark = pytest.mark.django_db


def typed(label, *values, **options):
    return {"label": label, "values": list(values), "source": "ośrodek"} | options


def checked(source, values):
    """The Checked of a document with these values of figures; all others are 0."""
    read, computed = parse(source), []
    made = compose(read, centre=fakes.CENTRE, year=2025, compute_tables=computing(values), on_values=computed.append)
    return check_document(read, made, *computed)


def remarks(*blocks, values=None, **options):
    return list(map(str, checked(definition(*blocks, **options), values or {("support.families", "2025"): 74}).remarks))


class TestFigures:
    def test_relations_that_hold_are_counted(self):
        found = checked(definition(table(*FLOW), periods=["Y"]), flow(5, 3, 2, 6))
        assert found.compared > 0 and not found.failures

    def test_a_relation_that_fails_names_both_numbers_and_places(self):
        found = checked(definition(text("Wstęp."), table(*FLOW), periods=["Y"]), flow(5, 3, 2, 7))
        [failure] = map(str, found.failures)
        assert failure.startswith("Rozdział 1 („Rodziny”), blok 2 (tabela), wiersz 1: ")
        assert "„Zakończone w okresie” (2025 r.) to 6, a „Trwające po ostatnim dniu okresu” (2025 r.) to 7" in failure
        assert "wiersz 4" in failure and "powinny być równe" in failure

    def test_only_what_the_document_shows(self):
        """Of the tables that are computed anyway; others cost a query and are compared where they are shown."""
        values = {("support.children_disabled", "2025"): 3, ("support.families", "2025"): 2}
        assert not checked(definition(text("{{support.families}}")), values).failures
        [failure] = checked(definition(text("{{support.children_disabled}}")), values).failures
        assert "nie może być większa" in str(failure)

    def test_the_end_of_a_year_and_the_start_of_the_next(self):
        source = definition(table(*FLOW, columns=["Y-1", "Y"]))
        [failure] = checked(source, flow(5, 0, 0, 5, "2024") | flow(6, 0, 0, 6)).failures
        assert "(2024 r.) to 5" in str(failure) and "(2025 r.) to 6" in str(failure)

    def test_in_a_section(self):
        source = definition({"type": "section", "section": "closures.closures", "show": ["table"]}, periods=["Y"])
        values = {("closures.families", "2025"): 3, ("closures.total", "2025"): 2, ("support.families", "2025"): 9}
        [failure] = checked(source, values).failures
        assert str(failure).startswith("Rozdział 1 („Rodziny”), blok 1 (część sprawozdania), „rodziny, których")


class TestWords:
    FAMILIES = {"label": "Rodziny z asystentem", "figure": "support.families"}

    def test_a_typed_number_that_contradicts_a_figure(self):
        found = remarks(table(self.FAMILIES), table(typed("rodziny z asystentem:", 75)))
        assert found == [
            "Rozdział 1 („Rodziny”), blok 2 (tabela), wiersz 1: „rodziny z asystentem:” (2025 r.) to 75 (wpisane "
            "ręcznie), a w innym miejscu (Rozdział 1 („Rodziny”), blok 1 (tabela), wiersz 1) 74; te same słowa mają "
            "dwie liczby."
        ]
        assert remarks(table(self.FAMILIES), table(typed("Rodziny z asystentem", 74))) == []

    def test_two_figures_under_the_same_words(self):
        values = {("support.families", "2025"): 74, ("closures.families", "2025"): 70}
        assert remarks(table(self.FAMILIES), table(self.FAMILIES), values=values) == []
        other = table({"label": "Rodziny z asystentem", "figure": "closures.families"})
        assert len(remarks(table(self.FAMILIES), other, values=values)) == 1
        chart = {"type": "chart", "title": "", "form": "bars", "rows": other["rows"], "columns": ["Y"]}
        assert len(remarks(table(self.FAMILIES), chart, values=values)) == 1
        cases = table({"label": "Rodziny z asystentem", "figure": "flow.opened"})  # another unit
        assert remarks(table(self.FAMILIES), cases, values=values) == []

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (table(typed("Razem", 3)), table(typed("Razem", 4), title="Dzieci")),
            (table(typed("Brak danych", 3)), table(typed("Brak danych", 4), title="Dzieci")),
            (table(typed("Rodziny", 9), typed("w tym nowe", 3)), table(typed("Dzieci", 9), typed("w tym nowe", 4))),
            (table({"label": "Pobyt"}, typed("do roku", 3)), table({"label": "Praca"}, typed("do roku", 4))),
            (table(typed("Asystent", 3)), table(typed("Asystent", 9000), title="Koszty (zł)")),
            (table(typed("Asystent", 3)), table(typed("Asystent", 4), columns=["Y-1"])),
            (table(typed("Asystent", 3)), table(typed("Asystent", None))),
            (table(typed("18–25 lat", 3)), table(typed("18–25 lat", 4), title="Kobiety")),
            (
                table(
                    typed("Płace", 100, 90),
                    columns=[{"period": "Y", "label": "Plan"}, {"period": "Y", "label": "Wykonanie"}],
                ),
                table(typed("Premie", 3)),
            ),
        ],
    )
    def test_words_that_mean_something_else(self, first, second):
        assert remarks(first, second, text("{{support.families}}")) == []


class TestTotals:
    def test_a_typed_total_that_is_not_the_sum(self):
        rows = [typed("dzieci", 10), typed("dorośli", 24), typed("Razem", 63, total=True)]
        assert remarks(table(*rows)) == [
            "Rozdział 1 („Rodziny”), blok 1 (tabela), wiersz 3: „Razem” (2025 r.) to 63, a suma wierszy to 34."
        ]

    @pytest.mark.parametrize(
        "rows",
        [
            [typed("a", 10), typed("b", 24), typed("Razem", 34)],
            [typed("Ogółem", 34), typed("a", 10), typed("b", 24)],
            [typed("a", 10), typed("w tym c", 4), typed("b", 24), typed("Razem", 34)],
            [typed("x", 7), {"label": "Płeć"}, typed("a", 10), typed("b", 24), typed("Razem", 34)],
            [{"label": "Płeć"}, typed("a", 10), {"label": "Wiek"}, typed("b", 24), typed("Razem", 34)],
            [typed("a", 10), typed("b", None), typed("Razem", 34)],
            [typed("a", 10), typed("Razem", 34)],
            [typed("a", 10), typed("b", 5), typed("Suma zwrotów dla rodzin", 300)],
            [typed("a", 10), typed("b", 24), typed("udział", 5, percent_of=["support.families"]), typed("Razem", 34)],
            [{"label": "a", "figure": "support.families"}, {"label": "b", "figure": "support.families"}]
            + [{"label": "Razem", "figure": "support.families", "total": True}],
        ],
    )
    def test_totals_that_add_up_or_cannot_be_compared(self, rows):
        assert remarks(table(*rows), text("{{support.families}}")) == []

    def test_a_part_that_is_more_than_its_whole(self):
        rows = [typed("Ograniczona władza", 40), typed("z czego nadzór kuratora", 65), typed("w tym roku zmiany", 90)]
        [found] = remarks(table(*rows))
        assert found.endswith("to 65, a „Ograniczona władza”, czyli całość, to 40.")


class TestFreezing:
    @pytest.fixture(autouse=True)
    def centre(self, db):
        CaseFactory(opened_on="2025-01-10")
        return Centre.objects.create(**vars(fakes.CENTRE))

    def saved(self, *blocks):
        return save_definition(text=definition(text("{{support.families}}"), *blocks, periods=["Y"]))

    def test_remarks_must_be_confirmed(self, centre):
        document = self.saved(table(typed("a", 1), typed("b", 2), typed("Razem", 4)))
        with pytest.raises(UnconfirmedRemarks, match="suma wierszy to 3"):
            freeze(document=document, centre=centre, year=2025)
        assert not Edition.objects.exists()
        assert freeze(document=document, centre=centre, year=2025, accept_remarks=True).number == 1

    @pytest.fixture
    def disagreeing(self, monkeypatch):
        """A document whose figures disagree."""
        defaults = compose_module.compose.__kwdefaults__ | {"compute_tables": computing(flow(5, 3, 2, 7))}
        monkeypatch.setattr(compose_module.compose, "__kwdefaults__", defaults)
        return self.saved(table(*FLOW))

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_figures_that_disagree_are_not_confirmed_with_remarks_nor_without_a_reason(
        self, centre, disagreeing, reason
    ):
        with pytest.raises(FiguresDisagree, match="powinny być równe"):
            freeze(document=disagreeing, centre=centre, year=2025, accept_remarks=True, confirm_failures=reason)
        assert not Edition.objects.exists()

    def test_figures_that_disagree_are_confirmed_with_a_reason_that_the_edition_keeps(self, centre, disagreeing):
        edition = freeze(document=disagreeing, centre=centre, year=2025, confirm_failures=" Dane z 2024 r. ")
        edition.refresh_from_db()
        assert edition.confirmation["reason"] == "Dane z 2024 r."
        [failure] = edition.confirmation["failures"]
        assert "powinny być równe" in failure
        page = words(signed_in(StaffFactory()).get(reverse("edition", args=["informacja", 1])).content.decode())
        assert "Niezgodność potwierdzona: Dane z 2024 r." in page and failure in page
        with pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.update(confirmation=None)

    def test_a_reason_without_a_failure_is_not_kept(self, centre):
        edition = freeze(document=self.saved(), centre=centre, year=2025, confirm_failures="na wszelki wypadek")
        assert edition.confirmation is None

    def test_figures_that_disagree_are_confirmed_on_the_command_line(self, centre, disagreeing):
        with pytest.raises(CommandError, match="przeczą sobie nawzajem(.|\n)*--confirm-failures"):
            call_command("freeze_document", "informacja", year="2025", accept_remarks=True)
        out = io.StringIO()
        call_command("freeze_document", "informacja", year="2025", confirm_failures="Korekta w toku", stdout=out)
        assert out.getvalue() == "1\n"
        assert Edition.objects.get().confirmation["reason"] == "Korekta w toku"

    def test_on_the_command_line(self, centre):
        self.saved(table(typed("a", 1), typed("b", 2), typed("Razem", 4)))
        with pytest.raises(CommandError, match=r"suma wierszy to 3\.\nJeśli .* --accept-remarks"):
            call_command("freeze_document", "informacja", year="2025")
        out = io.StringIO()
        call_command("freeze_document", "informacja", year="2025", accept_remarks=True, stdout=out)
        assert out.getvalue() == "1\n"

    def test_numbers_in_texts_are_no_remarks(self, centre):
        assert freeze(document=self.saved(text("Pracowało 8 asystentów.")), centre=centre, year=2025).number == 1


class TestPage:
    @pytest.fixture(autouse=True)
    def centre(self, db):
        CaseFactory(opened_on="2025-01-10")
        return Centre.objects.create(**vars(fakes.CENTRE))

    def page(self, *blocks):
        save_definition(text=definition(*blocks, periods=["Y"]))
        return signed_in(StaffFactory()).get(reverse("composed", args=["informacja"]), {"rok": 2025}).content.decode()

    def test_all_agree(self):
        page = self.page(table(*FLOW))
        assert "wszystkie się zgadzają" in page and "Liczby wpisane w tekście" not in page

    def test_remarks_and_numbers_in_texts(self):
        page = self.page(text("Pracowało 8 asystentów."), table(typed("a", 1), typed("b", 2), typed("Razem", 4)))
        assert "suma wierszy to 3." in page
        assert "Rozdział 1 („Rodziny”), blok 1 (tekst): liczba wpisana ręcznie: 8." in page

    def test_figures_that_disagree(self, monkeypatch):
        defaults = compose_module.compose.__kwdefaults__ | {"compute_tables": computing(flow(5, 3, 2, 7))}
        monkeypatch.setattr(compose_module.compose, "__kwdefaults__", defaults)
        page = self.page(table(*FLOW))
        assert "powinny być równe" in page and "wszystkie się zgadzają" not in page
