"""Checks of uploaded documents: PDF and JPG, recognised by their content.

The content type sent by the browser and the name are not trusted. A document that could do more than be read is
refused: scripts, embedded files, and anything that fetches or sends data when it is opened. Word documents are refused,
too: they can do too much. Those that were accepted earlier stay.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError

from cases.choices import FileFormat
from cases.documents import sandbox
from cases.documents.inspection import Reason, Refused

SUFFIXES = {
    FileFormat.PDF: {".pdf"},
    FileFormat.JPG: {".jpg", ".jpeg", ".jpe", ".jfif"},
}
# The first bytes of other formats, for a helpful message.
OTHERS = (
    (b"\x89PNG", "obraz PNG"),
    (b"GIF8", "obraz GIF"),
    (b"BM", "obraz BMP"),
    (b"II*\0", "obraz TIFF"),
    (b"MM\0*", "obraz TIFF"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xd0\xcf\x11\xe0", "dokument dawnego Worda (DOC) albo chroniony hasłem"),
    (b"{\\rtf", "dokument RTF"),
    (b"PK", "archiwum ZIP albo dokument innego programu"),
    (b"<", "strona WWW albo plik XML"),
)
PART = re.compile(r"[A-Za-z0-9:.]{1,30}")
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")
PDF, JPG = FileFormat.PDF, FileFormat.JPG
WORD = (
    "Dokumentów Worda (DOCX) nie przyjmujemy, bo mogą zawierać ukryte polecenia. Zapisz dokument jako PDF i dodaj PDF."
)
PRINT_IT = "Wydrukuj do PDF i dodaj wydruk."
# {(format or None for any, reason): the message to the user}
SENTENCES = {
    (PDF, Reason.ACTIVE): f"Ten PDF zawiera skrypt, polecenie, film albo inny plik w środku. {PRINT_IT}",
    (PDF, Reason.REACHES_OUT): f"Ten PDF wysyła dane, pobiera coś z sieci albo otwiera inny plik. {PRINT_IT}",
    (PDF, Reason.FORM): f"Ten PDF jest formularzem, który działa jak program (XFA). Wypełnij go, a potem: {PRINT_IT}",
    (PDF, Reason.SIGNED): (
        "Ten PDF ma podpis elektroniczny albo miejsce na podpis, a po sprawdzeniu pliku podpis nie byłby ważny. "
        f"{PRINT_IT} Podpisany plik przechowuj poza tym systemem."
    ),
    (PDF, Reason.UNUSUAL): f"Ten PDF zawiera coś, czego zwykły dokument nie potrzebuje (%(part)s). {PRINT_IT}",
    (PDF, Reason.LOCKED): "Ten PDF otwiera się hasłem. Zapisz go bez hasła i wybierz jeszcze raz.",
    (PDF, Reason.EMPTY): "Ten PDF nie ma żadnej strony. Zapisz go od nowa.",
    (JPG, Reason.LARGE): "Ten obraz jest za duży. Zeskanuj dokument w mniejszej rozdzielczości.",
    (JPG, Reason.HEAVY): "Ten obraz jest zbyt złożony. Zeskanuj dokument od nowa.",
    (None, Reason.BROKEN): "Ten %(format)s jest uszkodzony i nie da się go otworzyć. Zapisz go od nowa.",
    (None, Reason.ODD): (
        "Ten %(format)s jest zbudowany inaczej, niż zapisują to programy biurowe, i może być zarazem innym "
        f"plikiem. {PRINT_IT}"
    ),
    (None, Reason.HEAVY): f"Ten %(format)s jest zbyt złożony, żeby go sprawdzić. {PRINT_IT}",
    (None, Reason.UNKNOWN): "Nie udało się sprawdzić tego pliku, więc go nie przyjęto. Spróbuj za kilka minut.",
}


@dataclass(frozen=True)
class CheckedDocument:
    """A document that may be stored: its format and its content (bytes), which the check may have changed."""

    format: FileFormat
    content: bytes


def check_document(name, content):
    """Return the CheckedDocument with this content (bytes); `name` is the name given by the sender.

    Raise ValidationError with a message on what is wrong and what would be accepted.
    """
    format = _format_of(content)
    if format is None and content.startswith(b"PK\x03\x04") and b"word/" in content:
        raise ValidationError(WORD)
    if format is None:
        raise ValidationError(
            f"W tym pliku nie ma dokumentu PDF ani JPG, tylko {_what_else(content)}. "
            "Zapisz dokument jako PDF i dodaj PDF."
        )
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in SUFFIXES[format]:
        raise ValidationError(
            f"Nazwa pliku kończy się na „{suffix[:10]}”, a w środku jest {format.label}. Sprawdź, czy to ten plik."
        )
    try:
        return CheckedDocument(format, sandbox.inspect(format, content))
    except Refused as refusal:
        raise ValidationError(_message_for(format, str(refusal))) from None


def _message_for(format, refusal):
    """Return the message for the text of a Refused: a Reason and perhaps the name of a part of the document."""
    reason, _space, part = refusal.partition(" ")
    sentence = SENTENCES.get((format, reason)) or SENTENCES.get((None, reason)) or SENTENCES[None, Reason.UNKNOWN]
    return sentence % {"format": format.label, "part": part if PART.fullmatch(part) else "nieznany element"}


def _format_of(content):
    if content.startswith(b"%PDF-"):
        return FileFormat.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileFormat.JPG
    return None


def _what_else(content):
    if content[4:12] in HEIC:
        return "zdjęcie HEIC z telefonu"
    if content[8:12] == b"WEBP":
        return "obraz WebP"
    return next((str(what) for start, what in OTHERS if content.lstrip().startswith(start)), "coś innego")
