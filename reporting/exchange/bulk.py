"""Fast insertion of many rows: COPY on PostgreSQL, one prepared statement on SQLite.

Does not call Django's `save`: no signals, no defaults. The constraints of the database apply. Models that the audit
log watches must be written inside `audit.services.record_bulk`.
"""

import csv
import io
import sqlite3
from datetime import date

from django.db import connection

from cases.models.search import SearchText
from cases.note_search.index import many_rows
from familycare.audit.registry import check_write

# The same as Python's default adapter for dates, which is deprecated.
sqlite3.register_adapter(date, date.isoformat)


def insert(model, names, rows):
    """Insert `rows`, tuples of database values for the fields `names` of the model.

    The text to search in is added. Raises IntegrityError or DataError when the database rejects them.
    """
    check_write(model._meta.db_table)
    names, rows = _searchable(model, names, rows)
    fields = [model._meta.get_field(name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    with many_rows(model), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, table, fields, rows)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({_names(fields)}) VALUES ({places})", rows)


def update(model, names, rows):
    """Set the fields `names` of records to `rows`: tuples of database values, the last one is the primary key.

    The text to search in follows, if `names` has all fields that it is folded from. Must be called in a transaction.
    Raises IntegrityError or DataError when the database rejects them.
    """
    check_write(model._meta.db_table)
    names, rows = _searchable(model, [*names, model._meta.pk.name], rows)
    fields = [model._meta.get_field(name) for name in names]
    table, key = connection.ops.quote_name(model._meta.db_table), connection.ops.quote_name(model._meta.pk.column)
    columns = [connection.ops.quote_name(field.column) for field in fields if not field.primary_key]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TEMPORARY TABLE changed AS SELECT {_names(fields)} FROM {table} WITH NO DATA")
            _copy(cursor, "changed", fields, rows)
            sets = ", ".join(f"{column} = changed.{column}" for column in columns)
            cursor.execute(f"UPDATE {table} SET {sets} FROM changed WHERE {table}.{key} = changed.{key}")
            cursor.execute("DROP TABLE changed")
        else:
            place = names.index(model._meta.pk.name)
            sets = ", ".join(f"{column} = %s" for column in columns)
            cursor.executemany(
                f"UPDATE {table} SET {sets} WHERE {key} = %s",
                ((*row[:place], *row[place + 1 :], row[place]) for row in rows),
            )


def _copy(cursor, table, fields, rows):
    """Write rows to a table of PostgreSQL. An empty cell means NULL only in columns that may be NULL."""
    filled = _names(field for field in fields if not field.null)
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    text.seek(0)
    # Django does not wrap this method of psycopg2, so its errors must be converted here.
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({_names(fields)}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({filled}))", text)


def _searchable(model, names, rows):
    """Return the names and rows with a value for the SearchText of the model, if it has one."""
    for field in model._meta.concrete_fields:
        if isinstance(field, SearchText):
            places = [names.index(source) for source in field.sources if source in names]
            if not places:
                continue
            rows = ((*row, field.folded(row[place] for place in places)) for row in rows)
            return [*names, field.name], rows
    return names, rows


def reserve_keys(model, count):
    """Return `count` new primary keys in ascending order, reserved for the caller. Must be called in a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, count],
            )
            return sorted(key for (key,) in cursor.fetchall())
        # The transaction holds the write lock of SQLite, so nobody else takes the next keys.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        highest = (cursor.fetchone() or [0])[0]
        return range(highest + 1, highest + 1 + count)


def check_at_once():
    """Let PostgreSQL check references after each statement instead of all at the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def analyze():
    """Update the statistics of the query planner."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # With table names: without them ANALYZE locks catalogues that all databases of the server share.
            tables = map(connection.ops.quote_name, connection.introspection.table_names(cursor))
            cursor.execute(f"ANALYZE {', '.join(tables)}")
        else:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def _names(fields):
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)
