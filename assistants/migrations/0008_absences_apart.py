"""Make the database refuse two absences of one assistant that share a day: `absence_overlaps`.

PostgreSQL uses an exclusion constraint (`0002_places` creates btree_gist), SQLite, which allows one writer at a time,
triggers. A later migration that makes Django rebuild the SQLite table must create them again;
`tests/assistants/test_absences.py` fails until it does.
"""

from django.db import migrations

POSTGRESQL = [
    """
    ALTER TABLE assistants_absence ADD CONSTRAINT absence_overlaps
    EXCLUDE USING gist (assistant_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
    """
]
POSTGRESQL_BACK = ["ALTER TABLE assistants_absence DROP CONSTRAINT absence_overlaps"]

# AFTER: a new row has its id by then, and a refusal undoes the statement.
SQLITE = [
    f"""
    CREATE TRIGGER absence_overlaps_{event} AFTER {event} ON assistants_absence
    WHEN EXISTS (
        SELECT 1 FROM assistants_absence other
        WHERE other.assistant_id = NEW.assistant_id AND other.id <> NEW.id
        AND other.starts_on <= NEW.ends_on AND other.ends_on >= NEW.starts_on
    )
    BEGIN SELECT RAISE(ABORT, 'absence_overlaps'); END
    """
    for event in ("INSERT", "UPDATE")
]
SQLITE_BACK = [f"DROP TRIGGER absence_overlaps_{event}" for event in ("INSERT", "UPDATE")]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("assistants", "0007_absences")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
