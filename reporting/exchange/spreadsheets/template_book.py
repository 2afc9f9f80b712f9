"""The template of a spreadsheet: Polish headings with a comment each, lists of allowed values, no rows."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from reporting.exchange.columns import (
    AmountColumn,
    DayColumn,
    FlagColumn,
    IntegerColumn,
    MonthColumn,
    NumberColumn,
    PeriodColumn,
    ReferenceColumn,
)
from reporting.exchange.spreadsheets.cells import labels_of
from reporting.exchange.spreadsheets.headings import SHEET_FILES, headings_of, title_of

LAST_ROW = 5000  # the lists of allowed values reach so far
LISTS = "Listy"
FORMATS = (
    (MonthColumn, "Miesiąc, na przykład 05.2024.", "@"),
    (DayColumn, "Data, na przykład 31.05.2024.", "dd.mm.yyyy"),
    (AmountColumn, "Liczba, na przykład 1 234,50.", "#,##0.00"),
    (IntegerColumn, "Liczba całkowita.", "0"),
    (FlagColumn, "„tak” albo „nie”.", "@"),
    (PeriodColumn, "Okres, na przykład 2024, 2024-H1 albo 2024-01-01/2024-05-31.", "@"),
)


def template_book(name) -> bytes:
    """Return the XLSX template of a file in SHEET_FILES. Its headings are known to `headings.match_headings`."""
    file = SHEET_FILES[name]
    book = Workbook()
    sheet, lists = book.active, book.create_sheet(LISTS)
    sheet.title, sheet.freeze_panes, lists.sheet_state = title_of(file)[:31], "A2", "hidden"
    headings = headings_of(file)
    for place, column in enumerate(file.columns, 1):
        letter = get_column_letter(place)
        cell = sheet.cell(1, place, headings[column.name])
        cell.font = Font(bold=True)
        cell.comment = Comment(_comment(file, column), "familycare", width=320, height=160)
        sheet.column_dimensions[letter].width = max(14, len(headings[column.name]) + 4)
        sheet.column_dimensions[letter].number_format = _format(column)
        if values := _allowed(column):
            for row, value in enumerate(values, 1):
                lists.cell(row, place, value)
            rule = DataValidation(
                "list",
                formula1=f"{quote_sheetname(LISTS)}!${letter}$1:${letter}${len(values)}",
                allow_blank=True,
                showErrorMessage=True,
                errorTitle="Nie ma takiej wartości",
                error="Wybierz wartość z listy.",
            )
            rule.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(rule)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _allowed(column):
    if isinstance(column, FlagColumn):
        return ["tak", "nie"]
    labels = labels_of(column)
    return labels.shown if labels else []


def _comment(file, column):
    """Return what a column is, how it is written and whether it must be there."""
    help_text = str(column.field.help_text).rstrip(".")
    said = [f"{help_text}."] if help_text and not isinstance(column, MonthColumn) else []
    if isinstance(column, NumberColumn):
        said.append("Numer zapisu w systemie. Nowy zapis dostaje numer, którego jeszcze nie ma.")
    elif isinstance(column, ReferenceColumn):
        said.append(f"Numer zapisu z tabeli „{title_of(_file_of(column))}”.")
    elif labels_of(column):
        said.append("Wartość z listy.")
    said += [words for kind, words, _format in FORMATS if isinstance(column, kind)][:1]
    if column.name in file.key:
        said.append("Po tym rozpoznaje się, którego zapisu dotyczy wiersz.")
    said.append("Wymagane w nowym zapisie." if column.required else "Może zostać puste.")
    return "\n".join(each[:1].upper() + each[1:] for each in said)


def _file_of(column):
    return next(file for file in SHEET_FILES.values() if file.model is column.field.related_model)


def _format(column):
    return next((name for kind, _words, name in FORMATS if isinstance(column, kind)), "@")
