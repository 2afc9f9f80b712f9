"""Definitions and documents on the command line."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from familycare.centre.models import Centre
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import pattern_text
from tests.documents import fakes
from tests.documents.own.definitions import definition, text
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


def taken_in(tmp_path, source, *options):
    """What `import_document` says of a file with this text."""
    path, out = tmp_path / "dokument.json", io.StringIO()
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    call_command("import_document", str(path), *options, stdout=out)
    return out.getvalue()


def test_a_definition_comes_out_to_the_byte(tmp_path):
    source = "\ufeff" + definition(text("Wstęp.")).replace("{", "{ \r\n", 1) + "\n\n"
    assert "Wczytano dokument „informacja”" in taken_in(tmp_path, source)
    path = tmp_path / "z-powrotem.json"
    call_command("export_document", "informacja", output=str(path))
    assert path.read_bytes() == source.encode()


def test_a_title_from_word(tmp_path):
    taken_in(tmp_path, definition(text("Wstęp."), title="Tytuł\0"))
    assert DocumentDefinition.objects.get().title == "Tytuł"


def test_a_document_is_replaced_only_on_demand(tmp_path):
    taken_in(tmp_path, definition(text("Pierwszy.")))
    with pytest.raises(CommandError, match="Dokument „informacja” już jest. Aby go zastąpić, użyj --replace."):
        taken_in(tmp_path, definition(text("Drugi.")))
    taken_in(tmp_path, definition(text("Drugi."), title="Nowy tytuł"), "--replace")
    saved = DocumentDefinition.objects.get()
    assert (saved.title, "Drugi." in saved.text) == ("Nowy tytuł", True)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"{", "poprawny JSON"),
        (b'{"key": "\xb3"}', "nie jest zapisany w UTF-8"),
        (definition(text("{{support.nic}}")), "nie ma danej „support.nic”"),
        (definition({"type": "nic"}), "„type” nie może być „nic”"),
    ],
)
def test_a_wrong_definition_is_not_taken_in(tmp_path, source, said):
    with pytest.raises(CommandError, match=said) as error:
        taken_in(tmp_path, source)
    assert error.value.returncode == 1
    assert not DocumentDefinition.objects.exists()


def test_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="Nie można odczytać pliku"):
        call_command("import_document", str(tmp_path / "nie-ma.json"))


@pytest.mark.parametrize("command", ["export_document", "render_document"])
def test_an_unknown_document(centre, command, tmp_path):
    with pytest.raises(CommandError, match="Nie ma dokumentu „nic”. Są: informacja-dla-komisji"):
        call_command(command, "nic", output=str(tmp_path / "x"))
    taken_in(tmp_path, definition(text("Wstęp.")))
    with pytest.raises(CommandError, match="Nie ma dokumentu „nic”. Są: informacja, informacja-dla-komisji"):
        call_command(command, "nic", output=str(tmp_path / "x"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"year": "MMXX"}, "„MMXX” to nie rok"),
        ({"year": "2999"}, "jeszcze się nie zaczął"),
        ({"format": "doc"}, "Nie ma formatu „doc”"),
        ({"year": "1905"}, "wychodzi poza lata"),
        ({"year": "1990"}, "nie ma żadnych danych"),
    ],
)
def test_what_cannot_be_rendered(centre, tmp_path, options, said):
    taken_in(tmp_path, definition(text("Objęto {{support.families@Y-6}}")))
    path = tmp_path / "wynik"
    with pytest.raises(CommandError, match=said) as error:
        call_command("render_document", "informacja", **{"format": "json", "output": str(path)} | options)
    assert error.value.returncode == 1
    assert not path.exists()


@pytest.mark.parametrize("format", ["json", "html", "xlsx", "docx"])
def test_a_document_is_written_to_a_file(centre, tmp_path, format):
    taken_in(tmp_path, definition(text("Wstęp.")))
    path = tmp_path / "wynik"
    call_command("render_document", "informacja", year="2025", format=format, output=str(path))
    assert path.stat().st_size > 100
    if format == "json":
        assert json.loads(path.read_bytes())["periods"] == ["2024", "2025"]


def test_a_pattern_is_there_from_the_beginning(centre, tmp_path):
    path = tmp_path / "polroczne.json"
    call_command("export_document", "sprawozdanie-polroczne", output=str(path))
    assert path.read_text() == pattern_text("sprawozdanie-polroczne")
    assert not DocumentDefinition.objects.exists()
    CaseFactory(opened_on=date(2024, 2, 1), closed_on=date(2025, 8, 1), closing_reason="goals_achieved")
    out = io.StringIO()
    call_command("freeze_document", "sprawozdanie-polroczne", year="2025", stdout=out)
    call_command("render_document", "sprawozdanie-polroczne", edition="1", format="json", output=str(path))
    rows = {
        row["label"]: row["values"]
        for chapter in json.loads(path.read_bytes())["chapters"]
        for block in chapter["blocks"]
        for row in block["rows"]
    }
    assert rows["Rodziny w okresie"] == [1, 1]
    assert rows["Osiągnięcie celów"] == [0, 1]
    assert rows["Objęcia wsparciem na koniec okresu"] == [1, 0]
