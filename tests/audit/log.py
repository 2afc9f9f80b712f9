"""Reading the log, and writing into it without its rules."""

from contextlib import contextmanager
from importlib import import_module

from django.db import connection

from familycare.audit.models import Change
from tests import databases

rules = import_module("familycare.audit.migrations.0002_append_only")


@contextmanager
def without_rules():
    """Inside, the database lets the log be altered, as its owner could make it."""
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


@contextmanager
def rules_of_time():
    """Inside, the database refuses entries of other days and out of order, as in operation (see tests/databases.py)."""
    rules = databases.rules_of_time()
    with connection.cursor() as cursor:
        for statement in rules.on:
            cursor.execute(statement)
        try:
            yield cursor
        finally:
            if not connection.needs_rollback:
                for statement in rules.off:
                    cursor.execute(statement)


def last_change(**wanted):
    return Change.objects.filter(**wanted).first()
