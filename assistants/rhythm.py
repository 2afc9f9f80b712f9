"""The rhythm of meetings that the centre keeps, in working days of Poland."""

from datetime import timedelta
from functools import cache

import holidays

SATURDAY = 5


def is_working_day(day):
    """Whether people work on the day: neither a Saturday, a Sunday nor a public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays_of(day.year)


def working_days_between(first, last):
    """How many working days come after `first` up to `last`, that day included; 0 when `last` is not later."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


@cache
def _holidays_of(year):
    return frozenset(holidays.country_holidays("PL", years=year))
