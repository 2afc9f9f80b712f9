"""Which files are accepted as documents, whatever their name."""

import os
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name
from PIL import Image

from cases.documents import sandbox
from cases.documents.checking import check_document
from cases.documents.inspection import jpg as inside_jpg
from cases.documents.scanning import scan
from tests.attachments.made import archive_of, docx, jpg, pdf, pdf_with, refused, saved


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
    def test_is_recognised_by_the_content(self, name, content, format):
        assert check_document(name, content).format == format

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
    def test_another_format_is_refused_by_name(self, content, what):
        said = refused("zgoda.pdf", content)
        assert f"tylko {what}" in said
        assert "PDF, JPG ani DOCX" in said

    def test_must_agree_with_the_name(self):
        assert refused("zgoda.pdf", jpg()) == (
            "Nazwa pliku kończy się na „.pdf”, a w środku jest JPG. Sprawdź, czy to ten plik."
        )
        assert "„.exe”, a w środku jest PDF" in refused("zgoda.pdf.exe", pdf())


def packed_object(contents):
    """A PDF whose catalogue refers to an object in a packed stream of these contents."""
    compressed = zlib.compress(contents, 9)
    file, at = BytesIO(b"%PDF-1.5\n"), {}
    file.seek(0, os.SEEK_END)
    for number, body in {
        1: b"<</Type/Catalog/Pages 2 0 R/X 3 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[5 0 R]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
        % (len(compressed), compressed),
        5: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    }.items():
        at[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = file.tell()
    rows = [(0, 0, 65535), (1, at[1], 0), (1, at[2], 0), (2, 4, 0), (1, at[4], 0), (1, at[5], 0), (1, table, 0)]
    entries = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + rest.to_bytes(2, "big") for kind, place, rest in rows
    )
    file.write(b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(entries))
    file.write(entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table)
    return file.getvalue()


class TestPdf:
    def test_is_saved_unchanged(self):
        assert check_document("a.pdf", pdf(pages=3)).content == pdf(pages=3)

    @pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 999, pdf()[:60]])
    def test_damaged_file_is_refused(self, content):
        assert refused("a.pdf", content) == "Ten PDF jest uszkodzony i nie da się go otworzyć. Zapisz go od nowa."

    def test_without_pages_is_refused(self):
        assert "nie ma żadnej strony" in refused("a.pdf", pdf(pages=0))

    def test_with_a_password_is_refused(self):
        assert "otwiera się hasłem" in refused("a.pdf", pdf(encryption=pikepdf.Encryption(owner="klucz", user="klucz")))

    def test_that_only_forbids_changes_is_accepted(self):
        assert check_document("a.pdf", pdf(encryption=pikepdf.Encryption(owner="klucz", user="")))

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
    def test_with_a_script_a_command_or_a_file_is_refused(self, root):
        assert "zawiera skrypt, polecenie albo inny plik" in refused("a.pdf", pdf_with(root))

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": Dictionary(S=Name.SubmitForm, F="https://strona.example")},
            {"/OpenAction": Dictionary(S=Name.ImportData, F="dane.fdf")},
            {"/OpenAction": Dictionary(S=Name.URI, URI="https://strona.example")},
            {"/OpenAction": Dictionary(S=Name.GoToR, F="//serwer/plik.pdf", D=Array([0, Name.Fit]))},
            {
                "/OpenAction": Dictionary(
                    S=Name.GoTo, Next=Array([Dictionary(S=Name.URI, URI="https://strona.example")])
                )
            },
            {"/AA": Dictionary(WC=Dictionary(S=Name.URI, URI="https://strona.example"))},
            {"/Spec": Dictionary(Type=Name.Filespec, FS=Name.URL, F="https://strona.example")},
        ],
        ids=["sends", "imports", "address", "other file", "afterwards", "on closing", "fetched"],
    )
    def test_that_sends_or_fetches_data_is_refused(self, root):
        assert refused("a.pdf", pdf_with(root)) == (
            "Ten PDF sam wysyła dane albo pobiera coś z sieci. Wydrukuj go do nowego pliku PDF i wybierz tamten."
        )

    def test_with_external_contents_is_refused(self):
        made = pikepdf.new()
        made.add_blank_page()
        made.Root.X = made.make_stream(b"", F="https://strona.example")
        assert "pobiera coś z sieci" in refused("a.pdf", saved(made))

    def test_with_an_xfa_form_is_refused(self):
        assert "jest formularzem, który działa jak program (XFA)" in refused(
            "a.pdf", pdf_with({"/AcroForm": Dictionary(Fields=Array([]), XFA="<xdp/>")})
        )

    @pytest.mark.parametrize(
        "root",
        [
            {"/OpenAction": Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))},
            {"/OpenAction": Array([0, Name.Fit])},
            {"/Link": Dictionary(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI="https://bip.zrebice.example"))},
            {"/AcroForm": Dictionary(Fields=Array([]))},
        ],
        ids=["page", "destination", "link", "form"],
    )
    def test_with_links_and_fields_is_accepted(self, root):
        assert check_document("a.pdf", pdf_with(root))

    def test_that_is_also_an_archive_is_refused(self):
        both = pdf() + archive_of([("a.exe", b"MZ")])
        assert "może być zarazem innym plikiem" in refused("a.pdf", both)

    def test_with_an_object_hidden_in_a_packed_stream_is_refused(self):
        """Also in a small file whose packed objects would fill the memory."""
        script = b"3 0 <</S/JavaScript>>"
        assert "zawiera skrypt" in refused("a.pdf", packed_object(script))
        assert "jest uszkodzony" in refused("a.pdf", packed_object(script + b" " * 200_000_000))

    def test_with_objects_that_fill_the_memory_is_refused(self):
        bomb = packed_object(b"3 0 [" + b"0 " * 20_000_000 + b"]")
        assert len(bomb) < 200_000
        said = refused("a.pdf", bomb)
        assert "zbyt złożony" in said or "jest uszkodzony" in said

    def test_with_a_damaged_table_is_accepted(self):
        """Some programs write such tables, and every reader repairs them."""
        content = pdf()
        assert check_document("a.pdf", content[: content.rindex(b"startxref")] + b"startxref\n1\n%%EOF\n")


class TestJpg:
    def test_loses_its_metadata(self):
        content = check_document("a.jpg", jpg() + b"<script>").content
        for trace in (b"Exif", b"Wierzbicka", b"<script>"):
            assert trace in jpg() + b"<script>" and trace not in content

    def test_stays_upright(self):
        assert Image.open(BytesIO(check_document("a.jpg", jpg(size=(40, 20), turned=True)).content)).size == (20, 40)

    @pytest.mark.parametrize("content", [b"\xff\xd8\xff", jpg()[:-400], b"\xff\xd8\xff\xe0" + b"x" * 500])
    def test_damaged_file_is_refused(self, content):
        assert "Ten JPG jest uszkodzony" in refused("a.jpg", content)

    def test_that_would_fill_the_memory_is_refused(self):
        """A few kilobytes with the header of a picture of 65 000 by 65 000."""
        content = bytearray(jpg())
        frame = content.index(b"\xff\xc0")
        content[frame + 5 : frame + 9] = (65_000).to_bytes(2, "big") * 2
        assert "Ten obraz jest za duży" in refused("a.jpg", bytes(content))
        content[frame + 5 : frame + 9] = (8_001).to_bytes(2, "big") * 2
        assert inside_jpg.MOST_PIXELS < 8_001**2
        assert "Ten obraz jest za duży" in refused("a.jpg", bytes(content))

    def test_that_is_also_a_pdf_is_saved_as_a_picture_only(self):
        both = jpg()[:2] + b"\xff\xfe\x00\x0b%PDF-1.7\n" + jpg()[2:] + pdf() + archive_of([("a", b"")])
        content = check_document("a.jpg", both).content
        assert b"%PDF" not in content
        assert not zipfile.is_zipfile(BytesIO(content))


class TestSandbox:
    def test_stops_after_the_time_limit(self, monkeypatch):
        monkeypatch.setattr(sandbox, "SECONDS", 0.001)
        assert refused("a.pdf", pdf()) == (
            "Ten PDF jest zbyt złożony, żeby go sprawdzić. Wydrukuj dokument do nowego pliku PDF i wybierz tamten."
        )
        assert "zbyt złożony. Zeskanuj" in refused("a.jpg", jpg())

    @pytest.mark.parametrize("program", ["/nie/ma/pythona", "/bin/false"])
    def test_that_cannot_start_refuses_the_file(self, monkeypatch, program):
        monkeypatch.setattr(sys, "executable", program)
        assert "Nie udało się sprawdzić tego pliku, więc go nie przyjęto" in refused("a.pdf", pdf())

    def test_without_a_library_refuses_the_file_and_logs_it(self, monkeypatch, tmp_path, caplog):
        (tmp_path / "pikepdf.py").write_text("raise ImportError")
        monkeypatch.setattr(sandbox, "ENVIRONMENT", {**sandbox.ENVIRONMENT, "PYTHONPATH": str(tmp_path)})
        assert "Nie udało się sprawdzić tego pliku, więc go nie przyjęto" in refused("a.pdf", pdf())
        assert "Documents cannot be inspected" in caplog.text

    def test_works_in_any_folder_and_with_little_memory(self, monkeypatch, tmp_path):
        """As under a server that limits its processes."""
        monkeypatch.chdir(tmp_path)
        limited = f'ulimit -v {512 * 1024}; exec {sys.executable} "$@"'
        program = tmp_path / "python"
        program.write_text(f"#!/bin/sh\n{limited}\n")
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))
        assert check_document("a.pdf", pdf()).content == pdf()

    def test_is_faster_than_the_timeout_of_the_server(self, settings):
        config = {}
        exec((settings.BASE_DIR / "gunicorn.conf.py").read_text(), config)
        assert config["timeout"] > sandbox.SECONDS + settings.SCANNER_SECONDS

    def test_has_no_secrets_in_its_environment(self):
        assert not {"DJANGO_SETTINGS_MODULE", "FAMILYCARE_SECRET_KEY", "DATABASE_URL"} & sandbox.ENVIRONMENT.keys()


class TestScanner:
    @pytest.fixture
    def scanner(self, settings, tmp_path):
        """Makes a scanner that runs that code; `sys.stdin.buffer` holds the document."""

        def make(code):
            script = tmp_path / "scanner.py"
            script.write_text(f"import sys, time\n{code}\n")
            settings.SCANNER = f"{sys.executable} {script}"

        return make

    def test_is_not_called_without_a_setting(self, monkeypatch):
        monkeypatch.setattr(subprocess, "run", None)
        scan(b"x")

    def test_that_finds_nothing_accepts_the_file(self, scanner):
        scanner("sys.exit(0 if sys.stdin.buffer.read() == b'x' * 200_000 else 1)")
        scan(b"x" * 200_000)

    def test_that_finds_a_threat_refuses_the_file(self, scanner):
        scanner("sys.exit(1)")
        with pytest.raises(ValidationError, match="znalazł w tym pliku zagrożenie"):
            scan(b"x")

    @pytest.mark.parametrize("code", ["sys.exit(2)", "import os; os.kill(os.getpid(), 9)", "time.sleep(60)"])
    def test_that_fails_refuses_the_file(self, scanner, settings, code):
        settings.SCANNER_SECONDS = 0.5
        scanner(code)
        with pytest.raises(ValidationError, match="Nie udało się sprawdzić pliku"):
            scan(b"x")

    @pytest.mark.parametrize("command", ["/nie/ma/skanera", "skaner 'bez końca"])
    def test_that_is_missing_refuses_the_file(self, settings, command):
        settings.SCANNER = command
        with pytest.raises(ValidationError, match="Nie udało się sprawdzić pliku"):
            scan(b"x")
