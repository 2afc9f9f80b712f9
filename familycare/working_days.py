"""Working days: Monday to Friday without the days off of the Act of 18 January 1951 (Dz.U. 2025 poz. 296)."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.db.models import DateField, Func

# The Act on supporting the family came into force: no assistant worked before.
FIRST = date(2012, 1, 1)
FRIDAY = 4


def working_days_later(day, count):
    """The `count`-th working day after `day`, which itself does not count; `count` is at least 1.

    Days before FIRST count as FIRST.
    """
    day = max(day, FIRST)
    days = _working_days(day.year + 1 + count // 200)
    return days[bisect_right(days, day) + count - 1]


@lru_cache(maxsize=8)
def _working_days(last_year):
    """The working days from FIRST to the end of that year, ascending. A year has some 250."""
    off = holidays.country_holidays("PL", years=range(FIRST.year, last_year + 1))
    days = (FIRST + timedelta(days=n) for n in range((date(last_year, 12, 31) - FIRST).days + 1))
    return [day for day in days if day.weekday() <= FRIDAY and day not in off]


@lru_cache(maxsize=8)
def _distances(until, count):
    """For each day from FIRST to `until`: how many days of the calendar later its `count`-th working day is."""
    days = (FIRST + timedelta(days=n) for n in range((until - FIRST).days + 1))
    return [(working_days_later(day, count) - day).days for day in days]


class WorkingDaysLater(Func):
    """`working_days_later` in the database: of a day up to `until` (a date), a field or an expression.

    The database is given how far it is from each day there has been, as it knows no holidays.
    """

    arity = 1
    output_field = DateField()
    WIDTH = 6

    def __init__(self, day, count, until):
        super().__init__(day)
        self.count, self.until = count, max(until, FIRST)

    def as_sqlite(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        start = f"MAX({day}, '{FIRST}')"
        index = f"CAST(JULIANDAY({start}) - JULIANDAY('{FIRST}') AS INTEGER) * {self.WIDTH} + 1"
        # Bytes: of a text SQLite would count the letters from the beginning each time.
        distances = "".join(f"{days:{self.WIDTH}}" for days in _distances(self.until, self.count)).encode()
        distance = f"CAST(CAST(SUBSTR(%s, {index}, {self.WIDTH}) AS TEXT) AS INTEGER)"
        return f"DATE({start}, {distance} || ' days')", (*params, distances, *params)

    def as_postgresql(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        start = f"GREATEST({day}, DATE '{FIRST}')"
        distances = "{" + ",".join(map(str, _distances(self.until, self.count))) + "}"
        return f"({start} + (%s::int[])[{start} - DATE '{FIRST}' + 1])", (*params, distances, *params)
