"""Date arithmetic by statute: ages in full years, terms in calendar months."""

from calendar import monthrange
from datetime import date, datetime, time

from django.db.models import DateField, Func, IntegerField
from django.utils import timezone


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
    """Return the latest birth date of somebody who is at least `years` old on the day."""
    return add_months(day, -12 * years)


def age_on(birth_date, day):
    """Return the age in full years on the day. Born on 29 February, one is a year older on 1 March of a common year."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


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
    """A date as the integer YYYYMMDD. The difference of two, divided by 10,000 and truncated, is an age."""

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

    def as_sqlite(self, compiler, connection, **context):
        day, birth_date = map(DayNumber, self.source_expressions)
        return compiler.compile((day - birth_date) / 10000)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="DATE_PART('year', AGE(%(expressions)s))::integer", **context)


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
