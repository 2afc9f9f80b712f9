"""Operations for migrations that change tables which triggers read.

To change a table, SQLite makes it anew, and then refuses to rename it while a trigger names the table that is gone for
a moment. Put `BEFORE` before these changes and `AFTER` behind them. PostgreSQL needs neither.
"""

from django.db.migrations import RunPython


def _legacy_renaming(is_on):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"PRAGMA legacy_alter_table = {'ON' if is_on else 'OFF'}")

    return run


BEFORE = RunPython(_legacy_renaming(True), _legacy_renaming(False), elidable=True)
AFTER = RunPython(_legacy_renaming(False), _legacy_renaming(True), elidable=True)
