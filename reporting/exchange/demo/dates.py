"""The span of a register, months, birthdays, and the nearest working days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from familycare.lib.dates import add_months
from familycare.lib.working_days import is_working_day

DAY = timedelta(days=1)
YEAR = timedelta(days=365.25)


@dataclass(frozen=True)
class Span:
    """The days that a register covers, `start` to `until`, both included."""

    start: date
    until: date

    @classmethod
    def ending(cls, until, years):
        """Return the span of `years` whole years that end on `until`."""
        after = until + DAY
        return cls(add_months(after, -12 * years), until)

    def known(self, day):
        """Return the day, or None when it is after the span and so not yet known."""
        return day if day is not None and day <= self.until else None


def month_end(day):
    return day.replace(day=monthrange(day.year, day.month)[1])


def months(first, last):
    """Yield the first day of each month that has a day from `first` to `last`, both included."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def birthday(birth, years):
    """Return the day of the birthday; for births on 29 February, 1 March in other years."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def working_day(day):
    """Return `day` or the next working day."""
    while not is_working_day(day):
        day += DAY
    return day


def working_day_before(day):
    """Return the last working day before `day`."""
    day -= DAY
    while not is_working_day(day):
        day -= DAY
    return day
