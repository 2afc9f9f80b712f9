"""A PESEL that a spreadsheet took for a number: it loses the zeros in front, or becomes 1,52E+10."""

import re
from datetime import date

from stdnum.pl import pesel as pesel_number

from reporting.exchange.spreadsheets.cells import BadCell, plain_text

LENGTH = 11


def read_pesel(value, birth_date, sex):
    """Return (cell, remark) of a PESEL. `birth_date` (RRRR-MM-DD) and `sex` are the cells of the same row, or "".

    Zeros in front come back only if the number is valid then and agrees with the birth date, and with the sex if that
    is known; the remark says so. Otherwise the cell is a BadCell, or as it was.
    """
    text = re.sub(r"[\s-]", "", plain_text(value))
    if re.fullmatch(r"\d+[.,]\d+[eE]\+?\d+", text):
        problem = f"arkusz zapisał PESEL jako {text} i zgubił cyfry; wpisz go jeszcze raz, jako tekst"
        return BadCell(text, problem), ""
    if not re.fullmatch(r"\d{1,10}", text) or len(text) < LENGTH - 2:
        return text, ""
    whole = text.zfill(LENGTH)
    if _agrees(whole, birth_date, sex):
        return whole, "arkusz zgubił zera na początku PESEL; dopisano je, bo numer zgadza się wtedy z datą urodzenia"
    return BadCell(text, f"PESEL ma {len(text)} cyfr; arkusz mógł zgubić zera na początku, wpisz go jeszcze raz"), ""


def _agrees(whole, birth_date, sex):
    if not pesel_number.is_valid(whole) or not re.fullmatch(r"\d{4}-\d\d-\d\d", birth_date):
        return False
    is_born_then = pesel_number.get_birth_date(whole) == date.fromisoformat(birth_date)
    return is_born_then and sex in ("", pesel_number.get_gender(whole))
