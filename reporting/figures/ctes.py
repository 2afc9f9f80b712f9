"""Working tables: what is worked out for one period and read by many figures.

Tables of figures join them like any other model, so that no two of them can understand a term differently. There is
no such table in the database: a statement that reads one begins with its definition (`WITH … AS`), and is therefore
of one moment, with nothing to fill before it or to clean up after it.
"""

from contextlib import contextmanager
from functools import cached_property

from django.db import connection

from reporting.figures.deferred_period import ANY_PERIOD, bound, compiled

TABLES = []


def working_table(model, then=None, kept=True):
    """Defines the working table of `model` (unmanaged): the decorated function gives, for a period, a queryset of the
    values of its fields in their order. `then(period)`, of the same shape, reads the table itself: what follows from
    each of its rows.

    What is `kept` is worked out once and whole. Otherwise the database may leave out what a statement does not ask for,
    and works the rest out as often as it is asked for.
    """

    def define(rows):
        TABLES.append(WorkingTable(model, rows, then, kept))
        return rows

    return define


@contextmanager
def reading(period):
    """Inside, working tables can be read, and tell of the period. A queryset must be evaluated inside."""

    def execute_with_tables(execute, sql, params, many, context):
        definitions, of_definitions = definitions_for(sql)
        return execute(definitions + sql, (*bound(of_definitions, period), *(params or ())), many, context)

    with connection.execute_wrapper(execute_with_tables):
        yield


def definitions_for(sql):
    """The SQL that defines, before a statement, the working tables which it reads, and its parameters."""
    needed = {}
    _gather(sql, needed)
    if not needed:
        return "", ()
    definitions = ", ".join(definition for definition, _params in needed.values())
    return f"WITH RECURSIVE {definitions} ", [each for _definition, params in needed.values() for each in params]


def _gather(sql, needed):
    for table in TABLES:
        if table.name in sql and table.name not in needed:
            definition, params = table.definition
            # Those that it reads itself stand before it.
            _gather(definition.replace(table.name, ""), needed)
            needed[table.name] = definition, params


class WorkingTable:
    """The definition of one working table; `name` as it is quoted in SQL."""

    def __init__(self, model, rows, then, kept):
        self.model, self.rows, self.then, self.kept = model, rows, then, kept
        self.name = connection.ops.quote_name(model._meta.db_table)

    @cached_property
    def definition(self):
        """Its SQL and the parameters, which `bound` completes."""
        parts = [compiled(each(ANY_PERIOD)) for each in (self.rows, self.then) if each]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.model._meta.concrete_fields)
        sql = " UNION ALL ".join(sql for sql, _params in parts)
        materialized = "MATERIALIZED" if self.kept else ""
        return f"{self.name} ({columns}) AS {materialized} ({sql})", [each for _sql, params in parts for each in params]
