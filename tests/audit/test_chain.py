"""The chain of entries: each change to the log is noticed, and many users may add entries at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from io import StringIO
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from familycare.audit import chain
from familycare.audit.choices import ChangeKind, ReadingKind
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_change, record_reading
from familycare.audit.verification.chains import Broken, verify
from tests.audit.log import rules_of_time, without_rules
from tests.factories import FamilyFactory

REQUEST = RequestFactory().get("/")


def read(count=1, **fields):
    for _n in range(count):
        record_reading(REQUEST, ReadingKind.FAMILIES, **fields)


def change(count=1, **fields):
    for _n in range(count):
        record_change(ChangeKind.BULK, text="Zmieniono coś.", **fields)


def said(command, *arguments):
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def verified(*arguments):
    """What audit_verify says where the rules of the database are in force."""
    with rules_of_time():
        return said("audit_verify", *arguments)


@pytest.mark.django_db
class TestWhole:
    def test_entries_are_counted_from_one_without_gaps(self):
        change(3)
        read(2)
        assert [*Change.objects.order_by("pk").values_list("pk", flat=True)] == [1, 2, 3]
        assert [*Reading.objects.order_by("pk").values_list("pk", flat=True)] == [1, 2]

    def test_a_write_that_is_taken_back_leaves_no_gap(self):
        change()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            change()
            raise ZeroDivisionError
        change()
        assert [*Change.objects.order_by("pk").values_list("pk", flat=True)] == [1, 2]
        verify()

    def test_the_command_says_how_many_entries_hold(self):
        change(22)
        text = verified()
        assert "Dziennik zmian: łańcuch jest cały, 22\xa0wpisy." in text
        assert "Dziennik odczytów: łańcuch jest cały, 0\xa0wpisów." in text

    def test_an_empty_log_is_whole(self):
        assert verify()[Change].entries == 0

    def test_reads_the_log_in_batches(self, monkeypatch, django_assert_num_queries):
        monkeypatch.setattr("familycare.audit.verification.chains.AT_A_TIME", 2)
        change(7)
        assert verify()[Change].entries == 7

    def test_a_known_hash(self):
        """For checking another implementation of the verification."""
        entry = Reading(sequence=1, at=datetime(2024, 5, 20, 12, tzinfo=UTC), actor_words="Anna", kind="home")
        assert chain.canonical(entry.hashed()) == (
            '{"actor":null,"actor_words":"Anna","address":null,"at":"2024-05-20T12:00:00.000000+00:00",'
            '"family_key":null,"family_number":"","kind":"home","scope":"","searched":"","sequence":1,"what":""}'
        )
        assert chain.hash_of(entry, "") == chain.sha256("\n" + chain.canonical(entry.hashed()))


@pytest.mark.django_db
class TestBroken:
    """Changes that only the owner of the database can make, and what audit_verify says of them."""

    @pytest.mark.parametrize(
        ("statement", "number", "why"),
        [
            (
                "UPDATE audit_change SET actor_words = 'ktoś inny' WHERE sequence = 2",
                2,
                "nie zgadza się ze swoim skrótem",
            ),
            ("UPDATE audit_change SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 3", 3, "nie zgadza się"),
            ("UPDATE audit_change SET contents = '{}' WHERE sequence = 4", 4, "treść wpisu zmieniono"),
            ("UPDATE audit_change SET contents = NULL, salt = NULL WHERE sequence = 4", 4, "usunięto bez śladu"),
            ("UPDATE audit_change SET hash = 'x' WHERE sequence = 2", 2, "nie zgadza się"),
            ("DELETE FROM audit_change WHERE sequence = 1", 2, "brakuje wpisu 1"),
            ("DELETE FROM audit_change WHERE sequence IN (2, 3)", 4, "brakuje wpisów 2–3"),
            ("UPDATE audit_change SET sequence = 9 WHERE sequence = 5", 9, "brakuje wpisów 5–8"),
        ],
    )
    def test_the_first_broken_link_is_named(self, statement, number, why):
        change(5)
        with without_rules() as cursor:
            cursor.execute(statement)
        with pytest.raises(Broken, match=why) as broken:
            verify()
        assert (broken.value.log, broken.value.sequence) == (Change, number)

    def test_the_command_names_log_number_and_time_and_fails(self, time_machine):
        time_machine.move_to("2024-05-20 14:03 +0200")
        read(3)
        with without_rules() as cursor:
            cursor.execute("UPDATE audit_reading SET what = 'nic' WHERE sequence = 2")
        with pytest.raises(CommandError, match=r"Dziennik odczytów, wpis 2 z 20.05.2024 14:03: wpis nie zgadza się"):
            verified()

    def test_an_entry_put_in_between_breaks_it(self):
        read(2)
        with without_rules() as cursor:
            cursor.execute("UPDATE audit_reading SET sequence = 3 WHERE sequence = 2")
        forged = Reading(sequence=2, hash="0" * 64, at=datetime.now(UTC), actor_words="nikt", kind="home")
        forged.save(force_insert=True)
        with pytest.raises(Broken):
            verify()

    def test_entries_cut_off_at_the_end_are_noticed_with_the_noted_heads(self, tmp_path):
        heads = tmp_path / "heads.json"
        change(3)
        verified("--heads", str(heads))
        change(1)
        verified("--heads", str(heads))
        with without_rules() as cursor:
            cursor.execute("DELETE FROM audit_change WHERE sequence > 2")
        verified()
        with pytest.raises(CommandError, match="brakuje wpisów 3–4"):
            verified("--heads", str(heads))

    def test_a_new_chain_is_noticed_with_the_noted_heads(self, tmp_path):
        heads = tmp_path / "heads.json"
        change(2)
        verified("--heads", str(heads))
        with without_rules() as cursor:
            cursor.execute("DELETE FROM audit_change")
        change(2)
        with pytest.raises(CommandError, match="inny niż ten, który zapamiętano"):
            verified("--heads", str(heads))

    def test_a_damaged_file_of_heads_is_named(self, tmp_path):
        (tmp_path / "heads.json").write_text('{"changes": 5}')
        with pytest.raises(CommandError, match="Nie rozumiem pliku"):
            verified("--heads", str(tmp_path / "heads.json"))


@pytest.mark.django_db
class TestAppendOnly:
    """The database itself refuses changes, from any program."""

    @pytest.mark.parametrize("table", ["audit_change", "audit_reading"])
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE {} SET actor_words = 'ktoś inny'",
            "UPDATE {} SET hash = 'x' WHERE sequence = 1",
            "UPDATE {} SET sequence = 7 WHERE sequence = 1",
            "DELETE FROM {}",
            "DELETE FROM {} WHERE sequence = 2",
        ],
    )
    def test_nothing_is_altered_or_deleted(self, table, statement):
        change(2)
        read(2)
        with pytest.raises(DatabaseError, match="audit_"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table))
        verify()

    def test_contents_cannot_be_replaced(self):
        change()
        with pytest.raises(DatabaseError, match="audit_"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_change SET contents = '{}'")

    def test_erasing_contents_cannot_alter_other_columns(self):
        change()
        with pytest.raises(DatabaseError, match="audit_"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_change SET contents = NULL, salt = NULL, kind = 'created'")

    @pytest.mark.parametrize("log", [Change, Reading])
    def test_models_cannot_alter_an_entry_either(self, log):
        change()
        read()
        entry = log.objects.get()
        entry.actor_words = "ktoś inny"
        for write in (entry.save, entry.delete, log.objects.all().delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                write()

    @pytest.mark.skipif("connection.vendor != 'sqlite'")
    @pytest.mark.parametrize("table", ["audit_change", "audit_reading"])
    def test_replacing_is_refused(self, table):
        change()
        read()
        with (
            pytest.raises(DatabaseError, match="audit_append_only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE sequence = 1")

    @pytest.mark.skipif("connection.vendor != 'postgresql'")
    @pytest.mark.parametrize("table", ["audit_change", "audit_reading"])
    def test_truncating_is_refused(self, table):
        with (
            pytest.raises(DatabaseError, match="audit_append_only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE {table}")

    def test_the_clock_of_the_application_does_not_make_readings_old(self, time_machine):
        """The database decides which readings are old enough."""
        read()
        time_machine.move_to("2099-01-01")
        with pytest.raises(DatabaseError, match="audit_too_young"), transaction.atomic():
            from familycare.audit.chain import delete_readings

            delete_readings(1)


@pytest.mark.django_db
class TestPurge:
    @pytest.fixture(autouse=True)
    def readings(self, time_machine):
        """Five readings of January 2022 and two of May 2024; today is in June 2024."""
        time_machine.move_to("2022-01-10 12:00")
        read(5)
        time_machine.move_to("2024-05-20 12:00")
        read(2)
        time_machine.move_to("2024-06-01 12:00")

    def test_deletes_old_readings_and_the_rest_is_linked_to_its_entry(self):
        assert said("audit_purge") == "Usunięto 5\xa0odczytów sprzed 1\xa0czerwca\xa02022.\n"
        assert [*Reading.objects.order_by("pk").values_list("pk", flat=True)] == [6, 7]
        record = Change.objects.get()
        assert record.kind == ChangeKind.PURGED
        assert record.payload["entries"] == 5
        assert record.actor_words == "polecenie na serwerze: audit_purge"
        read()
        assert verify()[Reading].entries == 3

    def test_twice(self, time_machine):
        said("audit_purge", "--before", "2022-01-01")
        assert Reading.objects.count() == 7
        said("audit_purge")
        time_machine.move_to("2026-06-01 12:00")
        said("audit_purge")
        assert Change.objects.count() == 2
        assert verify()[Reading].entries == 1

    def test_a_younger_day_is_refused(self):
        with pytest.raises(CommandError, match="co najmniej dwa lata.*sprzed 1\xa0czerwca\xa02022"):
            said("audit_purge", "--before", "2022-06-02")
        assert Reading.objects.count() == 7

    @pytest.mark.parametrize("day", ["wczoraj", "2022-02-30", "20.05.2022"])
    def test_what_is_no_day_is_refused(self, day):
        with pytest.raises(CommandError, match="to nie data"):
            said("audit_purge", "--before", day)

    def test_the_last_entry_is_kept(self, time_machine):
        """The next entry is linked to it."""
        time_machine.move_to("2026-06-01 12:00")
        said("audit_purge")
        assert Reading.objects.get().pk == 7
        read()
        verify()

    def test_a_beginning_cut_off_by_hand_is_noticed(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_reading WHERE sequence <= 2")
        with pytest.raises(Broken, match="brakuje wpisów 1–2"):
            verify()

    def test_more_cut_off_than_recorded_is_noticed(self):
        said("audit_purge")
        with without_rules() as cursor:
            cursor.execute("DELETE FROM audit_reading WHERE sequence = 6")
        with pytest.raises(Broken, match="brakuje wpisu 6"):
            verify()

    def test_a_younger_reading_before_older_ones_keeps_them(self, time_machine):
        """Where the clock was wrong for a day, only the entries before it are deleted."""
        time_machine.move_to("2022-01-20 12:00")
        read()
        time_machine.move_to("2024-06-01 12:00")
        said("audit_purge")
        assert Reading.objects.count() == 3
        with pytest.raises(Broken, match="wcześniejszy czas"):
            verify()


@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def at_once(self, work, threads=8):
        ready = Barrier(threads)

        def run(number):
            ready.wait()
            try:
                return work(number)
            finally:
                connection.close()

        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(run, range(threads)))

    def test_the_chain_stays_one_and_its_times_never_fall(self):
        with rules_of_time():
            self.at_once(lambda number: (read(5), change(2)))
        heads = verify()
        assert (heads[Reading].entries, heads[Change].entries) == (40, 16)

    def test_failed_writes_leave_no_gap(self):
        def work(number):
            try:
                with transaction.atomic():
                    change()
                    if number % 2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                pass

        self.at_once(work)
        assert verify()[Change].entries == 4

    def test_old_values_are_right_though_all_change_the_same_family(self):
        """The old value of an entry is the new value of the one before."""
        family = FamilyFactory(district="Zdrój")

        def work(number):
            mine = type(family).objects.get(pk=family.pk)
            mine.district = f"Dzielnica {number}"
            mine.save()

        self.at_once(work)
        told = [entry.payload["values"]["district"] for entry in Change.objects.of_family(family).order_by("pk")]
        assert all(before[1] == after[0] for before, after in zip(told, told[1:], strict=False))
        assert len(told) == 9
        verify()

    def test_assigning_and_reading_at_once(self):
        """Writing several records in different orders causes no deadlock."""
        families = [FamilyFactory(registered_on=date(2024, 1, 1)) for _n in range(2)]

        def work(number):
            with transaction.atomic():
                for family in families if number % 2 else families[::-1]:
                    family = type(family).objects.get(pk=family.pk)
                    family.district = f"Dzielnica {number}"
                    family.save()
            read()

        self.at_once(work)
        assert verify()[Reading].entries == 8
