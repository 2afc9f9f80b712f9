"""The databases of the tests: kept from one quick run to the next, and emptied after tests that commit."""

import hashlib
import os
from importlib import import_module
from pkgutil import iter_modules
from types import SimpleNamespace

from django.apps import apps
from django.db import connection

from familycare.audit.recording import known
from familycare.centre import migrations as centre
from familycare.centre.models import LegalTerm
from familycare.lib.dates import EARLIEST
from tests.source_code import BASE, FLOORS, imports, our_files, our_modules

# What is only added to, and never changed; those that need others stand last.
ONLY_ADDED = (
    "familycare.audit.migrations.0002_append_only",
    "reporting.migrations.0009_frozen_editions",
    "reporting.migrations.0011_nothing_added_later",
)


def kept_database(cache):
    """Return the path in pytest's `cache` of the SQLite database of the current migrations; it may not exist yet."""
    return cache.mkdir("databases") / f"{fingerprint_of_migrations()}.sqlite3"


def fingerprint_of_migrations():
    """Return a hash of the migrations, of our modules that they import, and of the locked libraries."""
    modules = our_modules(*FLOORS)
    files = {BASE / "requirements" / "dev.txt"}
    for path in our_files(".py"):
        if path.parent.name == "migrations":
            names = {part for name in imports(path) for part in (name, name.rpartition(".")[0])}
            files |= {path, *(modules[name] for name in names & modules.keys())}
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def keep(database):
    """Copy the freshly migrated database of this run to the path `database` and delete older ones."""
    unfinished = database.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(database)
    for other in database.parent.glob("*.sqlite3"):
        if other != database:
            other.unlink(missing_ok=True)


def load_first_rows(sender, **kwargs):
    """Load the dictionaries and the law again after a test with commits has emptied their tables.

    Written in bulk, which leaves no entries in the log.
    """
    if not sender.get_model("Problem").objects.exists():
        law = sender.get_model("LegalParameter")
        rows = [
            law(term=term, starts_on=EARLIEST, value=value, source=source)
            for term, (value, source) in first_law().items()
        ]
        with known(None):
            import_module("familycare.centre.migrations.0002_dictionaries").load(apps, None)
            import_module("familycare.centre.migrations.0019_life_areas").load(apps, None)
            import_module("familycare.centre.migrations.0020_assessment_scale").load(apps, None)
            law.objects.bulk_create(rows)


def first_law():
    """Return {LegalTerm: (value, source)} of the rows with which the migrations began the law."""
    modules = [import_module(f"{centre.__name__}.{module.name}") for module in iter_modules(centre.__path__)]
    beginnings = [getattr(module, "BEGINNINGS", {}) for module in modules]
    return {term: each[term] for each in beginnings for term in each if term in LegalTerm.values}


def forget_rules_of_time():
    """Let tests move their clock: without these rules the log takes entries of any day, in any order.

    tests/audit puts them back where they are tested (`rules_of_time` in tests/audit/log.py).
    """
    with connection.cursor() as cursor:
        for statement in rules_of_time().off:
            cursor.execute(statement)


def rules_of_time():
    """Return the statements that switch the rules on and off that depend on the clock of the database."""
    rules = import_module("familycare.audit.migrations.0004_times_in_order")
    made = [each for each in getattr(rules, connection.vendor.upper()) if each.lstrip().startswith("CREATE TRIGGER")]
    gone = {"postgresql": rules.POSTGRESQL_BACK, "sqlite": rules.SQLITE_BACK}[connection.vendor]
    return SimpleNamespace(on=made, off=[each for each in gone if each.startswith("DROP TRIGGER")])


def empty_log_too(execute_sql_flush):
    """Return Django's method `execute_sql_flush`, changed to empty what is only added to: the log, editions."""
    rules = [import_module(name) for name in ONLY_ADDED]
    guarded, unguarded = {
        "postgresql": (["RESET session_replication_role"], ["SET session_replication_role = replica"]),
        "sqlite": (
            [rule for each in rules for rule in each.SQLITE],
            [rule for each in rules for rule in each.SQLITE_BACK],
        ),
    }[connection.vendor]

    def flush(self, sql_list):
        with known(None):
            execute_sql_flush(self, [*unguarded, *sql_list, *guarded])

    return flush
