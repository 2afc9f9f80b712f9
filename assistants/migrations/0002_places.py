"""Make the database enforce the cap of fifteen families (UWRiSPZ art. 15 ust. 4).

On both databases, and for past days as well as for today:

* on any day a place of an assistant holds one family: `assignment_place_taken`;
* a place is within the limit that the assistant has when the row is written, and the limit cannot be set
  below a place that is still taken: `assignment_within_limit`;
* the family of an assignment is the family of its case: `assignment_family_of_case`.

PostgreSQL enforces the first by an exclusion constraint and the third by a foreign key. SQLite has neither;
triggers are enough there, because it allows one writer at a time. A later migration that makes Django rebuild
the SQLite table must create the triggers again; `tests/assistants/test_cap.py` fails until it does.
"""

from django.db import migrations

POSTGRESQL = [
    # btree_gist ships with PostgreSQL and is trusted: the owner of the database may create it.
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    """
    ALTER TABLE assistants_assignment ADD CONSTRAINT assignment_place_taken
    EXCLUDE USING gist (
        assistant_id WITH =, place WITH =, family_id WITH <>, daterange(starts_on, ends_on, '[]') WITH &&
    )
    """,
    "ALTER TABLE cases_case ADD CONSTRAINT case_with_family UNIQUE (id, family_id)",
    """
    ALTER TABLE assistants_assignment ADD CONSTRAINT assignment_family_of_case
    FOREIGN KEY (case_id, family_id) REFERENCES cases_case (id, family_id) ON UPDATE CASCADE
    """,
    # FOR SHARE: a transaction that lowers the limit at the same time waits, and then sees this row.
    """
    CREATE FUNCTION assignment_within_limit() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE most integer;
    BEGIN
        SELECT max_families INTO most FROM assistants_assistant WHERE id = NEW.assistant_id FOR SHARE;
        IF NEW.place > most THEN
            RAISE EXCEPTION 'assignment_within_limit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_within_limit';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER assignment_within_limit BEFORE INSERT OR UPDATE OF assistant_id, place ON assistants_assignment
    FOR EACH ROW EXECUTE FUNCTION assignment_within_limit()
    """,
    """
    CREATE FUNCTION assistant_limit_not_below_places() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM assistants_assignment
            WHERE assistant_id = NEW.id AND place > NEW.max_families
            AND (ends_on IS NULL OR ends_on >= CURRENT_DATE)
        ) THEN
            RAISE EXCEPTION 'assignment_within_limit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_within_limit';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER assistant_limit_not_below_places BEFORE UPDATE OF max_families ON assistants_assistant
    FOR EACH ROW EXECUTE FUNCTION assistant_limit_not_below_places()
    """,
]

POSTGRESQL_BACK = [
    "DROP TRIGGER assistant_limit_not_below_places ON assistants_assistant",
    "DROP FUNCTION assistant_limit_not_below_places",
    "DROP TRIGGER assignment_within_limit ON assistants_assignment",
    "DROP FUNCTION assignment_within_limit",
    "ALTER TABLE assistants_assignment DROP CONSTRAINT assignment_family_of_case",
    "ALTER TABLE cases_case DROP CONSTRAINT case_with_family",
    "ALTER TABLE assistants_assignment DROP CONSTRAINT assignment_place_taken",
]

RULES = {
    "assignment_place_taken": """
        EXISTS (
            SELECT 1 FROM assistants_assignment other
            WHERE other.assistant_id = NEW.assistant_id AND other.place = NEW.place
            AND other.id <> NEW.id AND other.family_id <> NEW.family_id
            AND (NEW.ends_on IS NULL OR other.starts_on <= NEW.ends_on)
            AND (other.ends_on IS NULL OR other.ends_on >= NEW.starts_on)
        )
    """,
    "assignment_within_limit": """
        NEW.place > (SELECT max_families FROM assistants_assistant WHERE id = NEW.assistant_id)
    """,
    "assignment_family_of_case": """
        NEW.family_id <> (SELECT family_id FROM cases_case WHERE id = NEW.case_id)
    """,
}
# AFTER: a new row has its id by then, and a refusal undoes the statement.
SQLITE = [
    f"""
    CREATE TRIGGER {name}_{event} AFTER {event} ON assistants_assignment
    WHEN {rule} BEGIN SELECT RAISE(ABORT, '{name}'); END
    """
    for name, rule in RULES.items()
    for event in ("INSERT", "UPDATE")
] + [
    """
    CREATE TRIGGER assistant_limit_not_below_places AFTER UPDATE OF max_families ON assistants_assistant
    WHEN EXISTS (
        SELECT 1 FROM assistants_assignment
        WHERE assistant_id = NEW.id AND place > NEW.max_families AND (ends_on IS NULL OR ends_on >= date('now'))
    )
    BEGIN SELECT RAISE(ABORT, 'assignment_within_limit'); END
    """,
    """
    CREATE TRIGGER case_family_of_assignment AFTER UPDATE OF family_id ON cases_case
    BEGIN UPDATE assistants_assignment SET family_id = NEW.family_id WHERE case_id = NEW.id; END
    """,
]
SQLITE_BACK = [f"DROP TRIGGER {name}_{event}" for name in RULES for event in ("INSERT", "UPDATE")] + [
    "DROP TRIGGER assistant_limit_not_below_places",
    "DROP TRIGGER case_family_of_assignment",
]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("assistants", "0001_assistants_and_diary"), ("cases", "0001_families_and_cases")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
