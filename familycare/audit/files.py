"""The log as a file for a spreadsheet."""

import csv
from io import BytesIO, StringIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from familycare.audit.models import Change
from familycare.audit.sentences import headline, sentences
from familycare.audit.tables import reading_in_words

MOST = 100_000  # entries in one file: more would not open in a spreadsheet
AT_A_TIME = 2000
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def heads():
    return [
        "Nr",
        "Kiedy",
        "Kto",
        "Rodzaj",
        "Co",
        "Rodzina",
        "Podstawa",
        "Adres IP",
        "Skrót",
    ]


def row(entry):
    """An entry as texts, without what would tell who the families are."""
    if isinstance(entry, Change):
        what, scope = " ".join([f"{headline(entry, in_full=False)}.", *sentences(entry, in_full=False)]), ""
    else:
        what, scope = reading_in_words(entry), entry.get_scope_display()
    return [
        str(entry.sequence),
        f"{timezone.localtime(entry.at):%d.%m.%Y %H:%M:%S}",
        entry.actor_words,
        str(entry.get_kind_display()),
        what,
        entry.family_number,
        str(scope),
        entry.address or "",
        entry.hash,
    ]


def as_file(entries, format) -> bytes:
    """The entries as a file of one of FORMATS."""
    rows = map(row, entries.iterator(chunk_size=AT_A_TIME))
    return _xlsx(rows) if format == "xlsx" else _csv(rows)


def _csv(rows):
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads())
    writer.writerows([_harmless(cell) for cell in cells] for cells in rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell):
    """A spreadsheet would take a text that begins so for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _xlsx(rows):
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Dziennik")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHI", (8, 20, 28, 22, 80, 14, 18, 16, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_text(sheet, head, Font(bold=True)) for head in heads()])
    for cells in rows:
        sheet.append([_text(sheet, cell) if cell.startswith("=") else cell for cell in cells])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _text(sheet, value, font=None):
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell
