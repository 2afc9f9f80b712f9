"""Live figures in text: `{{support.families@Y-1|rodzina:instrumental}}`.

    {{figure}}                           the figure in the last of the document's periods
    {{figure@period}}                    in a period
    {{figure@period|noun}}, …|noun:case  with a noun that agrees: „74 rodziny”, „74 rodzinami”
    {{figure%figure}}                    the share of the second: „33,33%”
    {{figure@period-figure@period}}      the difference; with |change „o 14 rodzin mniej”

A second figure without a period is of the same period as the first.
"""

import re
from dataclasses import dataclass

from reporting.documents.definitions.relative_periods import PERIOD, check_period
from reporting.documents.definitions.words import CASES, NOUNS, find_noun
from reporting.periods import PeriodError

FIGURE = r"[^\s@%|{}.]+(?:\.[^\s@%|{}.]+)+"


def _term(number):
    return rf"(?P<figure{number}>{FIGURE})(?:@(?P<period{number}>{PERIOD}))?"


# A minus is one after a period or between spaces: keys of outside figures may have hyphens.
_EXPRESSION = re.compile(
    rf"{_term(1)}(?:\s*(?P<operator>%|(?<!\s)-|-(?=\s))\s*{_term(2)})?(?:\s*\|\s*(?P<filter>[^|{{}}]+?))?\s*"
)
CHANGE = "change"


class WrongExpression(ValueError):
    """The text between the braces cannot be understood; the message is for the user, in Polish."""


@dataclass(frozen=True)
class NamedFigure:
    """A figure (`<table>.<row>`) and the text of its period, or "" for the last of the document's periods."""

    figure: str
    period: str = ""


@dataclass(frozen=True)
class Expression:
    """`operator`: "" (only `first`), "%" or "-". `noun`: a key of NOUNS or ""; `case`: one of CASES."""

    text: str
    first: NamedFigure
    operator: str = ""
    second: NamedFigure | None = None
    noun: str = ""
    case: str = CASES[0]
    is_change: bool = False

    @property
    def terms(self):
        return (self.first, *([self.second] if self.second else []))


def split(text):
    """Yield the pieces of a text: str, and for `{{…}}` an Expression or the WrongExpression that it raised."""
    position = 0
    while (start := text.find("{{", position)) >= 0:
        if text[position:start]:
            yield text[position:start]
        end = text.find("}}", start)
        if end < 0:
            yield WrongExpression(f"Po „{{{{” brakuje „}}}}”: „{_shortened(text[start:])}”.")
            return
        try:
            yield parse_expression(text[start + 2 : end])
        except WrongExpression as error:
            yield error
        position = end + 2
    if text[position:]:
        yield text[position:]


def expressions(text):
    """Return the Expressions in `text`; raises WrongExpression for the first that is none."""
    found = []
    for piece in split(text):
        if isinstance(piece, WrongExpression):
            raise piece
        if isinstance(piece, Expression):
            found.append(piece)
    return found


def parse_expression(text) -> Expression:
    """Return the Expression between the braces. Raises WrongExpression."""
    inside = text.strip()
    match = _EXPRESSION.fullmatch(inside)
    if not match:
        raise WrongExpression(_why_not(inside))
    first = NamedFigure(match["figure1"], match["period1"] or "")
    second = NamedFigure(match["figure2"], match["period2"] or first.period) if match["operator"] else None
    for term in filter(None, (first, second)):
        if term.period:
            _check(term.period)
    found = Expression(inside, first, match["operator"] or "", second)
    return _with_filter(found, match["filter"]) if match["filter"] else found


def _with_filter(found, text):
    word, _colon, case = (part.strip() for part in text.partition(":"))
    if word == CHANGE and not case:
        if found.operator != "-":
            raise WrongExpression(f"„|change” stoi po różnicy dwóch danych, a tu jest „{found.text}”.")
        return Expression(found.text, found.first, "-", found.second, is_change=True)
    if found.operator == "%":
        raise WrongExpression(f"Po udziale procentowym nie może stać rzeczownik: „{found.text}”.")
    noun = find_noun(word)
    if noun is None:
        raise WrongExpression(f"Nie znam słowa „{word}”. Do wyboru: {', '.join(NOUNS)}.")
    if case and case not in CASES:
        raise WrongExpression(f"Nie ma przypadka „{case}”. Do wyboru: {', '.join(CASES)}.")
    return Expression(found.text, found.first, found.operator, found.second, noun, case or CASES[0])


def _check(period):
    try:
        check_period(period)
    except PeriodError as error:
        raise WrongExpression(str(error)) from None


def _why_not(inside):
    if not inside:
        return "Między „{{” a „}}” nic nie ma."
    for period in re.findall(r"@([^\s@%|{}]+)", inside):
        try:
            check_period(period)
        except PeriodError as error:
            return str(error)
    return (
        f"Nie rozumiem „{{{{{_shortened(inside)}}}}}”. "
        "Przykłady: {{support.families}}, {{support.families@Y-1|rodzina}}."
    )


def _shortened(text, most=60):
    return text if len(text) <= most else f"{text[:most]}…"
