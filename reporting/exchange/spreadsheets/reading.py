"""Reads a spreadsheet, a workbook (XLSX) or CSV: rows of cells as it holds them, with their numbers."""

import csv
import io
from dataclasses import dataclass

from reporting.workbooks import UnreadableSheet, rows_of_workbook

MOST_ROWS = 200_000
MOST_COLUMNS = 200
HEADER_WITHIN = 20  # rows; titles may stand above the header
SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Sheet:
    """`headings`: {place of a column: heading}; `rows`: (number of the row, cells) pairs without empty rows.

    A cell is a text, a number, a date or datetime, a bool, None or FORMULA.
    """

    headings: dict[int, str]
    rows: list[tuple[int, tuple]]


def read_sheet(content: bytes) -> Sheet:
    """Return the Sheet of an XLSX or CSV file. Raises UnreadableSheet."""
    rows = rows_of_workbook(content) if content[:2] == b"PK" else _csv_rows(content)
    filled = []
    for number, cells in enumerate(rows, 1):
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
