"""The database refuses to change a paper as it was sent. A merge moves it to another family, anonymisation deletes it."""

from django.db import migrations

CONTENT = (
    "kind, subject, about, case_mark, series, year, number, dated_on, addressee, address, copies, signed_by, signed_as, "
    "template_id, corrects_id, attachment_id, docx, sha256, made_by_id, made_at, form_key"
)
POSTGRESQL = [
    """
    CREATE FUNCTION paper_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'paper_frozen' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER reporting_paper_same BEFORE UPDATE OF {CONTENT} ON reporting_paper
    FOR EACH ROW EXECUTE FUNCTION paper_frozen()
    """,
]
POSTGRESQL_BACK = ["DROP TRIGGER reporting_paper_same ON reporting_paper", "DROP FUNCTION paper_frozen()"]
SQLITE = [
    f"""
    CREATE TRIGGER reporting_paper_same BEFORE UPDATE OF {CONTENT} ON reporting_paper
    BEGIN SELECT RAISE(ABORT, 'paper_frozen'); END
    """
]
SQLITE_BACK = ["DROP TRIGGER reporting_paper_same"]


def run(postgresql, sqlite):
    def operation(apps, schema_editor):
        for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
            schema_editor.execute(statement)

    return operation


class Migration(migrations.Migration):
    dependencies = [("reporting", "0017_papers")]

    operations = [migrations.RunPython(run(POSTGRESQL, SQLITE), run(POSTGRESQL_BACK, SQLITE_BACK))]
