"""The order and the times of the log: what the database refuses, and what audit_verify says when it could not."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from cases.models import Family
from familycare.audit.choices import ReadingKind
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_reading
from familycare.audit.verification.chains import Broken, verify
from familycare.audit.verification.database_rules import missing_rules
from tests.audit.log import rules_of_time, without_rules
from tests.clients import signed_in
from tests.factories import FamilyFactory, StaffFactory
from tests.html_forms import send

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'")


def read(count=1):
    for _n in range(count):
        record_reading(RequestFactory().get("/"), ReadingKind.REPORT)


def insert(sequence, at):
    """Write an entry into the log as another program could."""
    entry = Reading(sequence=sequence, at=at, hash="0" * 64, actor_words="nikt", kind="home")
    with transaction.atomic():
        entry.save(force_insert=True)


@pytest.fixture
def rules():
    with rules_of_time() as cursor:
        yield cursor


class TestDatabase:
    @pytest.mark.parametrize("sequence", [1, 2, 4, 9])
    def test_takes_only_the_next_number(self, rules, sequence):
        read(2)
        with pytest.raises(DatabaseError, match="audit_"):
            insert(sequence, datetime.now(UTC))
        insert(3, datetime.now(UTC))

    def test_begins_with_the_first(self, rules):
        with pytest.raises(DatabaseError, match="audit_out_of_order"):
            insert(2, datetime.now(UTC))
        insert(1, datetime.now(UTC))

    def test_takes_no_earlier_time(self, rules):
        read()
        with pytest.raises(DatabaseError, match="audit_out_of_order"):
            insert(2, datetime.now(UTC) - timedelta(seconds=30))

    @pytest.mark.parametrize("hours", [-24 * 365, -24, 24, 24 * 365], ids=lambda hours: f"{hours} h")
    def test_takes_no_other_day(self, rules, hours):
        with pytest.raises(DatabaseError, match="audit_not_today"):
            insert(1, datetime.now(UTC) + timedelta(hours=hours))

    def test_means_the_day_in_poland(self, rules):
        """Right after midnight in Warsaw it is still yesterday in UTC."""
        today = datetime.now(WARSAW).replace(hour=0, minute=0, second=0, microsecond=0)
        far = timedelta(minutes=10)
        if datetime.now(WARSAW) - today > far:
            with pytest.raises(DatabaseError, match="audit_not_today"):
                insert(1, today - timedelta(seconds=1))
        if today + timedelta(days=1) - datetime.now(WARSAW) > far:
            with pytest.raises(DatabaseError, match="audit_not_today"):
                insert(1, today + timedelta(days=1))
        insert(1, today)
        insert(2, today + timedelta(hours=23, minutes=59))

    def test_lets_clocks_differ_a_little(self, rules):
        insert(1, datetime.now(UTC) - timedelta(minutes=4))
        insert(2, datetime.now(UTC) + timedelta(minutes=4))


class TestApplication:
    def test_works_under_the_rules(self, rules):
        client, family = signed_in(StaffFactory()), FamilyFactory()
        assert client.get(f"/rodziny/{family.number}/").status_code == 200
        assert send(client, f"/rodziny/{family.number}/popraw/", district="Zdrój").status_code == 302
        assert Family.objects.get().district == "Zdrój"
        assert Reading.objects.count() >= 2
        verify()

    def test_imports_under_the_rules(self, rules, tmp_path):
        call_command("make_register", str(tmp_path / "register"), families="5", years="1", stdout=StringIO())
        call_command("import_register", str(tmp_path / "register"), stdout=StringIO())
        assert Change.objects.first().kind == "imported"

    def test_purges_under_the_rules_and_goes_on(self, time_machine):
        now = datetime.now(UTC)
        time_machine.move_to("2022-01-10 12:00")
        read(3)
        time_machine.move_to(now)
        with rules_of_time():
            call_command("audit_purge", stdout=StringIO())
            read(2)
        assert [*Reading.objects.order_by("pk").values_list("pk", flat=True)] == [3, 4, 5]
        verify()

    def test_has_times_that_do_not_fall_though_the_clock_of_another_machine_is_behind(self, rules, time_machine):
        read()
        time_machine.move_to(datetime.now(UTC) - timedelta(minutes=10))
        read()
        first, second = Reading.objects.order_by("pk").values_list("at", flat=True)
        assert first == second

    def test_does_not_hide_a_wrong_clock(self, rules, time_machine):
        """In the first two hours of a day the wrong time falls on the day before, which is refused as well."""
        read()
        time_machine.move_to(datetime.now(UTC) - timedelta(hours=2))
        with pytest.raises(DatabaseError, match="audit_out_of_order|audit_not_today"), transaction.atomic():
            read()


class TestTimes:
    def test_that_fall_break_the_chain(self, time_machine):
        time_machine.move_to("2024-05-20 12:00")
        read(2)
        time_machine.move_to("2024-05-19 12:00")
        read()
        time_machine.move_to("2024-05-20 12:00")
        read()
        with pytest.raises(Broken, match="wpis ma wcześniejszy czas niż poprzedni") as broken:
            verify()
        assert (broken.value.log, broken.value.sequence) == (Reading, 3)


class TestRules:
    def test_are_all_in_force(self, rules):
        assert missing_rules() == []
        call_command("audit_verify", stdout=StringIO())

    def test_that_are_gone_are_named(self, rules):
        on = " ON audit_reading" if connection.vendor == "postgresql" else ""
        rules.execute(f"DROP TRIGGER audit_reading_kept{on}")
        with pytest.raises(CommandError, match="Baza nie chroni dziennika.* audit_reading_kept\\."):
            call_command("audit_verify", stdout=StringIO())

    def test_of_time_are_named_too(self):
        assert "audit_change_next" in missing_rules()

    def test_are_named_besides_a_broken_chain(self, rules):
        read(3)
        with without_rules() as cursor:
            cursor.execute("UPDATE audit_reading SET what = 'nic' WHERE sequence = 2")
        on = " ON audit_change" if connection.vendor == "postgresql" else ""
        rules.execute(f"DROP TRIGGER audit_change_same{on}")
        with pytest.raises(CommandError, match="wpis 2 .*audit_change_same"):
            call_command("audit_verify", stdout=StringIO())

    @pytest.mark.skipif("connection.vendor != 'sqlite'")
    def test_that_do_nothing_any_more_are_named(self, rules):
        rules.execute("DROP TRIGGER audit_change_kept")
        rules.execute("CREATE TRIGGER audit_change_kept BEFORE DELETE ON audit_change WHEN FALSE BEGIN SELECT 1; END")
        assert missing_rules() == ["audit_change_kept"]

    @on_postgresql
    def test_that_are_switched_off_are_named(self, rules):
        rules.execute("ALTER TABLE audit_change DISABLE TRIGGER audit_change_same")
        assert missing_rules() == ["audit_change_same"]

    @on_postgresql
    def test_whose_function_was_replaced_are_named(self, rules):
        rules.execute(
            "CREATE OR REPLACE FUNCTION audit_only_old() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN OLD; END $$"
        )
        assert missing_rules() == ["audit_reading_kept"]
