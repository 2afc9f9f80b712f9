"""Reads workbooks (XLSX) that people upload: the rows of the first sheet that can be seen.

An XLSX is a zip of XML: how much it unpacks to is checked first, then it is read row by row.
"""

import io
import zipfile
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from reporting.exchange.source import MOST_RATIO, SMALL, UNREADABLE

MOST_BYTES = 400 * 1024**2  # unpacked
LAST_ROW = 1024**2  # of any sheet
FORMULA = object()  # the value of a cell with a formula


class UnreadableSheet(Exception):
    """The message is for the user, in Polish."""


def rows_of_workbook(content, *, computed=False):
    """Yield the rows of a workbook, lists of values: a text, a number, a date or datetime, a bool or None.

    `content`: its bytes. A formula is FORMULA, or what it gave last if `computed`. Raises UnreadableSheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MOST_BYTES or any(_is_bomb(entry) for entry in entries):
            raise UnreadableSheet("Plik rozpakowuje się do podejrzanie wielkich rozmiarów.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=computed, keep_links=False)
        sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
        if sheet is None:
            raise UnreadableSheet("W pliku nie ma żadnego widocznego arkusza.")
        sheet.reset_dimensions()  # programs write wrong ones
        for number, row in enumerate(sheet.iter_rows(), 1):
            if number > LAST_ROW:  # a few bytes can claim a row so far down that counting up to it takes hours
                raise UnreadableSheet(
                    "W arkuszu jest wiersz dalej, niż sięga jakikolwiek arkusz. Zapisz plik jeszcze raz."
                )
            yield [FORMULA if cell.data_type == "f" else cell.value for cell in row]
    except (*UNREADABLE, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableSheet(
            "Tego pliku nie da się odczytać: jest uszkodzony, niecały albo nie jest skoroszytem XLSX."
        ) from error


def _is_bomb(entry):
    return entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
