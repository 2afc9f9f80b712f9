"""The databases of the tests: kept from one quick run to the next, and emptied after tests that commit."""

import hashlib
import os
from importlib import import_module

from django.apps import apps
from django.db import connection

from familycare.audit.recording import known
from tests.source_code import BASE, FLOORS, imports, our_files, our_modules


def kept_database(cache):
    """Return where `cache`, pytest's, keeps the SQLite database that the present migrations make, there or not yet."""
    return cache.mkdir("databases") / f"{fingerprint_of_migrations()}.sqlite3"


def fingerprint_of_migrations():
    """Return a word that changes with the migrations, with what they import of ours, and with the locked libraries."""
    modules = our_modules(*FLOORS)
    files = {BASE / "requirements" / "dev.txt"}
    for path in our_files(".py"):
        if path.parent.name == "migrations":
            names = {part for name in imports(path) for part in (name, name.rpartition(".")[0])}
            files |= {path, *(modules[name] for name in names & modules.keys())}
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def keep(database):
    """Copy the database of this run, which migrations have just made, to the path `database`; older ones go."""
    unfinished = database.with_suffix(f".{os.getpid()}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.replace(database)
    for other in database.parent.glob("*.sqlite3"):
        if other != database:
            other.unlink(missing_ok=True)


def load_dictionaries(sender, **kwargs):
    """Load the dictionaries again that their migration loaded, after a test with commits has emptied the tables."""
    if not sender.get_model("Problem").objects.exists():
        with known(None):
            import_module("familycare.centre.migrations.0002_dictionaries").load(apps, None)


def empty_log_too(execute_sql_flush):
    """Return `execute_sql_flush`, a method of Django's, that empties the log too, which the database itself refuses."""
    rules = import_module("familycare.audit.migrations.0002_append_only")
    guarded, unguarded = {
        "postgresql": (["RESET session_replication_role"], ["SET session_replication_role = replica"]),
        "sqlite": (rules.SQLITE, rules.SQLITE_BACK),
    }[connection.vendor]

    def flush(self, sql_list):
        with known(None):
            execute_sql_flush(self, [*unguarded, *sql_list, *guarded])

    return flush
