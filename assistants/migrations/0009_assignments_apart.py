"""Make the database refuse two assignments of one case that share a day: `assignment_overlaps`.

PostgreSQL uses an exclusion constraint (`0002_places` creates btree_gist), SQLite, which allows one writer at a time,
triggers. A later migration that makes Django rebuild the SQLite table must create them again;
`tests/assistants/test_cap.py` fails until it does.
"""

from django.db import migrations

POSTGRESQL = [
    """
    ALTER TABLE assistants_assignment ADD CONSTRAINT assignment_overlaps
    EXCLUDE USING gist (case_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)
    """
]
POSTGRESQL_BACK = ["ALTER TABLE assistants_assignment DROP CONSTRAINT assignment_overlaps"]

# AFTER: a new row has its id by then, and a refusal undoes the statement.
SQLITE = [
    f"""
    CREATE TRIGGER assignment_overlaps_{event} AFTER {event} ON assistants_assignment
    WHEN EXISTS (
        SELECT 1 FROM assistants_assignment other
        WHERE other.case_id = NEW.case_id AND other.id <> NEW.id
        AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
        AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
    )
    BEGIN SELECT RAISE(ABORT, 'assignment_overlaps'); END
    """
    for event in ("INSERT", "UPDATE")
]
SQLITE_BACK = [f"DROP TRIGGER assignment_overlaps_{event}" for event in ("INSERT", "UPDATE")]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("assistants", "0008_absences_apart")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
