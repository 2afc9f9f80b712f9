"""The database refuses to change, replace or delete an edition of a document, its files and its figures.

On PostgreSQL the application's role has no right to do it either (`manage.py audit_grants`).
"""

from django.db import migrations

# What is there once, beside the primary key.
ONCE = {
    "reporting_edition": ("document_id", "number"),
    "reporting_editionfile": ("edition_id", "format"),
    "reporting_editionfigure": ("edition_id", '"table"', "row", "period"),
}
TABLES = tuple(ONCE)
RULES = ("kept", "same")

POSTGRESQL = [
    """
    CREATE FUNCTION edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'edition_frozen' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    *(
        statement
        for table in TABLES
        for statement in (
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION edition_frozen()",
            f"CREATE TRIGGER {table}_same BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION edition_frozen()",
            f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION edition_frozen()",
        )
    ),
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_{rule} ON {table}" for table in TABLES for rule in (*RULES, "not_emptied")),
    "DROP FUNCTION edition_frozen()",
]
REFUSE = "BEGIN SELECT RAISE(ABORT, 'edition_frozen'); END"


def same(table):
    """Return the SQL condition that a row is there already, with another primary key or not."""
    return " AND ".join(f"{column} = NEW.{column}" for column in ONCE[table])


SQLITE = [
    statement
    for table in TABLES
    for statement in (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {REFUSE}",
        f"CREATE TRIGGER {table}_same BEFORE UPDATE ON {table} {REFUSE}",
        # INSERT OR REPLACE deletes without a trigger.
        f"CREATE TRIGGER {table}_not_replaced BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same(table)})) {REFUSE}",
    )
]
SQLITE_BACK = [f"DROP TRIGGER {table}_{rule}" for table in TABLES for rule in (*RULES, "not_replaced")]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("reporting", "0008_editions")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
