"""The list of families as a workbook."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cases.overview import overview

WIDTHS = (32, 14, 24, 24, 20, 30, 8, 14, 14, 16, 18)
DAY = "dd.mm.yyyy"


def families_workbook(families, day) -> bytes:
    """The .xlsx file with a row for each of `families`, which come from `with_overview` of the same day."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Rodziny"))
    sheet.freeze_panes = "B2"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    heads = (
        _("Rodzina"),
        _("Numer"),
        _("Stan"),
        _("Struktura"),
        _("Dzielnica"),
        _("Asystent"),
        _("Dzieci"),
        _("Wsparcie od"),
        _("Wsparcie do"),
        _("Ostatni kontakt"),
        _("Ocena sytuacji do"),
    )
    sheet.append([written(sheet, head, Font(bold=True)) for head in heads])
    for family in families:
        sheet.append([written(sheet, value) for value in row(family, day)])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def row(family, day):
    """The values of a family, in order of the columns."""
    about = overview(family, day)
    return (
        family.name,
        family.number,
        str(about.state.label),
        family.get_structure_display(),
        family.district,
        ", ".join(map(str, about.assistants)),
        about.children,
        about.since,
        about.until,
        about.last_contact,
        about.assessment_due,
    )


def written(sheet, value, font=None):
    """A cell. Text that begins like a formula stays text; days are days."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    elif cell.is_date:
        cell.number_format = DAY
    if font:
        cell.font = font
    return cell
