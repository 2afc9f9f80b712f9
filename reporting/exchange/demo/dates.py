"""The span of a register and the days on which an office in Poland works."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from familycare.lib.dates import add_months

DAY = timedelta(days=1)
YEAR = timedelta(days=365.25)
# Days off by the Act of 18 January 1951; Christmas Eve since 2025.
FIXED_HOLIDAYS = ((1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))


@dataclass(frozen=True)
class Span:
    """The days that a register keeps, `start` to `until`, both included."""

    start: date
    until: date

    @classmethod
    def ending(cls, until, years):
        """`years` whole years that end on `until`."""
        after = until + DAY
        return cls(add_months(after, -12 * years), until)

    def known(self, day):
        """The day if it has come, else None: nobody knows yet."""
        return day if day is not None and day <= self.until else None


def month_end(day):
    return day.replace(day=monthrange(day.year, day.month)[1])


def months(first, last):
    """The first days of the months that have a day from `first` to `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def birthday(birth, years):
    """The day on which somebody is `years` old; born on 29 February, in other years on 1 March."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def easter(year):
    """Easter Sunday of a year from 1900 to 2099 (the rule of Gauss, with its two exceptions)."""
    full_moon = (19 * (year % 19) + 24) % 30
    to_sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * full_moon + 5) % 7
    if to_sunday == 6 and (full_moon == 29 or (full_moon == 28 and year % 19 > 10)):
        full_moon -= 7
    return date(year, 3, 22) + timedelta(days=full_moon + to_sunday)


@cache
def holidays(year):
    moving = (easter(year) + DAY, easter(year) + timedelta(days=60))
    christmas_eve = (date(year, 12, 24),) if year >= 2025 else ()
    return frozenset((*(date(year, *fixed) for fixed in FIXED_HOLIDAYS), *moving, *christmas_eve))


def is_working_day(day):
    return day.weekday() < 5 and day not in holidays(day.year)


def working_day(day):
    """The day itself, or the next on which the office works."""
    while not is_working_day(day):
        day += DAY
    return day


def working_day_before(day):
    """The last working day before `day`."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day
