"""What is taken into a family's file: documents as PDF, JPG or DOCX, told by what is in the file. What a browser or a
name says of it is never believed. Whatever could do more than be read is refused: scripts, macros, files in files.
"""

import logging
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from cases.vocabulary import FileFormat

MOST_PIXELS = 64_000_000  # an A4 page of 600 dots to an inch has 35 million
JPG_QUALITY = 90
MOST_PARTS = 2000  # of a DOCX
MOST_UNPACKED = 100 * 1024 * 1024
SUFFIXES = {
    FileFormat.PDF: {".pdf"},
    FileFormat.JPG: {".jpg", ".jpeg", ".jpe", ".jfif"},
    FileFormat.DOCX: {".docx"},
}
DOCX_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
ACTIVE_PARTS = ("vbaproject", "/activex/", "/embeddings/")
# How other files begin, for telling what it is that somebody has chosen.
OTHERS = (
    (b"\x89PNG", gettext_lazy("obraz PNG")),
    (b"GIF8", gettext_lazy("obraz GIF")),
    (b"BM", gettext_lazy("obraz BMP")),
    (b"II*\0", gettext_lazy("obraz TIFF")),
    (b"MM\0*", gettext_lazy("obraz TIFF")),
    (b"MZ", gettext_lazy("program")),
    (b"\x7fELF", gettext_lazy("program")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("dokument dawnego Worda (DOC) albo chroniony hasłem")),
    (b"{\\rtf", gettext_lazy("dokument RTF")),
    (b"PK", gettext_lazy("archiwum ZIP albo dokument innego programu")),
    (b"<", gettext_lazy("strona WWW albo plik XML")),
)
HEIC = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc")
# What a PDF does beyond being read, and what it carries: names of its dictionaries (ISO 32000-2).
ACTIVE_KEYS = {"/JS", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData"}
DEEPEST = 100

logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # what is odd about somebody's file is not for the log


@dataclass(frozen=True)
class Checked:
    """A document that may be kept: its format, and its contents as they are to be kept."""

    format: FileFormat
    content: bytes


def checked(name, content):
    """The document `content` (bytes), that somebody calls `name`, as a Checked. Raises ValidationError with what is
    wrong and what would be taken."""
    format = _format_of(content)
    if format is None:
        raise ValidationError(
            _("W tym pliku nie ma dokumentu PDF, JPG ani DOCX, tylko %(what)s. Zapisz dokument jako PDF i wybierz go.")
            % {"what": _what_else(content)}
        )
    suffix = PurePath(name).suffix.lower()
    if suffix and suffix not in SUFFIXES[format]:
        raise ValidationError(
            _("Nazwa pliku kończy się na „%(suffix)s”, a w środku jest %(format)s. Sprawdź, czy to ten plik.")
            % {"suffix": suffix[:10], "format": format.label}
        )
    try:
        return Checked(format, CHECKS[format](content))
    except ValidationError:
        raise
    except Exception:  # libraries that read what strangers wrote fail in many ways, which all mean the same
        raise ValidationError(
            _("Ten %(format)s jest uszkodzony i nie da się go otworzyć. Zapisz go od nowa.") % {"format": format.label}
        ) from None


def _format_of(content):
    if content.startswith(b"%PDF-"):
        return FileFormat.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return FileFormat.JPG
    if content.startswith(b"PK\x03\x04") and b"word/document.xml" in content:
        return FileFormat.DOCX
    return None


def _what_else(content):
    if content[4:12] in HEIC:
        return _("zdjęcie HEIC z telefonu")
    if content[8:12] == b"WEBP":
        return _("obraz WebP")
    return next((str(what) for start, what in OTHERS if content.lstrip().startswith(start)), _("coś innego"))


def _pdf(content):
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages, is_active = len(pdf.pages), any(map(_is_active, pdf.objects))
    except pikepdf.PasswordError:
        raise ValidationError(_("Ten PDF otwiera się hasłem. Zapisz go bez hasła i wybierz jeszcze raz.")) from None
    if not pages:
        raise ValidationError(_("Ten PDF nie ma żadnej strony. Zapisz go od nowa."))
    if is_active:
        raise ValidationError(
            _(
                "Ten PDF zawiera skrypt, polecenie albo inny plik w środku. "
                "Wydrukuj go do nowego pliku PDF i wybierz tamten."
            )
        )
    return content


def _is_active(thing, depth=0):
    """Whether an object of a PDF, or one that stands inside of it, runs something or carries a file."""
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        if ACTIVE_KEYS & set(thing.keys()) or str(thing.get("/S", "")) in ACTIVE_ACTIONS:
            return True
        inside = [thing[key] for key in thing.keys()]  # noqa: SIM118 - it is no dict
    elif isinstance(thing, pikepdf.Array):
        inside = list(thing)
    else:
        return False
    # What stands elsewhere is among the objects of its own.
    direct = (each for each in inside if isinstance(each, pikepdf.Object) and not each.is_indirect)
    return depth >= DEEPEST or any(_is_active(each, depth + 1) for each in direct)


def _jpg(content):
    """The picture drawn anew, without what a camera writes beside it: the place, the time, the owner."""
    too_big = _("Ten obraz jest za duży. Zeskanuj dokument w mniejszej rozdzielczości.")
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(too_big)
            upright = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(too_big) from None
    upright.info.clear()
    drawn = BytesIO()
    upright.save(drawn, "JPEG", quality=JPG_QUALITY, optimize=True)
    return drawn.getvalue()


def _docx(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise ValidationError(_("Ten DOCX jest po rozpakowaniu za duży. Zapisz go jako PDF i wybierz PDF."))
        if packed.testzip() is not None:
            raise zipfile.BadZipFile
        names = {part.filename.lower() for part in parts}
        types = packed.read("[Content_Types].xml")
    if any(active in name for name in names for active in ACTIVE_PARTS) or b"macroEnabled" in types:
        raise ValidationError(
            _("Ten DOCX zawiera makra albo inne pliki w środku. Zapisz go jako PDF i wybierz tamten plik.")
        )
    if "word/document.xml" not in names or DOCX_DOCUMENT not in types:
        raise ValidationError(_("To nie jest dokument Worda, choć tak wygląda. Zapisz go jako PDF i wybierz PDF."))
    return content


CHECKS = {FileFormat.PDF: _pdf, FileFormat.JPG: _jpg, FileFormat.DOCX: _docx}
