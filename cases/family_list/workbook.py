"""The workbook with the list of families."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cases.choices import Structure
from cases.overview import overviews
from cases.states import FamilyState

WIDTHS = (32, 14, 24, 24, 20, 30, 8, 14, 14, 16, 18)
DAY = "dd.mm.yyyy"
LAST_CONTACT = 9  # the index of its column


def families_workbook(families, day, with_contacts=True) -> bytes:
    """Return an .xlsx file with a row for each of the families (a queryset), as of `day`.

    `with_contacts=False` leaves out the last contact, for users who may not read the diary.
    """

    def shown(values):
        return [value for place, value in enumerate(values) if with_contacts or place != LAST_CONTACT]

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Rodziny")
    sheet.freeze_panes = "B2"
    for column, width in enumerate(shown(WIDTHS), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    heads = (
        "Rodzina",
        "Numer",
        "Stan",
        "Struktura",
        "Dzielnica",
        "Asystent",
        "Dzieci",
        "Wsparcie od",
        "Wsparcie do",
        "Ostatni kontakt",
        "Ocena sytuacji do",
    )
    sheet.append([written(sheet, head, Font(bold=True)) for head in shown(heads)])
    labels = dict((*FamilyState.choices, *Structure.choices, ("", "")))
    for family, about in overviews(list(families), day):
        sheet.append([written(sheet, value) for value in shown(row(family, about, labels))])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def row(family, about, labels):
    """Return the values of a family with its Overview, in order of the columns; `labels` is {code: label}."""
    return (
        family.name,
        family.number,
        labels[about.state],
        labels[family.structure],
        family.district,
        ", ".join(map(str, about.assistants)),
        about.children,
        about.since,
        about.until,
        about.last_contact,
        about.assessment_due,
    )


def written(sheet, value, font=None):
    """Return the cell for a value: dates get a format, and text that begins like a formula stays text."""
    is_day, is_formula = isinstance(value, date), isinstance(value, str) and value.startswith("=")
    if not (is_day or is_formula or font):
        return value
    cell = WriteOnlyCell(sheet, value)
    if is_day:
        cell.number_format = DAY
    if is_formula:
        cell.data_type = "s"
    if font:
        cell.font = font
    return cell
