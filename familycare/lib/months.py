"""Calendar months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from familycare.lib.dates import add_months

NAMES = tuple(
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień".split()
)
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, order=True)
class Month:
    """A month. `start` and `end` are its first and last day. str() gives „2025-11”, `name` „listopad 2025”."""

    start: date

    @classmethod
    def of(cls, day):
        """Return the month of the day."""
        return cls(day.replace(day=1))

    @classmethod
    def parse(cls, text):
        """Return the month written like „2025-11”. Raise ValueError."""
        match = re.fullmatch(r"(\d{4})-(\d\d)", text, re.ASCII)
        if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise ValueError(text)
        return cls(date(int(match[1]), int(match[2]), 1))

    @property
    def end(self):
        """Return the last day."""
        return self.start.replace(day=monthrange(self.start.year, self.start.month)[1])

    @property
    def name(self):
        """Return for example „listopad 2025”."""
        return f"{NAMES[self.start.month - 1]} {self.start.year}"

    def __str__(self):
        return f"{self.start:%Y-%m}"

    def __add__(self, months):
        return Month(add_months(self.start, months))


def requested_month(text, this_month):
    """Return (the Month written in `text`, error message or "").

    If the text is empty or unreadable, the month is `this_month`.
    """
    if not text:
        return this_month, ""
    try:
        return Month.parse(text), ""
    except ValueError:
        return this_month, f"Nie rozumiem miesiąca „{text[:20]}”. Podaj rok i miesiąc, na przykład {this_month}."
