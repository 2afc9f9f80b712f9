"""A placeholder for a period, so that a query is compiled to SQL once and run for many periods.

Definitions that take a period also accept `ANY_PERIOD`, whose days are expressions. `bound` replaces them in the
parameters by the days of a real period.
"""

from django.db import connection
from django.db.models import DateField, Expression

from reporting.periods import KnownPeriod


class DayOf(Expression):
    """A placeholder for a day of the period; `name` is the attribute of KnownPeriod that holds it."""

    def __init__(self, name):
        super().__init__(output_field=DateField())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def get_group_by_cols(self):
        return []


# A placeholder for a period in definitions of records.
ANY_PERIOD = KnownPeriod(*map(DayOf, KnownPeriod._fields))


def compiled(queryset):
    """Return (SQL, parameters) of a queryset for ANY_PERIOD; `bound` completes the parameters."""
    return queryset.query.sql_with_params()


def bound(params, period):
    """Return the parameters with the days of `period` (a KnownPeriod) in place of the placeholders."""
    adapt = connection.ops.adapt_datefield_value
    return [adapt(getattr(period, param.name)) if isinstance(param, DayOf) else param for param in params]
