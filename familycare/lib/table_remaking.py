"""Operations for migrations that change tables which triggers belong to or read.

To change a table, SQLite makes it anew: its triggers go with the old table, and triggers of others that name it are in
the way. `BEFORE` puts all triggers aside, `AFTER` puts them back. PostgreSQL needs neither.
"""

from django.db.migrations import RunPython

KEPT = "triggers_put_aside"


def _put_aside(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {KEPT} AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        cursor.execute(f"SELECT name FROM {KEPT}")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def _put_back(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT sql FROM {KEPT}")
        for (sql,) in cursor.fetchall():
            cursor.execute(sql)
        cursor.execute(f"DROP TABLE {KEPT}")


BEFORE = RunPython(_put_aside, _put_back, elidable=True)
AFTER = RunPython(_put_back, _put_aside, elidable=True)
