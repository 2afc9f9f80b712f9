"""`audit_grants --role NAME`: grants the application's role on PostgreSQL what it needs; for the log, only
SELECT and INSERT. The owner of the tables runs it after each `migrate`."""

from django.apps import apps
from django.db import connection, transaction

from familycare.audit import commands
from familycare.audit.models import Change, Reading

FUNCTIONS = "audit_purge_readings, audit_erase_contents"


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
            for statement in _statements(connection.ops.quote_name(role), schema):
                cursor.execute(statement)
        self.stdout.write(f"Rola „{role}” może dziennik tylko czytać i dopisywać do niego.")


def _statements(role, schema):
    """Yield the statements: first they revoke everything, so that excess grants of earlier versions do not remain."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    log = {model._meta.db_table for model in (Change, Reading)}
    tables, log = (", ".join(sorted(map(connection.ops.quote_name, names))) for names in (ours - log, log))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {role}"
    yield f"GRANT SELECT, INSERT ON {log} TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}"
    yield f"GRANT SELECT ON django_migrations TO {role}"
    yield f"GRANT EXECUTE ON FUNCTION {FUNCTIONS} TO {role}"
