"""The tables of a document that a centre defines as an .xlsx workbook: „Spis tabel” and a sheet for each table."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from familycare.lib.polish import HARD_SPACE
from reporting.documents.blocks import Document, flat
from reporting.documents.layout import layout, layout_of_own, period_range
from reporting.documents.units import unit_name
from reporting.figures.small_numbers import Concealed
from reporting.models import Unit
from reporting.renderers.xlsx import (
    BOLD,
    CONTENTS,
    HEAD_ROW,
    LABEL_WIDTH,
    LINK,
    PLAIN,
    TITLE,
    VALUE_WIDTH,
    WRAP,
    head_cell,
    number_format,
    set_up_page,
    write_cell,
)

WORDS_WIDTH = 44


def render(document: Document) -> bytes:
    """Return the .xlsx file. Sheets are named „Tabela 1”, „Wykres 1”; the first lists them with their titles."""
    workbook = Workbook()
    workbook.properties.title = document.title
    workbook.properties.creator = document.centre
    workbook.properties.language = "pl"
    sheets = [*_sheets(document)]
    _contents(workbook.active, document, sheets)
    for name, title, fill in sheets:
        sheet = workbook.create_sheet(name)
        write_cell(sheet, 1, 1, title, TITLE)
        fill(sheet)
        set_up_page(sheet)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _sheets(document):
    """Yield (name, title, function that fills the sheet) for each table and each chart with rows of its own."""
    for chapter in document.chapters:
        for block in flat(chapter.blocks):
            match block.kind:
                case "own_table":
                    yield f"Tabela {block.number}", _plain(block.title), _filler(_own, block)
                case "table":
                    yield f"Tabela {block.number}", _plain(block.table.title), _filler(_computed, block.table)
                case "matrix":
                    yield f"Tabela {block.number}", _plain(block.title), _filler(_words, block)
                case "own_chart":
                    yield f"Wykres {block.number}", _plain(block.data.title), _filler(_own, block.data)


def _filler(function, block):
    return lambda sheet: function(sheet, block)


def _contents(sheet, document, sheets):
    sheet.title = CONTENTS
    lines = [(document.title, TITLE), (document.centre, PLAIN), (f"Okres: {period_range(document.periods)}", PLAIN)]
    for row, (text, font) in enumerate(lines, start=1):
        write_cell(sheet, row, 1, _plain(text), font)
    head_cell(sheet.cell(5, 1, "Arkusz"))
    head_cell(sheet.cell(5, 2, "Tytuł"))
    for row, (name, title, _fill) in enumerate(sheets, start=6):
        link = write_cell(sheet, row, 1, name, LINK)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{name}'!A1")
        write_cell(sheet, row, 2, title, PLAIN, WRAP)
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 100
    sheet.freeze_panes = "A6"


def _own(sheet, table):
    grid = layout_of_own(table)
    formats = {id(cell): _own_format(cell) for row in table.rows for cell in row.cells}
    _heads(sheet, grid)
    for number, row in enumerate(table.rows, start=HEAD_ROW + 1):
        font = BOLD if row.is_total or not row.cells else PLAIN
        write_cell(sheet, number, 1, _plain(row.label), font, WRAP)
        for column, cell in enumerate(row.cells, start=2):
            write_cell(sheet, number, column, cell.value, font).number_format = formats[id(cell)]
    _notes(sheet, grid, len(table.rows), [table.note, *(f"Źródło: {source}" for source in table.sources)])


def _own_format(cell):
    if cell.places is None or isinstance(cell.value, Concealed):
        return number_format(cell.value, cell.unit)
    return f'0.{"0" * cell.places}"%"' if cell.places else '0"%"'


def _computed(sheet, table):
    grid = layout(table)
    units = {row.key: row.unit for row in table.rows}
    _heads(sheet, grid)
    lines = [line for body in grid.bodies for line in body]
    for number, line in enumerate(lines, start=HEAD_ROW + 1):
        font = BOLD if line.role in ("total", "group") else PLAIN
        write_cell(sheet, number, 1, _plain(line.label), font, WRAP)
        for column, cell in enumerate(line.cells, start=2):
            unit = units.get(cell.row, Unit.COUNT)
            write_cell(sheet, number, column, cell.value, font).number_format = number_format(cell.value, unit)
    unit = "" if table.unit == Unit.COUNT else f"Jednostka: {unit_name(table.unit)}."
    _notes(sheet, grid, len(lines), [f"Co policzono: {table.note}", f"{table.source_name}: {table.source}", unit])


def _heads(sheet, grid):
    for column, head in enumerate((grid.label_head, *grid.heads), start=1):
        head_cell(sheet.cell(HEAD_ROW, column, _plain(head)), right=column > 1)
    sheet.column_dimensions["A"].width = LABEL_WIDTH
    for column in range(2, grid.width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = VALUE_WIDTH


def _notes(sheet, grid, lines, texts):
    for number, text in enumerate(filter(None, texts), start=HEAD_ROW + lines + 2):
        write_cell(sheet, number, 1, _plain(text), PLAIN, WRAP)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=grid.width)
        sheet.row_dimensions[number].height = 15 * (1 + len(text) // 90)


def _words(sheet, matrix):
    for column, head in enumerate(matrix.columns, start=1):
        head_cell(sheet.cell(HEAD_ROW, column, _plain(head)))
        sheet.column_dimensions[get_column_letter(column)].width = WORDS_WIDTH
    for number, row in enumerate(matrix.rows, start=HEAD_ROW + 1):
        for column, text in enumerate(row, start=1):
            write_cell(sheet, number, column, _plain(text), BOLD if column == 1 else PLAIN, WRAP)


def _plain(text):
    return text.replace(HARD_SPACE, " ")
