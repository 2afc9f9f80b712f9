"""Periods of a document: those of `reporting.periods`, and periods relative to the year of the document.

`Y` is the document's year, `Y-1` the year before (one digit), `Y-05` its May (two digits), `Y-H1`, `Y-1-Q3`, and two
dates: `Y-01-01/Y-05-31`.
"""

import re

from reporting.periods import FIRST_YEAR, LAST_YEAR, Period, PeriodError

YEAR = r"(?:Y(?:-\d(?!\d))?|\d{4})"
PERIOD = rf"{YEAR}-\d\d-\d\d/{YEAR}-\d\d-\d\d|{YEAR}(?:-H[12]|-Q[1-4]|-\d\d(?!\d))?"
_RELATIVE_YEAR = re.compile(r"Y(?:-(\d)(?!\d))?")
# Stands for any year: a leap year has all days that a year can have.
SAMPLE_YEAR = 2024


def parse_period(text, year) -> Period:
    """Return the Period that `text` spells in a document of `year`. Raises PeriodError with a Polish sentence."""
    if not isinstance(text, str) or not re.fullmatch(PERIOD, text.strip(), re.ASCII):
        return Period.parse(_said(text))

    def absolute(match):
        found = year - int(match[1] or 0)
        if not FIRST_YEAR <= found <= LAST_YEAR:
            raise PeriodError(f"Okres „{text}” dokumentu za rok {year} wychodzi poza lata {FIRST_YEAR}–{LAST_YEAR}.")
        return str(found)

    return Period.parse(_RELATIVE_YEAR.sub(absolute, text.strip()))


def is_relative(text):
    """Whether the period depends on the year of the document."""
    return isinstance(text, str) and "Y" in text


def check_period(text):
    """Raise PeriodError unless `text` spells a period in some year."""
    try:
        parse_period(text, SAMPLE_YEAR)
    except PeriodError as error:
        if is_relative(text) and "Nie rozumiem" in str(error):
            raise PeriodError(
                f"Nie rozumiem okresu „{text}”. Y to rok dokumentu, Y-1 rok przed nim; dalej może stać półrocze "
                "(Y-H1), kwartał (Y-Q3), miesiąc (Y-05) albo dwie daty (Y-01-01/Y-05-31)."
            ) from None
        raise


def _said(text):
    return text if isinstance(text, str) else repr(text)
