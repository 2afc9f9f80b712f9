"""Working tables: terms that are computed for one period and read by many figures, each defined once.

A working table is an unmanaged model and a queryset that gives its rows. Other querysets join it like any model. The
database has no such table: a statement that reads one begins with its definition (`WITH … AS`). So there is nothing to
fill or delete, and the whole statement shows the database at the same moment.
"""

from functools import cached_property

from django.db import connection

from reporting.figures.deferred_period import ANY_PERIOD, bound, compiled
from reporting.figures.tables_read import tables_read

WORKING_TABLES = {}  # by the name of the database table


def working_table(model, then=None, kept=True):
    """Register the decorated function as the definition of the working table of `model`.

    For a period, the function returns a queryset of the values of the model's fields, in their order. `then(period)`
    returns one of the same shape that reads the table itself: the rows that follow from each of its rows.
    A `kept` table is materialised: computed once and whole. Otherwise the database may compute only the part that a
    statement needs, once for each use.
    """

    def define(rows):
        WORKING_TABLES[model._meta.db_table] = WorkingTable(model, rows, then, kept)
        return rows

    return define


def read(queryset, period):
    """Return the records of a queryset as a list. Its working tables are those of `period`, a KnownPeriod."""
    definitions, params_of_definitions = definitions_for(tables_read(queryset.query))

    def execute_with_definitions(execute, sql, params, many, context):
        return execute(definitions + sql, (*bound(params_of_definitions, period), *(params or ())), many, context)

    with connection.execute_wrapper(execute_with_definitions):
        return list(queryset)


def definitions_for(tables):
    """Return the SQL that defines the working tables among `tables` (names), and its parameters for `bound`.

    The SQL is the beginning of a statement that reads these tables; "" when none of them is a working table.
    """
    needed = {}
    _gather(tables, needed)
    if not needed:
        return "", ()
    definitions = ", ".join(definition for definition, _params in needed.values())
    return f"WITH RECURSIVE {definitions} ", [param for _definition, params in needed.values() for param in params]


def _gather(tables, needed):
    for name, table in WORKING_TABLES.items():
        if name in tables and name not in needed:
            definition, params, others = table.definition
            # The tables that it reads must be defined before it.
            _gather(others, needed)
            needed[name] = definition, params


class WorkingTable:
    """The definition of one working table."""

    def __init__(self, model, rows, then, kept):
        self.model, self.rows, self.then, self.kept = model, rows, then, kept

    @cached_property
    def definition(self):
        """(SQL, parameters for `bound`, names of the other tables that it reads)."""
        name = self.model._meta.db_table
        querysets = [rows_of(ANY_PERIOD) for rows_of in (self.rows, self.then) if rows_of]
        others = set().union(*(tables_read(queryset.query) for queryset in querysets)) - {name}
        parts = [compiled(queryset) for queryset in querysets]
        quoted = connection.ops.quote_name
        columns = ", ".join(quoted(field.column) for field in self.model._meta.concrete_fields)
        rows = " UNION ALL ".join(sql for sql, _params in parts)
        materialized = "MATERIALIZED" if self.kept else ""
        sql = f"{quoted(name)} ({columns}) AS {materialized} ({rows})"
        return sql, [param for _sql, params in parts for param in params], others
