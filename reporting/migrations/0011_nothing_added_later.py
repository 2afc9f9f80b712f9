"""The database refuses to add files and figures to an edition that is complete, and to change that it was handed over.

An edition is complete with its file in JSON, which is written last.
"""

from django.db import migrations

PARTS = ("reporting_editionfile", "reporting_editionfigure")
HANDED_OVER = "reporting_handingover"
RULES = ("kept", "same")
SAME = " AND ".join(f"{column} = NEW.{column}" for column in ("edition_id", "handed_on", "channel", "recipient"))
COMPLETE = "EXISTS (SELECT 1 FROM reporting_editionfile WHERE edition_id = NEW.edition_id AND format = 'json')"

POSTGRESQL = [
    f"""
    CREATE FUNCTION edition_complete() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {COMPLETE} THEN
            RAISE EXCEPTION 'edition_frozen' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    *(
        f"CREATE TRIGGER {table}_not_added BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION edition_complete()"
        for table in PARTS
    ),
    f"CREATE TRIGGER {HANDED_OVER}_kept BEFORE DELETE ON {HANDED_OVER} FOR EACH ROW EXECUTE FUNCTION edition_frozen()",
    f"CREATE TRIGGER {HANDED_OVER}_same BEFORE UPDATE ON {HANDED_OVER} FOR EACH ROW EXECUTE FUNCTION edition_frozen()",
    f"CREATE TRIGGER {HANDED_OVER}_not_emptied BEFORE TRUNCATE ON {HANDED_OVER} EXECUTE FUNCTION edition_frozen()",
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {HANDED_OVER}_{rule} ON {HANDED_OVER}" for rule in (*RULES, "not_emptied")),
    *(f"DROP TRIGGER {table}_not_added ON {table}" for table in PARTS),
    "DROP FUNCTION edition_complete()",
]
REFUSE = "BEGIN SELECT RAISE(ABORT, 'edition_frozen'); END"
SQLITE = [
    *(f"CREATE TRIGGER {table}_not_added BEFORE INSERT ON {table} WHEN {COMPLETE} {REFUSE}" for table in PARTS),
    f"CREATE TRIGGER {HANDED_OVER}_kept BEFORE DELETE ON {HANDED_OVER} {REFUSE}",
    f"CREATE TRIGGER {HANDED_OVER}_same BEFORE UPDATE ON {HANDED_OVER} {REFUSE}",
    # INSERT OR REPLACE deletes without a trigger.
    f"CREATE TRIGGER {HANDED_OVER}_not_replaced BEFORE INSERT ON {HANDED_OVER}"
    f" WHEN EXISTS (SELECT 1 FROM {HANDED_OVER} WHERE id = NEW.id OR ({SAME})) {REFUSE}",
]
SQLITE_BACK = [
    *(f"DROP TRIGGER {HANDED_OVER}_{rule}" for rule in (*RULES, "not_replaced")),
    *(f"DROP TRIGGER {table}_not_added" for table in PARTS),
]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("reporting", "0010_document_steps")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
