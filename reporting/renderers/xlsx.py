"""The tables of a document as an .xlsx workbook: a sheet for each table, named by its key, with numeric cells."""

import re
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from reporting.documents.blocks import LEFT_OUT, Document
from reporting.documents.layout import period_range
from reporting.documents.units import has_two_decimals, unit_name
from reporting.figures.compute import ComputedTable
from reporting.figures.small_numbers import Concealed
from reporting.units import SplitBy

CONTENTS = "Spis tabel"
LONGEST_NAME = 31  # characters of a sheet name in Excel
LABEL_WIDTH, PART_WIDTH, UNIT_WIDTH, VALUE_WIDTH = 62, 28, 14, 16
HEAD_ROW = 3
PART_HEADS = {SplitBy.ASSISTANT: "Asystent", SplitBy.DISTRICT: "Rejon (dzielnica)"}
TWO_DECIMALS, AS_NEEDED, WHOLE = "#,##0.00", "#,##0.##", "#,##0"

TITLE = Font(name="Lato", size=14, bold=True)
BOLD = Font(name="Lato", size=11, bold=True)
PLAIN = Font(name="Lato", size=11)
LINK = Font(name="Lato", size=11, color="0B5257", underline="single")
HEAD_FILL = PatternFill("solid", fgColor="E3EDEE")
UNDERLINE = Border(bottom=Side("thin", color="0B5257"))
WRAP = Alignment(wrap_text=True, vertical="top")
RIGHT = Alignment(horizontal="right")
CENTRED = Alignment(horizontal="right", vertical="center", wrap_text=True)


def render(document: Document) -> bytes:
    """Return the .xlsx file. The first sheet lists the tables with links."""
    workbook = Workbook()
    workbook.properties.title = document.title
    workbook.properties.creator = document.centre
    workbook.properties.language = "pl"
    names = sheet_names(document.tables)
    _contents(workbook.active, document, names)
    for key, table in document.tables.items():
        _sheet(workbook.create_sheet(names[key]), table)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet_names(keys) -> dict[str, str]:
    """Return {key: sheet name}: keys shortened and cleaned as Excel demands, unique without regard to case."""
    names, taken = {}, {CONTENTS.lower()}
    for key in keys:
        base = re.sub(r"[\[\]:*?/\\']", "_", key)
        name, number = base[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            ending = f"~{number}"
            name = base[: LONGEST_NAME - len(ending)] + ending
        taken.add(name.lower())
        names[key] = name
    return names


def _contents(sheet, document, names):
    sheet.title = CONTENTS
    for row, (text, font) in enumerate(
        [
            (document.title, TITLE),
            (document.centre, PLAIN),
            (f"Okres: {period_range(document.periods)}", PLAIN),
        ],
        start=1,
    ):
        write_cell(sheet, row, 1, text, font)
    for column, head in enumerate(("Tabela", "Arkusz"), start=1):
        head_cell(sheet.cell(5, column, head))
    for row, (key, table) in enumerate(document.tables.items(), start=6):
        write_cell(sheet, row, 1, table.title, PLAIN, WRAP)
        link = write_cell(sheet, row, 2, names[key], LINK)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{names[key]}'!A1")
    if document.left_out:
        below = 7 + len(document.tables)
        write_cell(sheet, below, 1, f"{LEFT_OUT} {'; '.join(document.left_out)}.", PLAIN, WRAP)
    sheet.column_dimensions["A"].width = 80
    sheet.column_dimensions["B"].width = 36
    sheet.freeze_panes = "A6"


def _sheet(sheet, table: ComputedTable):
    write_cell(sheet, 1, 1, table.title, TITLE)
    texts = ("Wyszczególnienie", *((PART_HEADS[table.split_by],) if table.split_by else ()), "Jednostka")
    heads = (*texts, *(period.label for period in table.periods))
    for column, head in enumerate(heads, start=1):
        head_cell(sheet.cell(HEAD_ROW, column, head), right=column > len(texts))
    for number, row in enumerate(table.rows, start=HEAD_ROW + 1):
        font = BOLD if (row.is_whole if table.split_by else row.is_total) else PLAIN
        labels = (row.group_label, row.measure_label) if table.split_by else (row.label,)
        for column, label in enumerate(labels, start=1):
            write_cell(sheet, number, column, label, font, WRAP)
        write_cell(sheet, number, len(texts), unit_name(row.unit), font)
        for column, value in enumerate(row.values, start=len(texts) + 1):
            if isinstance(value, Concealed):
                write_cell(sheet, number, column, str(value), font, RIGHT)
                continue
            cell = write_cell(sheet, number, column, value, font)
            cell.number_format = number_format(value, row.unit)
    below = HEAD_ROW + len(table.rows) + 2
    notes = (
        ("Co policzono", table.note),
        (table.source_name, table.source),
        ("Okres", period_range(table.periods)),
    )
    for number, (name, text) in enumerate(notes, start=below):
        write_cell(sheet, number, 1, f"{name}: {text}", PLAIN, WRAP)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=len(heads))
        sheet.row_dimensions[number].height = 15 * (1 + len(str(text)) // 90)
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    for column in range(2, len(texts) + 1):
        is_part = column < len(texts)
        sheet.column_dimensions[get_column_letter(column)].width = PART_WIDTH if is_part else UNIT_WIDTH
    for column in range(len(texts) + 1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = VALUE_WIDTH
    set_up_page(sheet)


def set_up_page(sheet):
    """Keep the head of a sheet in sight, and print it on every A4 page, as wide as the page."""
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def write_cell(sheet, row, column, value, font, alignment=None):
    """Write a cell and return it. Text that looks like a formula stays text."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = font
    if alignment:
        cell.alignment = alignment
    return cell


def head_cell(cell, right=False):
    """Style the head of a column; of numbers to the right."""
    cell.font, cell.fill, cell.border = BOLD, HEAD_FILL, UNDERLINE
    cell.alignment = CENTRED if right else WRAP


def number_format(value, unit):
    """Return the number format of a value in `unit`."""
    if has_two_decimals(unit):
        return TWO_DECIMALS
    return WHOLE if value is None or isinstance(value, Concealed) or value == int(value) else AS_NEEDED
