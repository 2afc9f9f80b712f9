"""Periods of a report: `2024`, `2024-H1`, `2024-Q3`, `2024-05`, or two dates.

The first and the last day are included. Two spellings of the same days (`2024-H1` and `2024-01-01/2024-06-30`) are
equal.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.dates import MONTHS

from familycare.lib.dates import add_months
from familycare.lib.polish import MONTHS as MONTHS_OF
from familycare.lib.polish import date_in_words

MONTHS_IN = {"": 12, "H": 6, "Q": 3, "M": 1}
ROMAN = ("", "I", "II", "III", "IV")
MONTH_NAMES = [str(MONTHS[month]).lower() for month in range(1, 13)]
MONTHS_AFTER_W = (
    "styczniu",
    "lutym",
    "marcu",
    "kwietniu",
    "maju",
    "czerwcu",
    "lipcu",
    "sierpniu",
    "wrześniu",
    "październiku",
    "listopadzie",
    "grudniu",
)
FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodError(ValueError):
    """The text is not a valid period; the message is for the user, in Polish."""


class KnownPeriod(NamedTuple):
    """What figures read of a period: until today when it has not ended.

    `start` and `end`: the first day, and the last day or today when it is earlier. In a period that has not begun,
    `end` is before `start`. `last_day`: the last day of the whole period. `year_before`: the first day of the twelve
    months before it.
    """

    start: date
    end: date
    last_day: date
    year_before: date


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included. `text` is the spelling in which the period was given."""

    start: date
    end: date
    text: str = ""

    def __post_init__(self):
        if self.end < self.start:
            raise PeriodError(f"Okres „{self}” kończy się, zanim się zacznie.")
        if not self.text:
            object.__setattr__(self, "text", f"{self.start}/{self.end}")

    def __eq__(self, other):
        return isinstance(other, Period) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self):
        return hash((self.start, self.end))

    def __str__(self):
        return self.text or f"{self.start}/{self.end}"

    def __contains__(self, day):
        return self.start <= day <= self.end

    @classmethod
    def year(cls, year):
        """Return the calendar year as a Period. Raises PeriodError outside FIRST_YEAR–LAST_YEAR."""
        return cls.parse(str(year))

    @classmethod
    def parse(cls, text):
        """Return the period that `text` spells. Raises PeriodError."""
        text = str(text).strip()
        if match := re.fullmatch(r"(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(\d\d)))?", text, re.ASCII):
            year, half, h, quarter, q, month = match.groups()
            kind = half or quarter or ("M" if month else "")
            months = MONTHS_IN[kind]
            number = int(h or q or month or 1)
            if FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= number * months <= 12:
                return cls(_first(int(year), (number - 1) * months + 1), _last(int(year), number * months), text)
        elif match := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", text, re.ASCII):
            try:
                start, end = map(date.fromisoformat, match.groups())
            except ValueError:
                raise PeriodError(f"W okresie „{text}” jest data, której nie ma w kalendarzu.") from None
            if FIRST_YEAR <= start.year <= LAST_YEAR and FIRST_YEAR <= end.year <= LAST_YEAR:
                return cls(start, end, text)
        raise PeriodError(
            f"Nie rozumiem okresu „{text}”. Podaj rok (2024), półrocze (2024-H1), kwartał (2024-Q3), "
            "miesiąc (2024-05) albo dwie daty (2024-01-01/2024-05-31)."
        )

    @classmethod
    def parse_list(cls, text):
        """Return the periods of a comma-separated list, in the same order. Raises PeriodError."""
        return [cls.parse(part) for part in text.split(",")]

    @property
    def is_over(self):
        """Whether all its days have come; today counts as one that has."""
        return self.end <= timezone.localdate()

    @property
    def has_whole_months(self):
        """Whether it goes from the first day of a month to the last day of one, or to today."""
        ends = (self.end + timedelta(days=1)).day == 1 or self.end == timezone.localdate()
        return self.start.day == 1 and ends

    @property
    def known(self):
        """The KnownPeriod."""
        return KnownPeriod(self.start, min(self.end, timezone.localdate()), self.end, add_months(self.start, -12))

    @property
    def label(self):
        """The `name`, and the day of which it tells when it is not over: „2026 r. (do 29 listopada 2026)”."""
        today = timezone.localdate()
        if self.start > today:
            return f"{self.name} (jeszcze się nie zaczął)"
        return self.name if self.is_over else f"{self.name} (do {date_in_words(today)})"

    @property
    def name(self):
        """The period as text: „2024 r.”, „I półrocze 2024 r.”, „01.01–31.05.2024”."""
        return self._told("półrocze", "kwartał", MONTH_NAMES, "")

    @property
    def short(self):
        """The period where there is little room: „2024”, „I poł. 2024”, „II kw. 2024”, „2026 (do 29.11)”."""
        today = timezone.localdate()
        name = self._told("poł.", "kw.", MONTH_NAMES, "").removesuffix(" r.")
        return name if self.is_over or self.start > today else f"{name} (do {today:%d.%m})"

    @property
    def locative(self):
        """The name after „w”: „2024 r.”, „I półroczu 2024 r.”, „maju 2024 r.”, „okresie 01.01–31.05.2024”."""
        return self._told("półroczu", "kwartale", MONTHS_AFTER_W, "okresie ")

    @property
    def genitive(self):
        """The name after „do końca”: „2024 r.”, „I półrocza 2024 r.”, „maja 2024 r.”, „okresu 01.01–31.05.2024”."""
        return self._told("półrocza", "kwartału", MONTHS_OF, "okresu ")

    @property
    def months(self):
        """The number of whole months that it consists of, or 0."""
        if self.start.day != 1 or (self.end + timedelta(days=1)).day != 1:
            return 0
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def is_like(self, other):
        """Whether it is as long as `other` and can be compared with it: both of so many months, or the same days."""
        if self.months or other.months:
            return self.months == other.months
        ends = (self.start, other.start), (self.end, other.end)
        return all((one.month, one.day) == (two.month, two.day) for one, two in ends)

    def _told(self, half, quarter, months, span):
        """Return the period with these words for half a year and a quarter, names of months, and before two days."""
        first_month, last_month, year = self.start.month, self.end.month, self.start.year
        if self.months and year == self.end.year:
            if self.months == 12:
                return f"{year} r."
            if self.months == 6 and first_month in (1, 7):
                return f"{ROMAN[last_month // 6]} {half} {year} r."
            if self.months == 1:
                return f"{months[first_month - 1]} {year} r."
            if self.months == 3 and last_month % 3 == 0:
                return f"{ROMAN[last_month // 3]} {quarter} {year} r."
        if year == self.end.year:
            return f"{span}{self.start:%d.%m}–{self.end:%d.%m.%Y}"
        return f"{span}{self.start:%d.%m.%Y}–{self.end:%d.%m.%Y}"


def _first(year, month):
    return date(year, month, 1)


def _last(year, month):
    return date(year, month, monthrange(year, month)[1])
