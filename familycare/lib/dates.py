"""Date arithmetic by statute: ages in full years, terms in calendar months."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from string import Formatter
from typing import NamedTuple

from django.db.models import DateField, Func, IntegerField
from django.utils import timezone

EARLIEST = date(1900, 1, 1)
SPREADSHEET_ZERO = date(1900, 1, 1)  # what Excel shows for an empty cell or zero
A_YEAR = 366  # days
# No date in a family's file is later: a child born today will be of age by then.
LATEST_AHEAD = timedelta(days=20 * 366)

DAY_PROBLEMS = {
    "ahead": "Ten dzień jeszcze nie nadszedł.",
    "year_ahead": "To ponad rok naprzód. Sprawdź datę.",
    "zero": "Tę datę arkusz wpisuje w puste pole. Podaj właściwą albo zostaw pole puste.",
    "far": "Ten rok jest zbyt odległy.",
    "long_ago": "To ponad 120 lat temu. Sprawdź rok.",
}


class DayLimits(NamedTuple):
    """How many days after today a day may be (None: as a term, about twenty years), and how many years before."""

    days_ahead: int | None = None
    years_back: int | None = None

    def problem(self, day, today):
        """Return a key of DAY_PROBLEMS that says why the day cannot be right, or ""."""
        if day == SPREADSHEET_ZERO:
            return "zero"
        if self.days_ahead is not None and (day - today).days > self.days_ahead:
            return "ahead" if self.days_ahead < A_YEAR else "year_ahead"
        if not EARLIEST <= day <= today + LATEST_AHEAD:
            return "far"
        if self.years_back is not None and day < years_before(today, self.years_back):
            return "long_ago"
        return ""


ANY_DAY = DayLimits()


def add_months(day, months):
    """Return the same day `months` later, or the last day of a shorter month (Civil Code art. 112).

    For example, 31 August plus 6 months is the last day of February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def midnight(day):
    """Return the local time at which the day begins."""
    return timezone.make_aware(datetime.combine(day, time.min))


def years_before(day, years):
    """Return the latest birth date of somebody who is at least `years` old on the day: see `age_on`."""
    latest = add_months(day, -12 * years)
    on_leap_day = latest + timedelta(days=1)
    return on_leap_day if _is_leap_day(on_leap_day) and age_on(on_leap_day, day) >= years else latest


def age_on(birth_date, day):
    """Return the age in full years on the day.

    Born on 29 February, one is a year older on 28 February of a common year (Civil Code art. 112).
    """
    if _is_leap_day(birth_date):
        birth_date, day = birth_date + timedelta(days=1), day + timedelta(days=1)
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def _is_leap_day(day):
    return (day.month, day.day) == (2, 29)


class MonthsLater(Func):
    """`add_months` in the database. `day` is a field or an expression, `months` an int."""

    arity = 1
    output_field = DateField()

    def __init__(self, day, months):
        super().__init__(day)
        self.months = months

    def as_sqlite(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        # In a shorter month SQLite continues into the next month.
        last_day = f"DATE({day}, 'start of month', '{self.months + 1:+} months', '-1 day')"
        return f"MIN(DATE({day}, '{self.months:+} months'), {last_day})", (*params, *params)

    def as_postgresql(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        return f"CAST({day} + INTERVAL '{self.months} months' AS date)", params


class DayNumber(Func):
    """A date as the integer YYYYMMDD."""

    arity = 1
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(
            compiler, connection, template="CAST(REPLACE(%(expressions)s, '-', '') AS INTEGER)", **context
        )

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="TO_CHAR(%(expressions)s, 'YYYYMMDD')::integer", **context)


class Age(Func):
    """`age_on` in the database: Age(day, birth date) with fields or expressions. NULL if one of them is NULL."""

    arity = 2
    output_field = IntegerField()

    # Born on 29 February: both days are moved by one, as in `age_on`.
    SQLITE = (
        "(CASE WHEN SUBSTR({birth}, 6) = '02-29'"
        " THEN CAST(STRFTIME('%%Y%%m%%d', {day}, '+1 day') AS INTEGER)"
        " - CAST(STRFTIME('%%Y%%m%%d', {birth}, '+1 day') AS INTEGER)"
        " ELSE CAST(REPLACE({day}, '-', '') AS INTEGER) - CAST(REPLACE({birth}, '-', '') AS INTEGER) END) / 10000"
    )
    POSTGRESQL = (
        "DATE_PART('year', CASE WHEN TO_CHAR({birth}, 'MMDD') = '0229'"
        " THEN AGE({day} + 1, {birth} + 1) ELSE AGE({day}, {birth}) END)::integer"
    )

    def as_sqlite(self, compiler, connection):
        return self._filled(self.SQLITE, compiler)

    def as_postgresql(self, compiler, connection):
        return self._filled(self.POSTGRESQL, compiler)

    def _filled(self, template, compiler):
        parts = dict(zip(("day", "birth"), map(compiler.compile, self.source_expressions), strict=True))
        names = [name for _text, name, _spec, _conversion in Formatter().parse(template) if name]
        params = [param for name in names for param in parts[name][1]]
        return template.format(**{name: sql for name, (sql, _params) in parts.items()}), tuple(params)


class DaysLater(Func):
    """A date `days` (int) calendar days later. `day` is a field or an expression."""

    arity = 1
    output_field = DateField()

    def __init__(self, day, days):
        super().__init__(day)
        self.days = days

    def as_sqlite(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        return f"DATE({day}, '{self.days:+} days')", params

    def as_postgresql(self, compiler, connection):
        day, params = compiler.compile(self.source_expressions[0])
        return f"({day} + ({self.days}))", params
