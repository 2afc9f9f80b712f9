"""Working tables: temporary tables of the connection, which hold what is known of one period.

Tables of figures join them like any other model. What many figures need is worked out once, so that no two of
them can understand it differently, and the database does it without a detour through Python.
"""

from functools import cached_property

from django.db import connection

from familycare import bulk
from reporting.any_period import ANY_PERIOD, bound, compiled


class WorkingTable:
    """The temporary table of `model` (unmanaged). `rows(period)`: a queryset of the values of its fields in their
    order, which the database copies itself. `index`: the field by which it is looked up besides its key."""

    def __init__(self, model, rows, index=None):
        self.model, self.rows, self.index = model, rows, index
        self.name = model._meta.db_table

    def create(self):
        """Makes the table where the connection does not have it yet."""
        columns = ", ".join(f"{field.column} {_type(field)}" for field in self.model._meta.concrete_fields)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE IF NOT EXISTS {self.name} ({columns})")
            if self.index:
                cursor.execute(f"CREATE INDEX IF NOT EXISTS {self.name}_{self.index} ON {self.name} ({self.index})")

    def fill(self, period):
        """Replaces the rows by those of the period."""
        with connection.cursor() as cursor:
            cursor.execute(f"{'TRUNCATE' if connection.vendor == 'postgresql' else 'DELETE FROM'} {self.name}")
            self._insert(cursor, period)

    def _insert(self, cursor, period):
        sql, params = self._compiled
        cursor.execute(f"INSERT INTO {self.name} {sql}", bound(params, period))

    @cached_property
    def _compiled(self):
        return compiled(self.rows(ANY_PERIOD))


class HandmadeTable(WorkingTable):
    """A working table whose rows Python works out: `rows(period)` gives tuples of the values of its fields."""

    def _insert(self, cursor, period):
        bulk.insert(self.model, [field.name for field in self.model._meta.concrete_fields], self.rows(period))


def _type(field):
    column = field.rel_db_type(connection) if field.is_relation else field.db_type(connection)
    return f"{column} PRIMARY KEY" if field.primary_key and connection.vendor == "sqlite" else column
