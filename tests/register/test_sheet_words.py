"""A spreadsheet that says in words of people what the register says: the template of each file, filled in."""

import csv
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from familycare.lib.ordering import fold
from reporting.exchange import import_register
from reporting.exchange.columns import AmountColumn, DayColumn, FlagColumn, IntegerColumn, MonthColumn
from reporting.exchange.spreadsheets.cells import labels_of
from reporting.exchange.spreadsheets.headings import SHEET_FILES, match_headings
from reporting.exchange.spreadsheets.prepared import sheet_source
from reporting.exchange.spreadsheets.reading import read_sheet
from reporting.exchange.spreadsheets.template_book import template_book
from reporting.exchange.updating import update_register

pytestmark = pytest.mark.django_db

IN_WORDS = (
    (FlagColumn, lambda cell: "tak" if cell == "1" else "nie"),
    (MonthColumn, lambda cell: f"{cell[5:]}.{cell[:4]}"),
    (DayColumn, date.fromisoformat),
    (AmountColumn, float),
    (IntegerColumn, int),
)


def in_words(column, cell):
    """The cell of a register as people have it in a spreadsheet."""
    if labels := labels_of(column):
        return next((label for label in labels.shown if labels.get(fold(label)) == cell), None)
    turn = next((turn for kind, turn in IN_WORDS if isinstance(column, kind)), str)
    return turn(cell) if cell else None


@pytest.mark.every_kind
@pytest.mark.parametrize("name", SHEET_FILES)
def test_it_changes_nothing(register, name):
    import_register(register.folder)
    file, book = SHEET_FILES[name], load_workbook(BytesIO(template_book(name)))
    with register.path(name).open(encoding="utf-8", newline="") as stream:
        _header, *rows = csv.reader(stream)
    for row in rows:
        book.worksheets[0].append([in_words(column, cell) for column, cell in zip(file.columns, row, strict=True)])
    content = BytesIO()
    book.save(content)
    sheet = read_sheet(content.getvalue())
    summary = update_register(sheet_source(file, sheet, match_headings(file, sheet.headings)), dry_run=True)
    (said,) = summary.preview.files
    assert (said.new, said.changed, said.unchanged) == (0, 0, len(rows))
