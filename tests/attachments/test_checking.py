"""Which files are accepted as documents, whatever their name."""

import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from cases.documents import sandbox
from cases.documents.checking import check_document
from cases.documents.inspection import Refused
from cases.documents.inspection import jpg as inside_jpg
from cases.documents.scanning import scan
from tests.attachments.made import archive_of, docx, jpg, pdf, refused


class TestFormat:
    @pytest.mark.parametrize(
        ("name", "content", "format"),
        [
            ("Zgoda.PDF", pdf(), "pdf"),
            ("skan.jpeg", jpg(), "jpg"),
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
        assert "nie ma dokumentu PDF ani JPG" in said

    def test_a_document_of_word_is_refused(self):
        for name in ("pismo.docx", "pismo.pdf"):
            assert refused(name, docx()) == (
                "Dokumentów Worda (DOCX) nie przyjmujemy, bo mogą zawierać ukryte polecenia. "
                "Zapisz dokument jako PDF i dodaj PDF."
            )

    def test_must_agree_with_the_name(self):
        assert refused("zgoda.pdf", jpg()) == (
            "Nazwa pliku kończy się na „.pdf”, a w środku jest JPG. Sprawdź, czy to ten plik."
        )
        assert "„.exe”, a w środku jest PDF" in refused("zgoda.pdf.exe", pdf())


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
            "Ten PDF jest zbyt złożony, żeby go sprawdzić. Wydrukuj do PDF i dodaj wydruk."
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
        assert check_document("a.pdf", pdf())

    def test_is_faster_than_the_timeout_of_the_server(self, settings):
        config = {}
        exec((settings.BASE_DIR / "gunicorn.conf.py").read_text(), config)
        assert config["timeout"] > sandbox.SECONDS + settings.SCANNER_SECONDS

    def test_reaches_nothing_but_the_document(self, monkeypatch, tmp_path):
        """The document takes the parser over, and its program reports what it can do."""
        (tmp_path / "pikepdf").mkdir()
        (tmp_path / "pikepdf/__init__.py").write_text(TAKEN_OVER)
        (tmp_path / "pikepdf/settings.py").write_text("def set_qpdf_limits(**_limits): pass")
        (tmp_path / "secret").write_text("tajne")
        monkeypatch.setenv("FAMILYCARE_SECRET_KEY", "tajne")
        monkeypatch.setenv("FAMILYCARE_DATABASE", "postgresql://tajne")
        monkeypatch.setattr(sandbox, "ENVIRONMENT", {**sandbox.ENVIRONMENT, "PYTHONPATH": str(tmp_path)})
        with (tmp_path / "secret").open() as opened:
            os.set_inheritable(opened.fileno(), True)
            with pytest.raises(Refused) as refusal:
                sandbox.inspect("pdf", str(tmp_path / "secret").encode())
        found = json.loads(str(refusal.value))
        assert set(found.pop("variables")) <= {"LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "PYTHONPATH"}
        assert found == {
            "folder": "/",
            "open": [0, 1, 2],
            "file": "OSError",
            "new file": "OSError",
            "environment of the server": "OSError",
            "network": "OSError",
            "processes": [0, 0],
            "files": "ValueError",
        }


# A parser that has been taken over. The document is the path of a file with a secret.
TAKEN_OVER = """
import io, json, os, resource, socket
from types import SimpleNamespace
from cases.documents.inspection import Refused
StreamDecodeLevel = Encryption = SimpleNamespace
new = lambda: SimpleNamespace(save=lambda *_told, **_options: None)
class PasswordError(Exception): pass

def tried(call):
    try:
        call()
    except Exception as error:
        return type(error).__name__ if not isinstance(error, OSError) else "OSError"
    return "done"

def is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True

def open(document):
    path = document.read().decode()
    raise Refused(json.dumps({
        "variables": sorted(os.environ),
        "folder": os.getcwd(),
        "open": [number for number in range(200) if is_open(number)],
        "file": tried(lambda: io.open(path)),
        "new file": tried(lambda: io.open(path + "2", "w")),
        "environment of the server": tried(lambda: io.open(f"/proc/{os.getppid()}/environ")),
        "network": tried(socket.socket),
        "processes": resource.getrlimit(resource.RLIMIT_NPROC),
        "files": tried(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))),
    }))
"""


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

    def test_has_no_secrets_in_reach(self, scanner, monkeypatch):
        monkeypatch.setenv("FAMILYCARE_SECRET_KEY", "tajne")
        scanner("import os; sys.exit(1 if 'FAMILYCARE_SECRET_KEY' in os.environ or os.getcwd() != '/' else 0)")
        scan(b"x")

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
