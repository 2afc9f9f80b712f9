"""Who acts in the tests of the log, and looking into it past its own rules."""

from contextlib import contextmanager
from importlib import import_module

import pytest
from django.db import connection

from familycare.audit.models import Change
from tests.factories import FamilyFactory, UserFactory

rules = import_module("familycare.audit.migrations.0002_append_only")


@pytest.fixture
def anna(db):
    """A manager."""
    return UserFactory(first_name="Anna", last_name="Nowak", role="manager")


@pytest.fixture
def sowa(db):
    return FamilyFactory(name="Sowa", number="R1")


@pytest.fixture
def nobody_acts(monkeypatch):
    """As in operation: outside of a page and of a command there is no actor."""
    monkeypatch.setattr("familycare.audit.acting.anywhere", None)


@contextmanager
def without_rules():
    """The database as whoever owns it could leave it: nothing refuses what is done to the log inside."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield cursor
            cursor.execute("RESET session_replication_role")
        else:
            for statement in rules.SQLITE_BACK:
                cursor.execute(statement)
            yield cursor
            for statement in rules.SQLITE:
                cursor.execute(statement)


def last_change(**wanted):
    return Change.objects.filter(**wanted).first()
