"""Writes many rows fast: COPY on PostgreSQL, one prepared statement on SQLite.

Nothing of Django's `save` happens here: no signals, no defaults. The constraints of the database hold. What the log
watches is written inside of `audit.services.record_bulk`.
"""

import csv
import io
import sqlite3
from datetime import date

from django.db import connection

from familycare.audit.registry import check_write

# Python's own adapter for dates does the same and is on its way out.
sqlite3.register_adapter(date, date.isoformat)


def insert(model, names, rows):
    """Inserts `rows` (tuples of values as the database holds them) into the fields `names` of the model."""
    check_write(model._meta.db_table)
    fields = [model._meta.get_field(name) for name in names]
    table, columns = connection.ops.quote_name(model._meta.db_table), _names(fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # An empty cell is NULL only where a column may be NULL: empty texts are texts.
            filled = _names(field for field in fields if not field.null)
            text = io.StringIO(newline="")
            csv.writer(text).writerows(rows)
            text.seek(0)
            # Django does not know this method of psycopg2, and so would not turn its errors into its own.
            with connection.wrap_database_errors:
                cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({filled}))", text)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def reserve_keys(model, count):
    """`count` primary keys that nobody else will be given, ascending. To be called in a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, count],
            )
            return sorted(key for (key,) in cursor.fetchall())
        # The transaction holds SQLite's only write lock, so that the next keys stay free.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        highest = (cursor.fetchone() or [0])[0]
        return range(highest + 1, highest + 1 + count)


def check_at_once():
    """Lets PostgreSQL check references with each statement of the transaction, not millions of them at its end."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def analyze():
    """Tells the database's planner how the tables have grown."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Named, as ANALYZE without names locks what all databases of the server share until the transaction ends.
            tables = map(connection.ops.quote_name, connection.introspection.table_names(cursor))
            cursor.execute(f"ANALYZE {', '.join(tables)}")
        else:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def _names(fields):
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)
