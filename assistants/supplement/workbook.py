"""The settlement of a year as a workbook."""

from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from cases.family_list.workbook import written

HEADS = ("Asystent", "Zatrudnia", "Etat", "Źródło", "Miesiąc", "Koszt (zł)", "Dodatek (zł)", "Limit dodatku (zł)")
WIDTHS = (28, 28, 8, 32, 12, 14, 14, 18)


def settlement_workbook(settled, year) -> bytes:
    """Return an .xlsx file with a row for each month of the SettledPosts, and their sum. After a row
    stands a remark where the supplement is more than its share of the cost."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(f"Dodatek {year}")
    sheet.freeze_panes = "B2"
    for column, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.append([written(sheet, head, Font(bold=True)) for head in HEADS])
    for line in settled:
        for each in line.months:
            remark = (f"dodatek ponad {each.share}% kosztu",) if each.is_over_share else ()
            post = line.post
            values = (
                str(post.assistant),
                post.assistant.employer or "ośrodek",
                post.fraction,
                str(post.funding),
                str(each.month),
                each.cost,
                each.supplement,
                each.cap,
                *remark,
            )
            sheet.append([written(sheet, value) for value in values])
    sums = (sum((line.cost for line in settled), Decimal()), sum((line.supplement for line in settled), Decimal()))
    sheet.append([written(sheet, value, Font(bold=True)) for value in ("Razem", "", "", "", "", *sums, "")])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
