"""Reads a spreadsheet: rows of cells as the spreadsheet holds them, with their numbers.

An XLSX is a zip of XML: how much it unpacks to is checked first, then it is read row by row.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reporting.exchange.source import MOST_RATIO, SMALL, UNREADABLE

MOST_BYTES = 400 * 1024**2  # unpacked
MOST_ROWS = 200_000
LAST_ROW = 1024**2  # of any sheet
MOST_COLUMNS = 200
HEADER_WITHIN = 20  # rows; titles may stand above the header
SEPARATORS = ";,\t"
FORMULA = object()  # the value of a cell with a formula


class UnreadableSheet(Exception):
    """The message is for the user, in Polish."""


@dataclass(frozen=True)
class Sheet:
    """`headings`: {place of a column: heading}; `rows`: (number of the row, cells) pairs without empty rows.

    A cell is a text, a number, a date or datetime, a bool, None or FORMULA.
    """

    headings: dict[int, str]
    rows: list[tuple[int, tuple]]


def read_sheet(content: bytes) -> Sheet:
    """Return the Sheet of an XLSX or CSV file. Raises UnreadableSheet."""
    rows = _xlsx_rows(content) if content[:2] == b"PK" else _csv_rows(content)
    filled = []
    for number, cells in enumerate(rows, 1):
        if number > LAST_ROW:  # a few bytes can claim a row so far down that counting up to it takes hours
            raise UnreadableSheet("W arkuszu jest wiersz dalej, niż sięga jakikolwiek arkusz. Zapisz plik jeszcze raz.")
        if any(not _is_empty(cell) for cell in cells):
            if sum(not _is_empty(cell) for cell in cells) > MOST_COLUMNS:
                raise UnreadableSheet(
                    f"Arkusz ma ponad {MOST_COLUMNS} kolumn. Zostaw tylko te, które mają być wczytane."
                )
            filled.append((number, tuple(cells)))
        if len(filled) > MOST_ROWS:
            raise UnreadableSheet(f"Arkusz ma ponad {MOST_ROWS} wierszy. Podziel go na mniejsze.")
    return _with_headings(filled)


def _with_headings(filled):
    """The header is the first row with several texts; a title above it is passed over."""
    for place, (_number, cells) in enumerate(filled[:HEADER_WITHIN]):
        headings = {at: str(cell).strip() for at, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()}
        if len(headings) > 1:
            return Sheet(headings, filled[place + 1 :])
    raise UnreadableSheet("W arkuszu nie ma nagłówków. Pierwszy wiersz ma zawierać nazwy kolumn, co najmniej dwie.")


def _is_empty(cell):
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _xlsx_rows(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
        sizes = sum(entry.file_size for entry in entries)
        if sizes > MOST_BYTES or any(_is_bomb(entry) for entry in entries):
            raise UnreadableSheet("Plik rozpakowuje się do podejrzanie wielkich rozmiarów.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
        if sheet is None:
            raise UnreadableSheet("W pliku nie ma żadnego widocznego arkusza.")
        sheet.reset_dimensions()  # programs write wrong ones
        for row in sheet.iter_rows():
            yield [FORMULA if cell.data_type == "f" else cell.value for cell in row]
    except (*UNREADABLE, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableSheet(
            "Tego pliku nie da się odczytać: jest uszkodzony, niecały albo nie jest skoroszytem XLSX."
        ) from error


def _is_bomb(entry):
    return entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)


def _csv_rows(content):
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableSheet("To nie jest plik XLSX ani CSV.")
    head = next((line for line in text.splitlines() if line.strip(SEPARATORS + " \t")), "")
    separator = max(SEPARATORS, key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        message = "Pliku CSV nie da się odczytać do końca: gdzieś jest cudzysłów bez pary. Zapisz go jako XLSX."
        raise UnreadableSheet(message) from None


def _decoded(content):
    """Excel writes UTF-8 with a mark, UTF-16 or the encoding of Polish Windows."""
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1250"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSheet("To nie jest plik XLSX ani CSV, albo zapisano go w nieznanym kodowaniu. Zapisz go jako XLSX.")
