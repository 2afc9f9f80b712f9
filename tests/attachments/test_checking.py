"""What is taken as a document, whatever it is called."""

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name
from PIL import Image

from cases.attachments import checking
from cases.attachments.checking import checked
from cases.attachments.scanning import scan
from tests.attachments.made import CONTENT_TYPES, docx, jpg, pdf, pdf_with


def refused(name, content):
    with pytest.raises(ValidationError) as refusal:
        checked(name, content)
    return " ".join(refusal.value.messages)


class TestFormat:
    @pytest.mark.parametrize(
        ("name", "content", "format"),
        [
            ("Zgoda.PDF", pdf(), "pdf"),
            ("skan.jpeg", jpg(), "jpg"),
            ("pismo.docx", docx(), "docx"),
            ("bez rozszerzenia", pdf(), "pdf"),
        ],
    )
    def test_is_told_by_the_content(self, name, content, format):
        assert checked(name, content).format == format

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"MZ\x90\0", "program"),
            (b"\x89PNG\r\n", "obraz PNG"),
            (b"\0\0\0\x18ftypheic", "zdjęcie HEIC z telefonu"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "obraz WebP"),
            (b"\xd0\xcf\x11\xe0", "dokument dawnego Worda"),
            (b"<!doctype html><script>", "strona WWW"),
            (b"PK\x03\x04xl/workbook.xml", "archiwum ZIP"),
            ("Dzień dobry".encode(), "coś innego"),
            (b" %PDF-1.7", "coś innego"),
        ],
    )
    def test_of_something_else_is_named(self, content, what):
        said = refused("zgoda.pdf", content)
        assert f"tylko {what}" in said
        assert "PDF, JPG ani DOCX" in said

    def test_must_agree_with_the_name(self):
        assert refused("zgoda.pdf", jpg()) == (
            "Nazwa pliku kończy się na „.pdf”, a w środku jest JPG. Sprawdź, czy to ten plik."
        )
        assert "„.exe”, a w środku jest PDF" in refused("zgoda.pdf.exe", pdf())


class TestPdf:
    def test_is_kept_as_it_is(self):
        assert checked("a.pdf", pdf(pages=3)).content == pdf(pages=3)

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 999, pdf()[:60]])
    def test_that_cannot_be_opened_is_told(self, content):
        assert refused("a.pdf", content) == "Ten PDF jest uszkodzony i nie da się go otworzyć. Zapisz go od nowa."

    def test_without_pages_is_told(self):
        assert "nie ma żadnej strony" in refused("a.pdf", pdf(pages=0))

    def test_with_a_password_is_told(self):
        assert "otwiera się hasłem" in refused("a.pdf", pdf(encryption=pikepdf.Encryption(owner="klucz", user="klucz")))

    def test_that_only_forbids_changes_is_taken(self):
        assert checked("a.pdf", pdf(encryption=pikepdf.Encryption(owner="klucz", user="")))

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": Dictionary(S=Name.JavaScript, JS="app.alert(1)")},
            {"/OpenAction": Dictionary(S=Name.Launch, F="cmd.exe")},
            {"/AA": Dictionary(WC=Array([Dictionary(S=Name.JavaScript)]))},
            {"/Names": Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))},
            {"/AF": Array([Dictionary(Type=Name.Filespec, EF=Dictionary())])},
        ],
        ids=["script", "launch", "nested", "files", "file"],
    )
    def test_that_does_more_than_be_read_is_refused(self, root):
        assert "zawiera skrypt, polecenie albo inny plik" in refused("a.pdf", pdf_with(root))

    def test_that_opens_at_a_page_is_taken(self):
        assert checked("a.pdf", pdf_with({"/OpenAction": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))}))


class TestJpg:
    def test_loses_what_the_camera_wrote_beside(self):
        content = checked("a.jpg", jpg() + b"<script>").content
        for trace in (b"Exif", b"Wierzbicka", b"<script>"):
            assert trace in jpg() + b"<script>" and trace not in content

    def test_stays_upright(self):
        assert Image.open(BytesIO(checked("a.jpg", jpg(size=(40, 20), turned=True)).content)).size == (20, 40)

    @pytest.mark.parametrize("content", [b"\xff\xd8\xff", jpg()[:-400], b"\xff\xd8\xff\xe0" + b"x" * 500])
    def test_that_cannot_be_drawn_is_told(self, content):
        assert "Ten JPG jest uszkodzony" in refused("a.jpg", content)

    def test_that_would_fill_the_memory_is_told(self, monkeypatch):
        monkeypatch.setattr(checking, "MOST_PIXELS", 799)
        assert "Ten obraz jest za duży" in refused("a.jpg", jpg(size=(40, 20)))


class TestDocx:
    def test_is_kept_as_it_is(self):
        assert checked("a.docx", docx()).content == docx()

    @pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/embeddings/a.xlsx", "word/activeX/activeX1.xml"])
    def test_with_macros_or_files_is_refused(self, part):
        assert "zawiera makra albo inne pliki" in refused("a.docx", docx(**{part: "x"}))

    def test_that_calls_itself_one_with_macros_is_refused(self):
        assert "zawiera makra" in refused("a.docx", docx(CONTENT_TYPES.replace("main+xml", "macroEnabled.main+xml")))

    def test_that_is_of_another_program_is_told(self):
        assert "To nie jest dokument Worda" in refused("a.docx", docx("<Types/>"))

    def test_that_grows_without_end_is_told(self, monkeypatch):
        monkeypatch.setattr(checking, "MOST_UNPACKED", 10_000)
        assert "po rozpakowaniu za duży" in refused("a.docx", docx(**{"word/a.xml": "0" * 10_000}))
        monkeypatch.setattr(checking, "MOST_PARTS", 2)
        assert "po rozpakowaniu za duży" in refused("a.docx", docx(**{"word/a.xml": ""}))

    @pytest.mark.parametrize("content", [docx()[:-30], b"PK\x03\x04word/document.xml"])
    def test_that_cannot_be_unpacked_is_told(self, content):
        assert "Ten DOCX jest uszkodzony" in refused("a.docx", content)

    def test_that_is_packed_otherwise_than_it_says_is_told(self):
        content = bytearray(docx())
        place = content.index(b"word/document.xml") + len("word/document.xml")
        content[place : place + 4] = b"\xff\xff\xff\xff"
        assert "Ten DOCX jest uszkodzony" in refused("a.docx", bytes(content))


class TestScanner:
    @pytest.fixture
    def scanner(self, settings, tmp_path):
        """Makes a scanner that runs that code; `sys.stdin.buffer` holds the document."""

        def make(code):
            script = tmp_path / "scanner.py"
            script.write_text(f"import sys, time\n{code}\n")
            settings.SCANNER = f"{sys.executable} {script}"

        return make

    def test_is_asked_nothing_where_there_is_none(self, monkeypatch):
        monkeypatch.setattr(subprocess, "run", None)
        scan(b"x")

    def test_that_finds_nothing_lets_it_in(self, scanner):
        scanner("sys.exit(0 if sys.stdin.buffer.read() == b'x' * 200_000 else 1)")
        scan(b"x" * 200_000)

    def test_that_finds_something_keeps_it_out(self, scanner):
        scanner("sys.exit(1)")
        with pytest.raises(ValidationError, match="znalazł w tym pliku zagrożenie"):
            scan(b"x")

    @pytest.mark.parametrize("code", ["sys.exit(2)", "import os; os.kill(os.getpid(), 9)", "time.sleep(60)"])
    def test_that_does_not_answer_keeps_it_out(self, scanner, settings, code):
        settings.SCANNER_SECONDS = 0.5
        scanner(code)
        with pytest.raises(ValidationError, match="Nie udało się sprawdzić pliku"):
            scan(b"x")

    @pytest.mark.parametrize("command", ["/nie/ma/skanera", "skaner 'bez końca"])
    def test_that_is_not_there_keeps_it_out(self, settings, command):
        settings.SCANNER = command
        with pytest.raises(ValidationError, match="Nie udało się sprawdzić pliku"):
            scan(b"x")
