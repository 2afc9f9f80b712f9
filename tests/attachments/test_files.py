"""Documents and their files come and go together, and whoever runs the server can see that they do."""

import os
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cases.documents import files
from cases.models import Attachment
from cases.privacy.retention import anonymise, due_for_anonymisation
from familycare.audit.models import Change
from tests.attachments.made import attached
from tests.factories import CaseFactory, FamilyFactory, PersonFactory
from tests.rights.test_person_file import data_of

OLD = 1_600_000_000


@pytest.fixture
def check(capsys):
    """Runs the command and returns what it says: of single files, and in all."""

    def run(*options):
        call_command("check_attachments", *options)
        said = capsys.readouterr()
        return said.out.splitlines(), said.err.strip()

    return run


@pytest.fixture
def stray(folder):
    """A file of an hour ago that no document knows."""
    name = files.write(b"x")
    os.utime(files.path_of(name), (OLD, OLD))
    return name


class TestCheck:
    def test_of_a_whole_file_says_how_many(self, family, manager, check):
        attached(family, manager)
        assert check() == ([], "Dokumenty: 1, bez właściwego pliku: 0, pliki bez dokumentu: 0.")

    def test_where_there_never_was_a_document(self, db, check):
        assert check() == ([], "Dokumenty: 0, bez właściwego pliku: 0, pliki bez dokumentu: 0.")

    def test_names_files_without_a_document_and_deletes_them_when_told(self, family, manager, check, stray, folder):
        made = attached(family, manager)
        (folder / "notatka.txt").write_text("nie nasz plik")
        for _time in range(2):
            assert check()[0] == [f"plik bez dokumentu: {stray}"]
        out, err = check("--delete")
        assert out == [f"plik bez dokumentu: {stray}"] and "pliki bez dokumentu: 1 (usunięto)" in err
        assert {path.name for path in folder.iterdir()} == {made.stored_as, "notatka.txt"}

    def test_leaves_what_is_being_written_alone(self, db, check, folder):
        files.write(b"x")
        os.utime(next(folder.iterdir()), (2_000_000_000, 2_000_000_000))
        assert check("--delete")[0] == [] and list(folder.iterdir())

    def test_names_documents_without_their_file_and_fails(self, family, manager, capsys):
        gone, changed = attached(family, manager, title="Zgoda Anny"), attached(family, manager)
        files.remove(gone.stored_as)
        files.path_of(changed.stored_as).write_bytes(b"x")
        with pytest.raises(CommandError, match="Odtwórz brakujące pliki"):
            call_command("check_attachments", "--delete")
        assert capsys.readouterr().out.splitlines() == [
            f"rodzina R12, dokument {gone.pk}: nie ma pliku",
            f"rodzina R12, dokument {changed.pk}: plik nie jest tym, który przyjęto",
        ]
        assert Attachment.objects.count() == 2


class TestAnonymisation:
    def test_takes_documents_with_their_files(self, family, manager, folder, django_capture_on_commit_callbacks):
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

    def test_waits_for_documents_that_came_later(self, family, manager):
        old = FamilyFactory(registered_on=date(2010, 1, 1))
        attached(old, manager, dated_on=date(2010, 1, 2))
        assert not due_for_anonymisation(type(family).objects.all(), date(2013, 12, 31)).exists()


def test_the_copy_of_somebodys_data_names_their_documents_and_those_of_the_family(family, manager):
    anna, jan = PersonFactory(family=family), PersonFactory(family=family)
    for person, title in ((anna, "O Annie"), (jan, "O Janie"), (None, "O wszystkich")):
        attached(family, manager, kind="certificate", person=person, title=title)
    found = {
        record["tytuł"]: section["zakres"]
        for section in data_of(anna)["dzialy"]
        if section["tytul"] == "Dokumenty"
        for record in section["zapisy"]
    }
    assert found == {"O Annie": "o tej osobie", "O wszystkich": "o całej rodzinie"}
