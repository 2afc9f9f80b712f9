"""Frozen documents say the same for ever, and differences lead to the records that made them."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from familycare.centre.models import Centre
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.comparing import as_data, compare
from reporting.documents.editions.models import Edition, EditionFigure, EditionFile
from reporting.documents.editions.services import freeze
from tests.clients import signed_in
from tests.documents import fakes
from tests.documents.own.definitions import definition, table, text
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, VisitFactory

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
    assert families.model == "cases.family" or list(families.records) == [case.pk]


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


def test_without_a_difference(edition):
    assert as_data(compare(edition)) == {"figures": []}


def test_the_database_keeps_editions(edition):
    tables = [model._meta.db_table for model in (Edition, EditionFile, EditionFigure)]
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
