"""`audit_grants --role NAME`: grants the application's role on PostgreSQL what it needs; for the log, only
SELECT and INSERT. The owner of the tables runs it after each `migrate`.

Which tables there are, the database knows best: the cache and others have no model."""

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from familycare.audit import commands
from familycare.audit.models import Change, Reading

FUNCTIONS = "audit_purge_readings, audit_erase_contents"
# Tables of upper floors whose rows are only added, as their triggers say too: editions of documents, and to whom they
# were handed over.
ONLY_ADDED = {"reporting_edition", "reporting_editionfile", "reporting_editionfigure", "reporting_handingover"}


class Command(commands.Command):
    help = "Nadaje roli aplikacji w PostgreSQL uprawnienia do tabel; do dziennika tylko odczyt i dopisywanie."

    def add_arguments(self, parser):
        parser.add_argument("--role", metavar="NAZWA", help="rola, z którą łączy się aplikacja, np. familycare_app")

    def handle(self, *, role, **options):
        if connection.vendor != "postgresql":
            raise commands.Refusal("Role są tylko w PostgreSQL. W SQLite dziennika pilnują wyzwalacze.")
        if not role:
            raise commands.Refusal("Podaj rolę aplikacji, np. --role familycare_app.")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper, rolname = current_user OR pg_has_role(rolname, current_user, 'MEMBER'),"
                " quote_ident(current_schema()) FROM pg_roles WHERE rolname = %s",
                [role],
            )
            found = cursor.fetchone()
            if not found:
                raise commands.Refusal(f"W bazie nie ma roli „{role}”. Załóż ją: CREATE ROLE … LOGIN PASSWORD …")
            superuser, is_owner, schema = found
            if superuser or is_owner:
                raise commands.Refusal(f"Rola „{role}” jest właścicielem tabel albo administratorem bazy. Podaj inną.")
            owner, tables = _owner_and_tables(cursor)
            for statement in _statements(connection.ops.quote_name(role), schema, owner, tables):
                cursor.execute(statement)
        self.stdout.write(f"Rola „{role}” może dziennik tylko czytać i dopisywać do niego.")


def _owner_and_tables(cursor):
    """Return the owner of the log, quoted, and the names of all tables that this owner has in the schema."""
    cursor.execute(
        "SELECT quote_ident(owned.tableowner), array_agg(owned.tablename::text)"
        " FROM pg_tables log JOIN pg_tables owned USING (schemaname, tableowner)"
        " WHERE log.schemaname = current_schema() AND log.tablename = %s GROUP BY 1",
        [Change._meta.db_table],
    )
    return cursor.fetchone()


def _statements(role, schema, owner, tables):
    """Yield the statements: first they revoke everything, so that excess grants of earlier versions do not remain."""
    log = [Change._meta.db_table, Reading._meta.db_table, *sorted(ONLY_ADDED & set(tables))]
    migrations = MigrationRecorder.Migration._meta.db_table
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {_joined(set(tables) - {*log, migrations})} TO {role}"
    yield f"GRANT SELECT, INSERT ON {_joined(log)} TO {role}"
    yield f"GRANT SELECT ON {_joined([migrations])} TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    yield f"GRANT EXECUTE ON FUNCTION {FUNCTIONS} TO {role}"
    # What a later migration makes works at once, also if this command is forgotten after it.
    later = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema}"
    yield f"{later} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}"
    yield f"{later} GRANT USAGE, SELECT ON SEQUENCES TO {role}"


def _joined(tables):
    return ", ".join(sorted(map(connection.ops.quote_name, tables)))
