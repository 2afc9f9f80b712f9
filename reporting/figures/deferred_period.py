"""A period that is not known yet: what is asked of it is turned into SQL once, and run for one period after another.

Figures are computed for several periods, by the same queries with other dates. Where a definition takes a period,
it may be given `ANY_PERIOD`, whose days are expressions; `bound` puts the days of a real period in their place.
"""

from django.db import connection
from django.db.models import DateField, Expression


class DayOf(Expression):
    """A day of the period that the query is run for: `name` is the attribute of the period that holds it."""

    def __init__(self, name):
        super().__init__(output_field=DateField())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def get_group_by_cols(self):
        return []


class AnyPeriod:
    """Stands for a Period in definitions of records."""

    start = DayOf("start")
    end = DayOf("end")
    year_before = DayOf("year_before")
    known_until = DayOf("known_until")


ANY_PERIOD = AnyPeriod()


def compiled(queryset):
    """The SQL of a queryset about ANY_PERIOD, and its parameters, which `bound` completes."""
    return queryset.query.sql_with_params()


def bound(params, period):
    """The parameters of compiled SQL with the days of the period (a Period) in their places."""
    adapt = connection.ops.adapt_datefield_value
    return [adapt(getattr(period, each.name)) if isinstance(each, DayOf) else each for each in params]
