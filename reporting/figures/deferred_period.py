"""Placeholders for a period and for a part of it, so that a query is compiled to SQL once and run for many of them.

Definitions that take a period also accept `ANY_PERIOD`, whose days are expressions. `bound` replaces them in the
parameters by the days of a real period. `ANY_PART` stands for the key of a part of a split (`splits.py`).
"""

from django.db import connection
from django.db.models import CharField, DateField, Expression

from reporting.periods import KnownPeriod


class Placeholder(Expression):
    """What is known later; `name` is the attribute that holds it."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def get_group_by_cols(self):
        return []


class DayOf(Placeholder):
    """A placeholder for a day of the period; `name` is the attribute of KnownPeriod that holds it."""

    def __init__(self, name):
        super().__init__(name, DateField())


# A placeholder for a period in definitions of records.
ANY_PERIOD = KnownPeriod(*map(DayOf, KnownPeriod._fields))
ANY_PART = Placeholder("part", CharField())


def compiled(queryset):
    """Return (SQL, parameters) of a queryset for ANY_PERIOD; `bound` completes the parameters."""
    return queryset.query.sql_with_params()


def bound(params, period):
    """Return the parameters with the days of `period` (a KnownPeriod) in place of the placeholders."""
    return [_known(param, period) if isinstance(param, Placeholder) else param for param in params]


def _known(placeholder, period):
    value = getattr(period, placeholder.name)
    return connection.ops.adapt_datefield_value(value) if isinstance(placeholder, DayOf) else value
