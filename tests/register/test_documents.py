"""Documents of families' files come along on demand, with their files, and are checked like uploads."""

import csv
import hashlib
import zipfile
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from cases.documents import files
from cases.documents.checking import CheckedDocument, check_document
from cases.models import Attachment, Family, Person
from familycare.accounts.models import User
from reporting.exchange import export_register, import_register
from reporting.exchange.documents.checking import is_bare
from reporting.exchange.errors import RegisterErrors
from reporting.exchange.exporting import ExportError
from reporting.exchange.updating import update_register
from tests.attachments.made import attached, jpg, pdf, pdf_with
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def tree(folder):
    """{path: bytes} of all files below the folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def database():
    """A database that is empty before and after."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "stored"
    return settings.ATTACHMENTS


def a_centre(register):
    """The small register with a PDF and a JPG in the file of R1, added by the director; the JPG also in that of R2."""
    import_register(register.folder)
    author = StaffFactory(email="autor@zrebice.example", role="director")
    family, picture = Family.objects.get(number="R1"), check_document("a.jpg", jpg())
    person = Person.objects.get(number="O2")
    paper = check_document("a.pdf", pdf())
    attached(family, author, document=paper, person=person, valid_until=date(2030, 1, 1), title="Orzeczenie, kopia")
    attached(family, author, document=picture)
    attached(Family.objects.get(number="R2"), author, document=picture)


@pytest.fixture
def out(register, tmp_path):
    """The register of `a_centre` with its documents. The database is empty, and so is the folder of the files."""
    with database():
        a_centre(register)
        export_register(tmp_path / "out", with_documents=True)
    for path in (tmp_path / "stored").iterdir():
        path.unlink()
    return tmp_path / "out"


def rows(out):
    with (out / "documents.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def the_pdf(out):
    """The row of the PDF, which is the third line."""
    return next(row for row in rows(out) if row["format"] == "pdf")


def change(out, old, new):
    path = out / "documents.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def refusal(out, folder):
    """What the import says; it leaves neither rows nor files."""
    with pytest.raises(RegisterErrors) as refused:
        import_register(out)
    assert not Attachment.objects.exists()
    assert not (folder.exists() and [*folder.iterdir()])
    return [*map(str, refused.value)]


class TestExport:
    def test_has_a_row_for_each_document_and_each_content_once(self, out):
        assert [row["family"] for row in rows(out)] == ["R1", "R1", "R2"]
        there = {path.name: path.read_bytes() for path in (out / "documents").iterdir()}
        assert {f"{hashlib.sha256(content).hexdigest()}" for content in there.values()} == {
            name.partition(".")[0] for name in there
        }
        assert there.keys() == {f"{row['sha256']}.{row['format']}" for row in rows(out)}
        assert len(there) == 2

    def test_has_the_account_of_who_added_them(self, out):
        assert "autor@zrebice.example" in (out / "accounts.csv").read_text(encoding="utf-8")

    def test_leaves_them_out_unless_it_is_asked(self, register, tmp_path):
        a_centre(register)
        said = StringIO()
        call_command("export_register", str(tmp_path / "out"), stdout=said)
        assert not (tmp_path / "out" / "documents").exists()
        assert not (tmp_path / "out" / "documents.csv").exists()
        assert "autor@" not in (tmp_path / "out" / "accounts.csv").read_text(encoding="utf-8")
        assert "- dokumenty: 3\n" in said.getvalue()

    def test_the_option_of_the_command(self, register, tmp_path):
        a_centre(register)
        said = StringIO()
        call_command("export_register", str(tmp_path / "out"), with_documents=True, stdout=said)
        assert len(rows(tmp_path / "out")) == 3
        assert "dokumenty" not in said.getvalue()

    def test_is_refused_when_a_file_is_lost(self, register, tmp_path):
        a_centre(register)
        files.remove(Attachment.objects.first().stored_as)
        with pytest.raises(ExportError, match="zaginął albo nie jest tym, który przyjęto"):
            export_register(tmp_path / "out", with_documents=True)
        assert not (tmp_path / "out").exists()


class TestImport:
    def test_gives_them_back_byte_for_byte(self, out, tmp_path):
        import_register(out)
        document = Attachment.objects.get(title="Orzeczenie, kopia")
        assert (document.family.number, document.person.number) == ("R1", "O2")
        assert files.read(document) == (out / "documents" / f"{document.sha256}.pdf").read_bytes()
        assert document.uploaded_by == User.objects.get(email="autor@zrebice.example")
        export_register(tmp_path / "again", with_documents=True)
        assert tree(tmp_path / "again") == tree(out)

    def test_takes_a_zip(self, out, tmp_path):
        with zipfile.ZipFile(tmp_path / "r.zip", "w") as archive:
            for name, content in tree(out).items():
                archive.writestr(f"rejestr/{name}", content)
        import_register(tmp_path / "r.zip")
        export_register(tmp_path / "again", with_documents=True)
        assert tree(tmp_path / "again") == tree(out)

    def test_a_dry_run_checks_them_and_stores_nothing(self, out, folder):
        import_register(out, dry_run=True)
        assert not [*folder.iterdir()]

    def test_names_a_file_that_is_not_there(self, out, folder):
        name = f"{the_pdf(out)['sha256']}.pdf"
        (out / "documents" / name).unlink()
        assert refusal(out, folder) == [f"documents.csv:3: sha256: w folderze documents nie ma pliku „{name}”"]

    def test_names_a_file_of_another_size(self, out, folder):
        name = f"{the_pdf(out)['sha256']}.pdf"
        with (out / "documents" / name).open("ab") as file:
            file.write(b"\n")
        (said,) = refusal(out, folder)
        assert "ma inną wielkość niż" in said

    def test_names_a_file_that_was_changed(self, out, folder):
        path = out / "documents" / f"{the_pdf(out)['sha256']}.pdf"
        path.write_bytes(path.read_bytes()[:-1] + b"#")
        (said,) = refusal(out, folder)
        assert "jest inny niż ten, który opisuje wiersz" in said

    @pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "..", "A" * 64])
    def test_no_cell_leads_out_of_the_folder(self, out, folder, path):
        change(out, the_pdf(out)["sha256"], path)
        assert refusal(out, folder) == [
            "documents.csv:3: sha256: skrót SHA-256 to 64 cyfry szesnastkowe, małymi literami"
        ]

    def test_a_link_is_no_file(self, out, folder, tmp_path):
        path = out / "documents" / f"{the_pdf(out)['sha256']}.pdf"
        (tmp_path / "secret").write_bytes(path.read_bytes())
        path.unlink()
        path.symlink_to(tmp_path / "secret")
        (said,) = refusal(out, folder)
        assert "nie ma pliku" in said

    def test_the_name_of_a_file_has_no_folder(self, out, folder):
        change(out, "a.pdf", "../a.pdf")
        assert "documents.csv:3: file_name: " in refusal(out, folder)[0]

    def test_refuses_what_a_page_refuses(self, out, folder):
        """A forged register with the right checksum of a document that runs a script."""
        content = pdf_with({"/OpenAction": _script()})
        sha256, row = hashlib.sha256(content).hexdigest(), the_pdf(out)
        (out / "documents" / f"{sha256}.pdf").write_bytes(content)
        change(out, f"pdf,{row['size']},{row['sha256']}", f"pdf,{len(content)},{sha256}")
        (said,) = refusal(out, folder)
        assert "documents.csv:3: sha256: Ten PDF zawiera skrypt" in said

    def test_refuses_a_large_file_before_it_reads_it(self, out, folder, settings):
        settings.ATTACHMENT_BYTES = 10
        assert all("size: plik jest większy niż" in each for each in refusal(out, folder))

    def test_cleans_a_picture_of_another_system(self, out):
        """What the check takes out of an upload, such as the place of a photo, does not come in by a register."""
        content, row = jpg(), next(row for row in rows(out) if row["format"] == "jpg")
        sha256 = hashlib.sha256(content).hexdigest()
        (out / "documents" / f"{sha256}.jpg").write_bytes(content)
        change(out, f"jpg,{row['size']},{row['sha256']}", f"jpg,{len(content)},{sha256}")
        import_register(out)
        document = Attachment.objects.filter(format="jpg").first()
        assert b"Wierzbicka" in content
        assert b"Wierzbicka" not in files.read(document)
        assert document.size == len(files.read(document))

    def test_leaves_no_file_when_another_row_is_wrong(self, out, folder):
        change(out, "R2,", "R99,")
        assert len(refusal(out, folder)) == 1

    def test_leaves_no_file_when_the_database_refuses(self, out, folder, monkeypatch):
        def fail(*args):
            raise RuntimeError

        monkeypatch.setattr("reporting.exchange.importing.unite_all", fail)
        with pytest.raises(RuntimeError):
            import_register(out)
        assert not [*folder.iterdir()]

    def test_an_update_says_that_it_adds_none(self, out):
        import_register(out)
        with pytest.raises(RegisterErrors, match="uzupełnienie nie dodaje dokumentów"):
            update_register(out)


def _script():
    import pikepdf

    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize("content", [jpg(), jpg() + b"PK", pdf()])
def test_only_what_the_check_wrote_is_bare(content):
    name = "a.jpg" if content.startswith(b"\xff") else "a.pdf"
    cleaned = check_document(name, content)
    assert is_bare(cleaned.content, check_document(name, cleaned.content))
    if name == "a.jpg":
        assert not is_bare(content, CheckedDocument("jpg", b""))
