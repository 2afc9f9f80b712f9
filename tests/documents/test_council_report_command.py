"""`council_report` on the command line."""

import errno
import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from familycare.centre.models import Centre
from reporting.management import file_output
from reporting.management.commands import council_report as command
from tests.documents import fakes


@pytest.fixture
def centre(db):
    return Centre.objects.create(**vars(fakes.CENTRE))


@pytest.fixture
def with_figures(centre, monkeypatch):
    """The command on invented figures."""
    monkeypatch.setattr(
        command,
        "council_report",
        lambda **wanted: council_report_of(compute_tables=fakes.figures, find_still_open=fakes.nothing_open, **wanted),
    )


council_report_of = command.council_report


@pytest.mark.parametrize(("format", "beginning"), [("html", b"<!DOCTYPE html>"), ("xlsx", b"PK"), ("json", b"{")])
def test_writes_the_file(with_figures, tmp_path, format, beginning):
    path = tmp_path / "report"
    call_command("council_report", year="2023", format=format, output=str(path))
    assert path.read_bytes().startswith(beginning)
    assert list(tmp_path.iterdir()) == [path]


def test_compares_with_the_requested_number_of_years(with_figures, tmp_path):
    path = tmp_path / "report.json"
    call_command("council_report", year="2023", compare="3", format="json", output=str(path))
    assert json.loads(path.read_bytes())["periods"] == ["2020", "2021", "2022", "2023"]


def test_text_goes_to_standard_output_without_a_file(with_figures, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    call_command("council_report", year="2023", format="json", stdout=io.StringIO())
    assert json.loads(out.buffer.getvalue())["document"]["year"] == 2023


def test_a_terminal_gets_no_pdf(centre, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with pytest.raises(CommandError, match="nie nadaje się na ekran"):
        call_command("council_report", year="2023", format="pdf")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "Podaj rok sprawozdania"),
        ({"year": "MMXX"}, "„MMXX” to nie rok"),
        ({"year": "²023"}, "to nie rok"),
        ({"year": "20231"}, "to nie rok"),
        ({"year": "2999"}, "jeszcze się nie zaczął"),
        ({"year": "1900"}, "nie ma żadnych danych"),
        ({"year": "2023"}, "nie ma żadnych danych"),
        ({"year": "2023", "compare": "5"}, "0–4"),
        ({"year": "2023", "compare": "-1"}, "0–4"),
        ({"year": "2023", "format": "doc"}, "Nie ma formatu „doc”"),
    ],
)
def test_error_is_in_polish_and_nothing_is_written(centre, tmp_path, options, message):
    path = tmp_path / "report.json"
    with pytest.raises(CommandError, match=message) as error:
        call_command("council_report", **{"format": "json", "output": str(path)} | options)
    assert error.value.returncode == 1
    assert not list(tmp_path.iterdir())


def test_without_a_centre_there_is_no_report(db):
    with pytest.raises(CommandError, match="nie ma ośrodka"):
        call_command("council_report", year="2023", format="json")


def test_a_file_that_cannot_be_written_is_named(with_figures, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for path, reason in ((tmp_path / "missing" / "x.json", "nie ma takiego folderu"), (folder, "to jest folder")):
        with pytest.raises(CommandError, match=reason) as error:
            call_command("council_report", year="2023", format="json", output=str(path))
        assert str(path) in str(error.value)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failed_write_keeps_the_old_file(with_figures, tmp_path, monkeypatch):
    path = tmp_path / "report.json"
    path.write_text("stare")

    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(file_output.Path, "replace", full)
    with pytest.raises(CommandError, match="brak miejsca na dysku"):
        call_command("council_report", year="2023", format="json", output=str(path))
    assert path.read_text() == "stare"
    assert list(tmp_path.iterdir()) == [path]
