"""Frozen documents say the same for ever, and differences lead to the records that made them."""

import io
import json
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import ClosingReason
from familycare.audit.choices import ChangeKind
from familycare.audit.services import record_change
from familycare.centre.models import Centre
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.comparing import as_data, compare
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.editions.services import freeze
from reporting.models import Unit
from reporting.outside.models import OutsideFigure
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import definition, table, text
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, VisitFactory
from tests.merging.twins import merge

pytestmark = pytest.mark.django_db

SOURCE = definition(
    text("Objęto {{support.families|rodzina:accusative}}."),
    table({"label": "Wizyty", "figure": "work.home_visit"}, {"label": "Godziny", "figure": "work.hours"}),
    {"type": "section", "section": "closures.closures", "show": ["table"]},
    periods=["Y"],
)


@pytest.fixture
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def case(db):
    return CaseFactory(family=FamilyFactory(), opened_on=date(2025, 1, 10))


@pytest.fixture
def visit(case):
    return VisitFactory(case=case, assistant=AssistantFactory(), visited_on=date(2025, 3, 1), minutes=60)


@pytest.fixture
def edition(centre, visit):
    return freeze(document=save_definition(text=SOURCE), centre=centre, year=2025)


def test_an_edition_says_the_same_after_a_late_visit(edition, case, visit, tmp_path):
    before = {each.format: bytes(each.content) for each in edition.files.all()}
    assert set(before) == {"json", "html", "pdf", "docx", "xlsx"}
    assert json.loads(before["json"])["edition"] == 1
    VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    visit.minutes = 90
    visit.save()
    for format, content in before.items():
        path = tmp_path / format
        call_command("render_document", "informacja", edition="1", format=format, output=str(path))
        assert path.read_bytes() == content


def test_every_figure_is_kept_with_its_records(edition, case, visit):
    kept = {(figure.key, figure.period): figure for figure in edition.figures.all()}
    assert len(kept) == 3 + len([key for key in kept if key[0].startswith("closures.")])
    families, visits, hours = (kept[key, "2025"] for key in ("support.families", "work.home_visit", "work.hours"))
    assert (families.value, visits.value, hours.value) == (1, 1, 1)
    assert visits.records == {visit.pk: None}
    assert list(hours.records) == [visit.pk]
    assert (families.model, list(families.records)) == ("cases.family", [case.family_id])


def test_a_late_visit_explains_the_difference(edition, case, visit):
    late = VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    visits, hours = compare(edition)
    assert (visits.figure, visits.was, visits.now) == ("work.home_visit", 1, 2)
    [record] = visits.records
    assert (record.change, record.key) == ("added", late.pk)
    assert record.on is not None and record.by
    assert (hours.figure, hours.now) == ("work.hours", 1.5)


def test_a_changed_record_and_one_that_went(edition, case, visit):
    other = VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 4, 1), minutes=30)
    second = freeze(document=edition.document, centre=Centre.objects.get(), year=2025)
    assert second.number == 2
    key = other.pk
    visit.minutes = 120
    visit.save()
    other.delete()
    visits, hours = compare(second)
    assert [(record.change, record.key) for record in visits.records] == [("removed", key)]
    assert visits.records[0].on is not None
    assert [(record.change, record.key) for record in hours.records] == [("removed", key), ("changed", visit.pk)]
    between = compare(edition, second)
    assert [(each.figure, each.was, each.now) for each in between] == [
        ("work.home_visit", 1, 2),
        ("work.hours", 1, 1.5),
    ]


def test_families_that_were_merged_later(centre):
    closed = {"closed_on": date(2025, 6, 1), "closing_reason": ClosingReason.OTHER}
    kept = CaseFactory(family=FamilyFactory(), opened_on=date(2025, 3, 1), **closed)
    absorbed = CaseFactory(
        family=FamilyFactory(), opened_on=date(2024, 2, 1), **closed | {"closed_on": date(2025, 1, 9)}
    )
    edition = freeze(document=save_definition(text=SOURCE), centre=centre, year=2025)
    merge(kept.family, absorbed.family, StaffFactory())
    found = {each.figure: each for each in compare(edition)}
    assert [(key, each.was, each.now) for key, each in found.items()] == [
        ("support.families", 2, 1),
        ("closures.families", 2, 1),
    ]
    changes = {key: [(each.change, each.model, each.key) for each in found[key].records] for key in found}
    assert changes == {
        "support.families": [("removed", "cases.family", absorbed.family_id)],
        "closures.families": [("changed", "cases.case", absorbed.pk)],
    }


def test_a_figure_that_there_is_no_more(centre, visit):
    OutsideFigure.objects.create(
        group="swiadczenia", series="zasilki", label="Zasiłki", unit=Unit.COUNT, period="2025", value=12
    )
    source = definition(text("{{figures.swiadczenia.zasilki}} {{support.families}}"), periods=["Y"])
    edition = freeze(document=save_definition(text=source), centre=centre, year=2025)
    OutsideFigure.objects.all().delete()
    [gone] = as_data(compare(edition))["figures"]
    assert (gone["figure"], gone["was"], gone["is"]) == ("figures.swiadczenia.zasilki", 12, None)
    [record] = gone["records"]
    assert record["change"] == "removed"


def test_differences_are_explained_by_few_queries(edition, case, visit):
    VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    other = CaseFactory(family=FamilyFactory(), opened_on=date(2025, 2, 1), closed_on=date(2025, 6, 1))
    VisitFactory(case=other, assistant=visit.assistant, visited_on=date(2025, 5, 3), minutes=30)
    with CaptureQueriesContext(connection) as queries:
        figures = len(compare(edition))
    assert figures >= 5
    assert len(queries) < 3 * figures  # asked for each figure, they would be five


def test_between_editions_nothing_of_later(edition, case, visit):
    VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    second = freeze(document=edition.document, centre=Centre.objects.get(), year=2025)
    imported = record_change(ChangeKind.IMPORTED, text="Wczytano rejestr.")
    visit.minutes = 90
    visit.save()
    for difference in compare(edition, second):
        for record in difference.records:
            assert record.on < imported.at


def test_days_of_changes_are_those_of_the_centre(edition, case, visit):
    with time_machine.travel("2027-02-02T23:30:00+00:00"):  # half past midnight in Poland
        VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    [record] = as_data(compare(edition))["figures"][0]["records"]
    assert record["on"] == "2027-02-03"


def test_without_a_difference(edition):
    assert as_data(compare(edition)) == {"figures": []}


def test_the_database_keeps_editions(edition):
    tables = [model._meta.db_table for model in (Edition, EditionFile, EditionFigure)]
    if connection.vendor == "sqlite":  # a row that takes the place of another, with a new primary key
        for statement in (
            "reporting_edition SELECT 99, number, year, title, definition, data, made_at, document_id, made_by_id",
            "reporting_editionfile SELECT 99, format, 'x', edition_id",
            'reporting_editionfigure SELECT 99, "table", row, label, unit, period, 7, model, counted, edition_id',
        ):
            name, _space, selected = statement.partition(" ")
            columns = selected.removeprefix("SELECT 99, ").replace("'x'", "content").replace(" 7,", " value,")
            with pytest.raises(DatabaseError, match="edition_frozen"), transaction.atomic():
                connection.cursor().execute(
                    f"INSERT OR REPLACE INTO {name} (id, {columns}) {selected} FROM {name} LIMIT 1"
                )
    column = {"reporting_edition": "year", "reporting_editionfile": "format", "reporting_editionfigure": "period"}
    for name in tables:
        for statement in (f"UPDATE {name} SET {column[name]} = {column[name]}", f"DELETE FROM {name}"):
            with pytest.raises(DatabaseError, match="edition_frozen"), transaction.atomic():
                connection.cursor().execute(statement)
    assert edition.files.count() == 5


def test_a_document_that_cannot_be_composed_is_not_frozen(centre, visit):
    document = save_definition(text=definition(text("{{support.nic}}")))
    with pytest.raises(InvalidDefinition):
        freeze(document=document, centre=centre, year=2025)
    assert not Edition.objects.exists()


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db(transaction=True)
def test_freezing_keeps_nobody_from_writing_while_it_computes(centre):
    """On SQLite a transaction takes the lock of writers at its start, unless it says that it does not."""
    visit = VisitFactory(case=CaseFactory(family=FamilyFactory()), visited_on=date(2025, 3, 1))
    document = save_definition(text=SOURCE)
    with CaptureQueriesContext(connection) as queries:
        freeze(document=document, centre=centre, year=2025)
    asked = [query["sql"] for query in queries]
    begun = [sql for sql in asked if sql.startswith("BEGIN")]
    assert begun == ["BEGIN DEFERRED", "BEGIN IMMEDIATE"]  # to compute, and to write
    written = asked[asked.index("BEGIN IMMEDIATE") :]
    assert visit.pk and not any("assistants_visit" in sql for sql in written)


def test_freezing_on_the_command_line_while_somebody_imports(edition, monkeypatch):
    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("reporting.documents.editions.services.keep", locked)
    with pytest.raises(CommandError, match="Ktoś inny zapisuje teraz dane"):
        call_command("freeze_document", "informacja", year="2025")
    assert Edition.objects.count() == 1


def test_on_the_command_line(centre, case, visit):
    save_definition(text=SOURCE)
    out = io.StringIO()
    call_command("freeze_document", "informacja", year="2025", stdout=out)
    assert out.getvalue() == "1\n"
    VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
    out = io.StringIO()
    call_command("compare_document", "informacja", edition="1", stdout=out)
    figures = json.loads(out.getvalue())["figures"]
    assert [(each["figure"], each["period"], each["was"], each["is"]) for each in figures] == [
        ("work.home_visit", "2025", 1, 2),
        ("work.hours", "2025", 1, 1.5),
    ]
    [record] = figures[0]["records"]
    assert record["change"] == "added" and record["record"].startswith("wizyta ") and record["on"] and record["by"]


@pytest.mark.parametrize(
    ("command", "options", "said"),
    [
        ("compare_document", {}, "Podaj numer wydania"),
        ("compare_document", {"edition": "7"}, "nie ma wydania 7. Nie ma żadnego"),
        ("render_document", {"edition": "x", "format": "json"}, "nie ma wydania x"),
        ("freeze_document", {"year": "2999"}, "jeszcze się nie zaczął"),
        ("freeze_document", {"year": "1990"}, "nie da się zamrozić"),
    ],
)
def test_what_is_refused(centre, command, options, said):
    save_definition(text=SOURCE)
    with pytest.raises(CommandError, match=said):
        call_command(command, "informacja", **options)


class TestPages:
    def test_an_edition_shows_what_differs_today(self, edition, case, visit):
        late = VisitFactory(case=case, assistant=visit.assistant, visited_on=date(2025, 11, 3), minutes=30)
        client = signed_in(StaffFactory())
        page = client.get(reverse("edition", args=["informacja", 1])).content.decode()
        assert f"doszło: wizyta {late.pk}" in page
        listed = client.get(reverse("composed", args=["informacja"]), {"rok": 2025}).content.decode()
        assert f'href="{reverse("edition", args=["informacja", 1])}"' in listed

    def test_an_edition_without_a_difference(self, edition):
        page = signed_in(StaffFactory()).get(reverse("edition", args=["informacja", 1])).content.decode()
        assert "takie same jak w wydaniu" in page

    @pytest.mark.parametrize("format", ["pdf", "docx", "xlsx", "json"])
    def test_files_are_those_that_were_frozen(self, edition, format):
        answer = signed_in(StaffFactory()).get(reverse("download_edition", args=["informacja", 1, format]))
        assert answer.content == bytes(edition.files.get(format=format).content)

    def test_a_document_with_editions_is_not_deleted(self, edition):
        client = signed_in(StaffFactory())
        answer = client.post(reverse("delete_document_definition", args=["informacja"]), follow=True)
        assert "bo ma zamrożone wydania" in answer.content.decode()
        assert Edition.objects.exists()
