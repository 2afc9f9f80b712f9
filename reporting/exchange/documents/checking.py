"""Documents of a register are checked like uploads: none comes in that a page would refuse."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError

from cases.documents import files
from cases.documents.checking import check_document
from cases.documents.scanning import scan
from cases.documents.services import clean_name
from familycare.lib.polish import file_size
from reporting.exchange.columns import WRONG
from reporting.exchange.documents import name_of
from reporting.exchange.source import FOLDER, UNREADABLE

SHA256 = re.compile(r"[0-9a-f]{64}")
# The parts of a JPG as the check writes it: no metadata, no comments, nothing behind the picture.
HEAD, SCAN, END = 0xE0, 0xDA, b"\xff\xd9"
TABLES = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD}


def documents(known, rows, report):
    """The file of each document is in the folder, is the one that the row describes, and is harmless."""
    for row in rows:
        if WRONG in (row.file_name, row.format, row.size, row.sha256):
            continue
        problem = _problem_of_row(row)
        if problem:
            report(row.line, *problem)
            continue
        try:
            content = _read(known.documents, row)
            checked = check_document(row.file_name, content)
            scan(content)
        except ValidationError as refusal:
            report(row.line, "sha256", " ".join(refusal.messages))
            continue
        if checked.format != row.format:
            report(row.line, "format", f"w pliku jest {checked.format.label}")
        elif known.keeps_documents:
            known.stored_documents[row.line] = _store(content if is_bare(content, checked) else checked.content)


def _problem_of_row(row):
    """Return (column, message) of what is wrong with the description of the file, or None."""
    if not SHA256.fullmatch(row.sha256):
        return "sha256", "skrót SHA-256 to 64 cyfry szesnastkowe, małymi literami"
    if clean_name(row.file_name) != row.file_name:
        return "file_name", "nazwa pliku ma w sobie folder albo znaki, których nie może mieć"
    if row.size > settings.ATTACHMENT_BYTES:
        return "size", f"plik jest większy niż {file_size(settings.ATTACHMENT_BYTES)}"
    return None


def _read(documents, row):
    """Return the content of the file that the row describes. Raise ValidationError if it is missing or another."""
    name = name_of(row.sha256, row.format)
    if name not in documents:
        raise ValidationError(f"w folderze {FOLDER} nie ma pliku „{name}”")
    try:
        with documents[name]() as file:
            content = file.read(row.size + 1)
    except UNREADABLE:
        raise ValidationError(f"pliku „{name}” nie da się odczytać") from None
    if len(content) != row.size:
        raise ValidationError(f"plik „{name}” ma inną wielkość niż {row.size} bajtów")
    if files.checksum(content) != row.sha256:
        raise ValidationError(f"plik „{name}” jest inny niż ten, który opisuje wiersz (skrót SHA-256)")
    return content


def _store(content):
    """Store the content and return the name of the file, its size and its SHA-256."""
    return files.write(content), len(content), files.checksum(content)


def is_bare(content, checked):
    """Return whether the content is as the check leaves documents, so that it may stay byte for byte."""
    return content == checked.content or _is_bare_jpg(content)


def _is_bare_jpg(content):
    """Return whether a JPG has nothing but the tables of its picture: each check would draw it anew."""
    if not content.startswith(b"\xff\xd8"):
        return False
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        part, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if part == SCAN:
            return content.find(END, place) == len(content) - len(END)
        if not (part in TABLES or (part == HEAD and length == 16)):
            return False
        place += 2 + length
    return False
