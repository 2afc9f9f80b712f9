"""A dry run shows what a write would do, leaves nothing, and does not block other writers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cases.locking import lock_family
from cases.models import Family
from familycare.audit.choices import ChangeKind, ReadingKind
from familycare.audit.models import Change
from familycare.audit.services import dry_run, lock_changes, record_bulk, record_change, record_reading
from familycare.audit.verification.chains import verify
from tests.factories import FamilyFactory, PersonFactory


def write_in_every_way(family):
    lock_family(family)
    lock_changes()
    family.district = "Zdrój"
    family.save()
    PersonFactory(family=family).delete()
    with record_bulk(text="Poprawiono nazwiska."):
        Family.objects.update(name="Puchacz")
    record_change(ChangeKind.RESTRICTED, record=family)


@pytest.mark.django_db
class TestLeavesNothing:
    def test_writes_are_visible_inside_and_gone_afterwards(self, sowa):
        before = Change.objects.count()
        with dry_run():
            write_in_every_way(sowa)
            assert Family.objects.get().name == "Puchacz"
        assert Family.objects.get().name == "Sowa"
        assert Family.objects.get().district != "Zdrój"
        assert Change.objects.count() == before
        verify()

    def test_also_when_it_fails(self, sowa):
        with pytest.raises(ZeroDivisionError), dry_run():
            Family.objects.update(name="Puchacz")
            raise ZeroDivisionError
        assert Family.objects.get().name == "Sowa"

    def test_also_when_it_returns_early(self, sowa):
        def leave():
            with dry_run():
                Family.objects.update(name="Puchacz")
                return

        leave()
        assert Family.objects.get().name == "Sowa"

    def test_the_log_is_neither_read_nor_locked_nor_written(self, sowa):
        with CaptureQueriesContext(connection) as queries, dry_run():
            write_in_every_way(sowa)
        statements = [query["sql"] for query in queries]
        assert any("UPDATE" in statement for statement in statements)
        assert not [statement for statement in statements if "audit_" in statement or "advisory" in statement]

    def test_afterwards_writes_are_recorded_again(self, sowa):
        with dry_run():
            write_in_every_way(sowa)
        sowa.district = "Wola"
        sowa.save()
        assert Change.objects.first().payload["values"]["district"][1] == "Wola"

    def test_a_reading_would_be_lost_and_is_an_error(self, sowa):
        request = RequestFactory().get("/")
        with pytest.raises(RuntimeError, match="rolled back"), dry_run():
            record_reading(request, ReadingKind.FAMILY, family=sowa)


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
class TestOtherWriters:
    """SQLite has one writer at a time."""

    @pytest.fixture
    def write(self):
        """A function that saves another family on another connection, and fails if it has to wait."""

        def save(family):
            try:
                with transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute("SET LOCAL lock_timeout = '2s'")
                    family.district = "Wola"
                    family.save()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            yield lambda family: pool.submit(save, family).result()

    def test_write_while_a_dry_run_is_open(self, write):
        sowa, wilk = FamilyFactory(name="Sowa"), FamilyFactory(name="Wilk")
        with dry_run():
            lock_family(sowa)
            sowa.district = "Zdrój"
            sowa.save()
            PersonFactory(family=sowa).delete()
            write(wilk)
        wilk.refresh_from_db()
        sowa.refresh_from_db()
        assert (wilk.district, sowa.district) == ("Wola", "")
        assert Change.objects.first().family_number == wilk.number
        verify()

    def test_wait_while_a_write_is_open(self, write):
        """Shows that the test above would fail without a dry run."""
        sowa, wilk = FamilyFactory(name="Sowa"), FamilyFactory(name="Wilk")
        with pytest.raises(OperationalError, match="lock"), transaction.atomic():
            sowa.district = "Zdrój"
            sowa.save()
            write(wilk)
