"""The rules by which the database protects the log: whether all that the migrations made are still in force."""

import re
from importlib import import_module

from django.db import connection

MIGRATIONS = ("0002_append_only", "0004_times_in_order")
TRIGGER = re.compile(r"\s*CREATE TRIGGER (\w+)")
FUNCTION = re.compile(r"\s*CREATE FUNCTION (\w+)\(.*?AS \$\$(.*)\$\$", re.DOTALL)


def missing_rules():
    """Return the names of the triggers that are gone, switched off or altered, sorted."""
    vendor = connection.vendor.upper()
    statements = [
        each for name in MIGRATIONS for each in getattr(import_module(f"familycare.audit.migrations.{name}"), vendor)
    ]
    found = _of_postgresql(statements) if vendor == "POSTGRESQL" else _of_sqlite()
    wanted = {made[1]: _squeezed(each) for each in statements if (made := TRIGGER.match(each))}
    return sorted(name for name, definition in wanted.items() if found.get(name) != definition)


def _of_sqlite():
    """Return {name: definition} of the triggers in force."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: _squeezed(definition) for name, definition in cursor.fetchall()}


def _of_postgresql(statements):
    """Return {name: definition} of the triggers in force whose functions are as the statements made them."""
    bodies = {made[1]: made[2] for each in statements if (made := FUNCTION.match(each))}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, replace(pg_get_triggerdef(pg_trigger.oid), quote_ident(nspname) || '.', ''),"
            " proname, prosrc"
            " FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid"
            " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
            " WHERE nspname = current_schema() AND NOT tgisinternal AND tgenabled IN ('O', 'A')"
        )
        return {
            name: _squeezed(definition.replace(" FOR EACH STATEMENT", ""))
            for name, definition, function, body in cursor.fetchall()
            if bodies.get(function) == body
        }


def _squeezed(statement):
    return " ".join(statement.split())
