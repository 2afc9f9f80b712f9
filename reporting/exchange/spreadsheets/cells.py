"""Cells as people write them, turned into the strict spelling of a register.

A cell that cannot be turned is a BadCell: the register refuses it with the message of the cell (`rows.RegisterTable`).
"""

import re
from datetime import date, datetime, time
from decimal import Decimal

from familycare.lib.ordering import fold
from familycare.lib.texts import stored_text
from reporting.exchange.columns import (
    AmountColumn,
    CodeColumn,
    DayColumn,
    FlagColumn,
    IntegerColumn,
    MonthColumn,
    PeriodColumn,
    TermColumn,
)
from reporting.workbooks import FORMULA

YES, NO = {"tak", "t", "1", "x", "prawda", "true", "yes"}, {"nie", "n", "0", "falsz", "false", "no"}
MONTHS = "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien".split()
LISTED = 12  # labels named in a message


class BadCell(str):
    """The text of a cell that cannot be read, with the `problem` in Polish."""

    def __new__(cls, text, problem):
        cell = super().__new__(cls, text)
        cell.problem = problem
        return cell


def strict_cell(column, value, labels):
    """Return the cell of a strict register for a `value` of a Sheet.

    `labels`: {folded label or code: code} for a column with codes, else None.
    """
    if value is None:
        return ""
    if value is FORMULA:
        return BadCell("", "w komórce jest formuła; wklej w to miejsce samą wartość")
    if isinstance(value, str):
        value = stored_text(value)
        if not value:
            return ""
    if labels is not None:
        return _code(value, labels)
    for kind, turn in TURNS:
        if isinstance(column, kind):
            return turn(value)
    return plain_text(value)


def plain_text(value):
    """Return a value as a text: whole numbers without decimals, days as in Poland."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d.%m.%Y}"
    return str(value)


def _day(value):
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = plain_text(value)
    found = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: ?r\.?)?(?: 0?0:00(?::00)?)?", text)
    if found:
        day, month, year = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[ T]00:00(?::00)?)?", text):
        year, month, day = map(int, found.groups())
    else:
        return BadCell(text, f"„{text}” to nie data; wpisz ją na przykład tak: 31.05.2024")
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return BadCell(text, f"daty {text} nie ma w kalendarzu")


def _month(value):
    if isinstance(value, date):
        if value.day == 1:
            return f"{value:%Y-%m}"
        return BadCell(value, f"{plain_text(value)} to dzień, a ma być miesiąc, na przykład 05.2024")
    text = plain_text(value)
    if found := re.fullmatch(r"(?:0?1[./-])?(\d{1,2})[./-](\d{4})", text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := re.fullmatch(r"(\d{4})[./-](\d{1,2})", text):
        return f"{found[1]}-{int(found[2]):02}"
    words = fold(text).split()
    if len(words) >= 2 and words[0] in MONTHS and re.fullmatch(r"\d{4}", words[1]):
        return f"{words[1]}-{MONTHS.index(words[0]) + 1:02}"
    return BadCell(text, f"„{text}” to nie miesiąc; wpisz go na przykład tak: 05.2024")


def _amount(value):
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(str(value)):f}"
    text = re.sub(r"(?i)\s*(zł|pln|godz\.?|h)$", "", plain_text(value))
    digits = re.sub(r"\s", "", text)
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".")
    if re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return digits
    return BadCell(value, f"„{plain_text(value)}” to nie liczba; wpisz ją na przykład tak: 1 234,50")


def _whole(value):
    amount = _amount(value)
    return re.sub(r"\.0+$", "", amount) if not isinstance(amount, BadCell) else amount


def _flag(value):
    text = fold(plain_text(value))
    if text in YES or text in NO:
        return "1" if text in YES else "0"
    return BadCell(value, f"„{plain_text(value)}” to nie odpowiedź; wpisz „tak” albo „nie”")


def _code(value, labels):
    text = plain_text(value)
    code = labels.get(fold(text))
    if code is not None:
        return code
    known = list(dict.fromkeys(label for label in labels.shown))
    said = "; ".join(known[:LISTED]) + ("; …" if len(known) > LISTED else "")
    return BadCell(text, f"nie ma wartości „{text}”; możliwe: {said}")


TURNS = (
    (MonthColumn, _month),
    (DayColumn, _day),
    (AmountColumn, _amount),
    (IntegerColumn, _whole),
    (FlagColumn, _flag),
    (PeriodColumn, plain_text),
)


class Labels(dict):
    """{folded label or code: code}; `shown`: the labels for people. A label that two codes share is left out."""

    def __init__(self, pairs):
        pairs = [(code, str(label)) for code, label in pairs if code]
        super().__init__()
        self.shown = [label for _code, label in pairs]
        times = [fold(label) for label in self.shown]
        for code, label in pairs:
            if times.count(fold(label)) == 1:
                self[fold(label)] = code
        self.update({fold(code): code for code, _label in pairs})


def labels_of(column):
    """Return the Labels of a column with codes, or None."""
    if isinstance(column, TermColumn):
        entries = column.field.related_model.objects
        labels = Labels(entries.kept().values_list("code", "label"))
        # What was merged is read as what stands for it now, but not offered.
        for code, label, target in entries.exclude(merged_into=None).values_list("code", "label", "merged_into"):
            labels.setdefault(fold(code), target)
            labels.setdefault(fold(label), target)
        return labels
    if isinstance(column, CodeColumn):
        return Labels(column.field.flatchoices)
    return None
