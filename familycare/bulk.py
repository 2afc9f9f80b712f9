"""Writes many rows fast: COPY on PostgreSQL, one prepared statement on SQLite.

Nothing of Django's `save` happens here: no signals, no defaults. The constraints of the database hold.
"""

import io
from datetime import date
from decimal import Decimal

from django.db import connection

SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert(model, names, rows):
    """Inserts `rows` (tuples of values as the database holds them) into the fields `names` of the model."""
    columns = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            text = "".join(["\t".join(map(_copy_text, row)) + "\n" for row in rows])
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO(text))
        else:
            places = ", ".join(["%s"] * len(names))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({places})", [tuple(map(_sqlite_value, row)) for row in rows]
            )


def reserve_keys(model, count):
    """`count` primary keys that nobody else will be given, ascending. To be called in a transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(
                f"SELECT nextval({sequence}) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, count],
            )
            return sorted(key for (key,) in cursor.fetchall())
        # The transaction holds SQLite's only write lock, so that the next keys stay free.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        highest = (cursor.fetchone() or [0])[0]
        return range(highest + 1, highest + 1 + count)


def analyze():
    """Tells the database's planner how the tables have grown."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


def _copy_text(value):
    """A value in the text format of COPY."""
    if value is None:
        return "\\N"
    return value.translate(SPECIAL) if isinstance(value, str) else str(value)


def _sqlite_value(value):
    return str(value) if isinstance(value, (date, Decimal)) else value
