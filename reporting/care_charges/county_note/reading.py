"""A county's note as rows of cells: pasted from a spreadsheet, or a workbook (XLSX)."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from django.conf import settings
from django.core.exceptions import ValidationError

from familycare.lib.grids.pasting import pasted_rows
from familycare.lib.polish import counted, file_size, rounded
from reporting.care_charges.county_note.columns import guessed, problem_of
from reporting.workbooks import UnreadableSheet, rows_of_workbook

MOST_LINES = 1000
MOST_COLUMNS = 40
ABOVE_HEADINGS = 15  # lines of a title, a date, an address


def rows_of_text(text):
    """Return the rows of pasted cells, from the headings on. Raise ValidationError."""
    return _from_headings(pasted_rows(text))


def rows_of_file(file):
    """Return the rows of the first sheet of an uploaded workbook, from the headings on. Raise ValidationError."""
    if file.size > settings.NOTE_BYTES:
        raise ValidationError(f"Ten plik jest większy niż {file_size(settings.NOTE_BYTES)}. Wklej komórki z arkusza.")
    try:
        rows = ([_text_of(value) for value in row] for row in rows_of_workbook(file.read(), computed=True))
        # A row too many is enough to say that there are too many, and so is a column.
        filled = [row[: MOST_COLUMNS + 1] for row in islice(filter(any, rows), MOST_LINES + ABOVE_HEADINGS + 2)]
    except UnreadableSheet as error:
        raise ValidationError(f"{error} Możesz też wkleić komórki z arkusza.") from None
    return rows_of_text(as_text(filled))


def as_text(rows):
    """Return the rows as text that `rows_of_text` reads again."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _from_headings(rows):
    """Return the rows without those above the headings: the first row that names what is needed or, without one, the
    first with the most cells that are filled. A line may have more cells than there are headings.

    Each column gets a heading, so that no later row has more cells when the rows are read again.
    """
    first = rows[:ABOVE_HEADINGS]
    named = (place for place, row in enumerate(first) if not problem_of(guessed(row)))
    rows = rows[next(named, max(range(len(first)), key=lambda place: sum(map(bool, first[place])))) :]
    rows = [rows[0], *(row for row in rows[1:] if any(row))]
    if len(rows) < 2 or len([cell for cell in rows[0] if cell]) < 2:
        raise ValidationError("Nie ma tu tabeli. Skopiuj z arkusza nagłówki kolumn i wiersze pod nimi.")
    rows[0] = [cell or f"kolumna {place} (bez nazwy)" for place, cell in enumerate(rows[0], start=1)]
    if len(rows) > MOST_LINES + 1 or len(rows[0]) > MOST_COLUMNS:
        lines = counted(MOST_LINES, "wiersz", "wiersze", "wierszy")
        raise ValidationError(f"Nota może mieć najwyżej {lines} i {MOST_COLUMNS} kolumn. Podziel ją.")
    return rows


def _text_of(value):
    """Return a cell's value as people write it."""
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, float):  # computed in the workbook, for example 1376.1990000000001
        return str(rounded(Decimal(str(value)), 2))
    return "" if value is None else str(value).strip()
