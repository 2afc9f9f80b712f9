"""Documents and their files are saved and deleted together, and a command checks it."""

import json
import os
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.documents import files
from cases.models import Attachment
from cases.privacy.retention import anonymise, due_for_anonymisation
from familycare.audit.models import Change
from tests.attachments.made import attached
from tests.factories import CaseFactory, FamilyFactory, PersonFactory

OLD = 1_600_000_000


@pytest.fixture
def check(capsys):
    """Runs the command and returns its output: lines about files, and the summary."""

    def run(*options):
        call_command("check_attachments", *options)
        said = capsys.readouterr()
        return said.out.splitlines(), said.err.strip()

    return run


@pytest.fixture
def stray(folder):
    """An old file without a document."""
    name = files.write(b"x")
    os.utime(files.path_of(name), (OLD, OLD))
    return name


class TestCheck:
    def test_counts_documents(self, family, manager, check):
        attached(family, manager)
        assert check() == ([], "Dokumenty: 1, bez właściwego pliku: 0, pliki bez dokumentu: 0.")

    def test_runs_without_any_document(self, db, check):
        assert check() == ([], "Dokumenty: 0, bez właściwego pliku: 0, pliki bez dokumentu: 0.")

    def test_lists_stray_files_and_deletes_them_with_the_option(self, family, manager, check, stray, folder):
        made = attached(family, manager)
        (folder / "notatka.txt").write_text("nie nasz plik")
        for _time in range(2):
            assert check()[0] == [f"plik bez dokumentu: {stray}"]
        out, err = check("--delete")
        assert out == [f"plik bez dokumentu: {stray}"] and "pliki bez dokumentu: 1 (usunięto)" in err
        assert {path.name for path in folder.iterdir()} == {made.stored_as, "notatka.txt"}

    def test_keeps_files_that_are_being_written(self, db, check, folder):
        files.write(b"x")
        os.utime(next(folder.iterdir()), (2_000_000_000, 2_000_000_000))
        assert check("--delete")[0] == [] and list(folder.iterdir())

    def test_lists_documents_without_their_file_and_fails(self, family, manager, capsys):
        gone, changed = attached(family, manager, title="Zgoda Anny"), attached(family, manager)
        files.remove(gone.stored_as)
        files.path_of(changed.stored_as).write_bytes(b"x")
        with pytest.raises(CommandError, match="Odtwórz te pliki"):
            call_command("check_attachments", "--delete")
        assert capsys.readouterr().out.splitlines() == [
            f"rodzina R12, dokument {gone.pk}: nie ma pliku",
            f"rodzina R12, dokument {changed.pk}: plik nie jest tym, który przyjęto",
        ]
        assert Attachment.objects.count() == 2


class TestAnonymisation:
    def test_deletes_documents_with_their_files(self, family, manager, folder, django_capture_on_commit_callbacks):
        kept = attached(family, manager)
        old = FamilyFactory()
        CaseFactory(family=old, opened_on=date(2010, 1, 1), closed_on=date(2012, 1, 1), closing_reason="other")
        gone = attached(old, manager, title="Zgoda Anny Żak", dated_on=date(2010, 1, 2))
        Attachment.objects.filter(pk=gone.pk).update(uploaded_on=date(2010, 1, 2))
        with django_capture_on_commit_callbacks(execute=True):
            assert (
                anonymise(due_for_anonymisation(type(family).objects.all(), date(2013, 12, 31)), day=date(2024, 5, 20))
                == 1
            )
        assert list(Attachment.objects.all()) == [kept]
        assert [path.name for path in folder.iterdir()] == [kept.stored_as]
        assert not Change.objects.filter(family_key=old.pk, contents__contains="Żak").exists()

    def test_waits_for_later_documents(self, family, manager):
        old = FamilyFactory(registered_on=date(2010, 1, 1))
        attached(old, manager, dated_on=date(2010, 1, 2))
        assert not due_for_anonymisation(type(family).objects.all(), date(2013, 12, 31)).exists()


def test_the_copy_of_personal_data_lists_documents_of_the_person_and_the_family(family, manager, client):
    anna, jan = PersonFactory(family=family), PersonFactory(family=family)
    for person, title in ((anna, "O Annie"), (jan, "O Janie"), (None, "O wszystkich")):
        attached(family, manager, kind="certificate", person=person, title=title)
    data = json.loads(client.get(reverse("person_file", args=[anna.number, "json"])).content)
    found = {
        record["tytuł"]: section["zakres"]
        for section in data["dzialy"]
        if section["tytul"] == "Dokumenty"
        for record in section["zapisy"]
    }
    assert found == {"O Annie": "o tej osobie", "O wszystkich": "o całej rodzinie"}
