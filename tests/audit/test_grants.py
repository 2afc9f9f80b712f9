"""The application's role on PostgreSQL may read the log and add entries, and nothing else."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from assistants.models import Visit
from cases.models import Family
from familycare.accounts.models import Role
from familycare.audit.chain import erase_contents
from familycare.audit.choices import ReadingKind
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_reading
from familycare.audit.verification.chains import verify
from tests.audit.log import rules_of_time
from tests.clients import signed_in
from tests.factories import (
    PASSWORD,
    AssistantFactory,
    CentreFactory,
    FamilyFactory,
    StaffFactory,
    UserFactory,
    VisitFactory,
)
from tests.html_forms import send
from tests.html_pages import links_of

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'")
ROLE = "familycare_test_app"


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def grant(**options):
    out = StringIO()
    call_command("audit_grants", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def role():
    """The connection acts as the application's role; the transaction of the test ends both."""
    run(f"CREATE ROLE {ROLE}")
    assert "tylko czytać i dopisywać" in grant(role=ROLE)
    run(f"SET LOCAL ROLE {ROLE}")
    yield
    run("RESET ROLE")


@on_postgresql
class TestRole:
    def test_works_with_all_records_and_adds_to_the_log(self, role):
        family = FamilyFactory(name="Sowa")
        family.name = "Puchacz"
        family.save()
        visit = VisitFactory()
        visit.delete()
        record_reading(RequestFactory().get("/"), ReadingKind.FAMILY, family=family)
        assert Family.objects.count() == 2 and not Visit.objects.exists()
        assert Reading.objects.count() == 1
        assert verify()[Change].entries == Change.objects.count() > 3

    @pytest.mark.parametrize("role_of_user", Role.values)
    def test_signs_in_and_opens_all_pages_of_the_navigation(self, role, role_of_user):
        CentreFactory()
        AssistantFactory(account=(user := UserFactory(role=role_of_user)))
        client = Client()
        start = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
        pages = set(links_of(start, "nav a[href^='/']").values())
        answers = {page: client.get(page, follow=True).status_code for page in pages}
        assert start.status_code == 200 and len(pages) > 1
        assert answers == dict.fromkeys(pages, 200)

    def test_saves_a_form_and_its_entry(self, role):
        family, client = FamilyFactory(), signed_in(StaffFactory())
        assert send(client, reverse("correct_family", args=[family.number]), district="Zdrój").status_code == 302
        family.refresh_from_db()
        assert family.district == "Zdrój"
        assert Change.objects.first().payload["values"]["district"] == [None, "Zdrój"]

    def test_imports_a_register_and_makes_reports(self, role, tmp_path):
        call_command("make_register", str(tmp_path / "register"), families="5", years="1", stdout=StringIO())
        call_command("import_register", str(tmp_path / "register"), stdout=StringIO())
        call_command("export_tables", periods="2025", stdout=StringIO())
        call_command("export_register", str(tmp_path / "copy"), stdout=StringIO())
        assert [*Change.objects.values_list("kind", flat=True)] == ["exported", "imported"]

    @pytest.mark.parametrize("table", ["audit_change", "audit_reading"])
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE {} SET actor_words = 'x'",
            "DELETE FROM {}",
            "TRUNCATE {}",
            "ALTER TABLE {} DISABLE TRIGGER ALL",
            "DROP TABLE {}",
            "CREATE TRIGGER x BEFORE INSERT ON {} EXECUTE FUNCTION audit_append_only()",
        ],
    )
    def test_has_no_other_right_to_the_log(self, role, table, statement):
        with pytest.raises(DatabaseError, match="permission denied|must be owner"), transaction.atomic():
            run(statement.format(table))

    def test_cannot_switch_the_rules_off(self, role):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run("SET session_replication_role = replica")

    def test_deletes_old_readings_only(self, role, time_machine):
        time_machine.move_to("2022-01-10 12:00")
        for _n in range(3):
            record_reading(RequestFactory().get("/"), ReadingKind.REPORT)
        time_machine.move_to("2024-06-01 12:00")
        record_reading(RequestFactory().get("/"), ReadingKind.REPORT)
        call_command("audit_purge", stdout=StringIO())
        assert Reading.objects.get().pk == 4
        verify()

    def test_the_function_itself_refuses_young_readings(self, role):
        record_reading(RequestFactory().get("/"), ReadingKind.REPORT)
        with pytest.raises(DatabaseError, match="audit_too_young"), transaction.atomic():
            run("SELECT audit_purge_readings(1)")
        assert Reading.objects.count() == 1

    def test_is_held_to_the_order_of_the_log(self):
        run(f"CREATE ROLE {ROLE}")
        grant(role=ROLE)
        with rules_of_time():
            run(f"SET LOCAL ROLE {ROLE}")
            record_reading(RequestFactory().get("/"), ReadingKind.REPORT)
            with pytest.raises(DatabaseError, match="audit_out_of_order"), transaction.atomic():
                Reading.objects.create(sequence=5, at=timezone.now(), actor_words="x", kind="report")
            run("RESET ROLE")
        assert Reading.objects.count() == 1

    def test_the_function_finds_no_table_of_the_same_name(self, role):
        """A temporary table of that name must not be used."""
        record_reading(RequestFactory().get("/"), ReadingKind.REPORT)
        run("CREATE TEMPORARY TABLE audit_reading (sequence bigint, at timestamptz) ON COMMIT DROP")
        with pytest.raises(DatabaseError, match="audit_too_young"), transaction.atomic():
            run("SELECT audit_purge_readings(1)")
        run("DROP TABLE pg_temp.audit_reading")

    def test_erases_contents_at_anonymisation(self, role):
        family = FamilyFactory(name="Sowa", anonymised_on=date(2024, 5, 20))
        assert erase_contents(family) == 1
        verify()


@on_postgresql
class TestCommand:
    def test_other_roles_may_not_call_the_functions(self):
        run(f"CREATE ROLE {ROLE}", f"GRANT USAGE ON SCHEMA public TO {ROLE}", f"SET LOCAL ROLE {ROLE}")
        for call in ("audit_purge_readings(1)", "audit_erase_contents(1)"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                run(f"SELECT {call}")
        run("RESET ROLE")

    def test_covers_the_tables_of_later_migrations(self):
        run(f"CREATE ROLE {ROLE}")
        grant(role=ROLE)
        run("CREATE TABLE later (id bigserial)", f"SET LOCAL ROLE {ROLE}", "INSERT INTO later DEFAULT VALUES")
        run("UPDATE later SET id = 2", "DELETE FROM later", "RESET ROLE")

    def test_revokes_other_rights(self):
        run(f"CREATE ROLE {ROLE}", f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {ROLE}")
        grant(role=ROLE)
        run(f"SET LOCAL ROLE {ROLE}")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run("DELETE FROM audit_change")
        run("RESET ROLE")

    def test_unknown_roles_are_named(self):
        with pytest.raises(CommandError, match="nie ma roli „nikt”"):
            grant(role="nikt")

    @pytest.mark.parametrize("owner", ["postgres", None])
    def test_an_owner_is_refused(self, owner):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            (me,) = cursor.fetchone()
        with pytest.raises(CommandError, match="Podaj inną"):
            grant(role=owner or me)

    def test_a_name_is_quoted(self):
        name = 'a"; DROP TABLE audit_change; --'
        run(f"CREATE ROLE {connection.ops.quote_name(name.replace(chr(34), ''))}")
        with pytest.raises(CommandError, match="nie ma roli"):
            grant(role=name)


def test_without_a_name_says_what_is_missing():
    words = "Podaj rolę aplikacji" if connection.vendor == "postgresql" else "Role są tylko w PostgreSQL"
    with pytest.raises(CommandError, match=words):
        grant()
