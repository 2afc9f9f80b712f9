"""Texts of a document with their live figures resolved."""

import re
import unicodedata

from familycare.lib.polish import HARD_SPACE, duration, hard_spaces, money, number, percent
from reporting.documents.blocks import Run
from reporting.documents.council_report.outside import NOUNS as NOUN_OF_UNIT
from reporting.documents.definitions.live_figures import Expression, WrongExpression, split
from reporting.documents.units import NO_DATA, value_text
from reporting.figures.small_numbers import Concealed
from reporting.models import Unit

_ENDS_WITH_SHORT_WORD = re.compile(r"(?:^|(?<=\s))([AIOUWZaiouwz]|nr|ok\.|o) $")
# Word leaves vertical tabs for line breaks, and characters that neither XML nor a page may have.
_NO_TEXT = dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF)) | {11: "\n", 12: "\n", 13: None}


CONCEALED = Run(f"[{Concealed.OTHER}]")  # whatever noun would follow


class CannotCompute(ArithmeticError):
    """A live figure cannot be computed; the message is for the user, in Polish."""


def runs(text, values, periods_by_text, last_period) -> tuple[Run, ...]:
    """Return the text as Runs. Raises WrongExpression and CannotCompute.

    `periods_by_text(text)` returns the Period of a text, `last_period` is that of figures without one.
    """
    found = []
    for piece in split(clean(text)):
        if isinstance(piece, WrongExpression):
            raise piece
        if isinstance(piece, Expression):
            found.append(
                _live(piece, values, lambda term: periods_by_text(term.period) if term.period else last_period)
            )
        else:
            if found and found[-1].text.endswith(".") and piece.startswith("."):
                piece = piece[1:]  # an abbreviation ends the sentence: „b.d.”, „18 godz.”
            said = hard_spaces(piece.replace(" – ", f"{HARD_SPACE}– "))
            found.append(Run(_ENDS_WITH_SHORT_WORD.sub(rf"\1{HARD_SPACE}", said)))
    return tuple(found)


def paragraphs(text):
    """Return the paragraphs of a text: parts between empty lines; a line break inside of one is a space."""
    parts = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [" ".join(part.split("\n")).strip() for part in parts if part.strip()]


def clean(text):
    """Return the text without characters that pages and files may not have; composed, as fonts expect letters."""
    return unicodedata.normalize("NFC", text).translate(_NO_TEXT)


def plain(pieces):
    """Return Runs as one text."""
    return "".join(run.text for run in pieces)


def _live(expression, values, period_of):
    """Return the Run of a live figure."""
    first = values.at(expression.first.figure, period_of(expression.first))
    unit = values.unit([expression.first.figure])
    if isinstance(first, Concealed):
        return CONCEALED
    if not expression.operator:
        known, period = values.known[expression.first.figure], period_of(expression.first)
        return Run(_with_noun(first, unit, expression), (known.table, known.row, period))
    second = values.at(expression.second.figure, period_of(expression.second))
    if isinstance(second, Concealed):
        return CONCEALED
    if first is None or second is None:
        return Run(NO_DATA)
    if expression.operator == "%":
        share = percent(first, second, places=2)
        if share is None:
            raise CannotCompute(f"nie da się policzyć „{expression.text}”, bo podstawa wynosi 0.")
        return Run(share)
    if expression.is_change:
        return Run(_change(first - second, unit))
    return Run(_with_noun(first - second, unit, expression))


def _with_noun(value, unit, expression):
    if value is None:
        return NO_DATA
    if expression.noun:
        return expression.noun.with_number(value, expression.case)
    return told(value, unit)


def told(value, unit):
    """Return a value as it stands in a sentence: „1 234,50 zł”, „18 godz. 35 min”, „6,06%”, „74”."""
    if value is None:
        return NO_DATA
    if unit == Unit.PLN:
        return money(value)
    if unit == Unit.HOURS:
        return duration(value * 60)
    text = value_text(value, unit)
    return f"{text}%" if unit == Unit.PERCENT else text


def _change(difference, unit):
    if not difference:
        return "tyle samo"
    size = abs(difference)
    if unit in (Unit.PLN, Unit.PERCENT):
        amount = told(size, unit)
    else:
        amount = NOUN_OF_UNIT[unit].object(size) if unit in NOUN_OF_UNIT else number(size)
    return f"o{HARD_SPACE}{amount} {'więcej' if difference > 0 else 'mniej'}"
