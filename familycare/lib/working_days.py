"""Working days: Monday to Friday without the public holidays of the Act of 18 January 1951 (Dz.U. 2025 poz. 296).

No other module knows the holidays; databases get the results as values.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays
from django.db.models import DateField, Func

# No assistant worked before the Act came into force.
FIRST = date(2012, 1, 1)
FRIDAY = 4


def is_working_day(day):
    """Return whether `day` is neither a Saturday, a Sunday nor a public holiday."""
    return day.weekday() <= FRIDAY and day not in _holidays(day.year)


def working_days_between(first, last):
    """Return the number of working days after `first` up to `last` (included); 0 if `last` is not later."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def working_days_later(day, count):
    """Return the `count`-th working day after `day` (`day` itself does not count). `count` is at least 1.

    Days before FIRST count as FIRST.
    """
    day = max(day, FIRST)
    days = _working_days(day.year + 1 + count // 200)
    return days[bisect_right(days, day) + count - 1]


@cache
def _holidays(year):
    return frozenset(holidays.country_holidays("PL", years=year))


@lru_cache(maxsize=8)
def _working_days(last_year):
    """Return the working days from FIRST to the end of that year, ascending. A year has about 250."""
    days = (FIRST + timedelta(days=n) for n in range((date(last_year, 12, 31) - FIRST).days + 1))
    return list(filter(is_working_day, days))


@lru_cache(maxsize=8)
def _later(until, count):
    """Return, for each day from FIRST to `until`, its `count`-th working day as a number of days from FIRST."""
    days = (FIRST + timedelta(days=n) for n in range((until - FIRST).days + 1))
    return [(working_days_later(day, count) - FIRST).days for day in days]


@lru_cache(maxsize=8)
def as_numbers(until):
    """Return, for a query that counts working days itself, two lists: the number of working days up to each day from
    FIRST to `until`, and all working days, to the end of the next year but one, as numbers of days from FIRST.
    """
    until = max(until, FIRST)
    working = _working_days(until.year + 2)
    days = (FIRST + timedelta(days=n) for n in range((until - FIRST).days + 1))
    return [bisect_right(working, day) for day in days], [(day - FIRST).days for day in working]


class WorkingDaysLater(Func):
    """`working_days_later` in the database, for days up to `until` (a date). `day` is a field or an expression.

    The result for each possible day is a parameter of the query, because databases know no holidays.
    """

    arity = 1
    output_field = DateField()
    WIDTH = 6

    def __init__(self, day, count, until):
        super().__init__(day)
        self.count, self.until = count, max(until, FIRST)

    def as_sqlite(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        # Bytes, because in a text SQLite would count characters from the beginning each time.
        later = "".join(f"{days:{self.WIDTH}}" for days in _later(self.until, self.count)).encode()
        number = f"CAST(MAX(JULIANDAY({day}) - JULIANDAY('{FIRST}'), 0) AS INTEGER)"
        found = f"CAST(SUBSTR(%s, {number} * {self.WIDTH} + 1, {self.WIDTH}) AS TEXT)"
        return f"DATE('{FIRST}', TRIM({found}) || ' days')", (later, *params)

    def as_postgresql(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        later = "{" + ",".join(map(str, _later(self.until, self.count))) + "}"
        return f"(DATE '{FIRST}' + (%s::int[])[GREATEST({day} - DATE '{FIRST}', 0) + 1])", (later, *params)
