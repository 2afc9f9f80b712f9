"""Fixtures of all tests: a database as in operation, no network, a browser."""

import gc
import shutil
import socket

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from playwright.sync_api import expect, sync_playwright

from familycare.audit import acting, registry
from familycare.audit.recording import is_known
from reporting.exchange import import_register
from tests import chromium, databases
from tests.clients import signed_in
from tests.factories import StaffFactory
from tests.guards import is_loopback, known_or_written_by_a_test
from tests.jobs.queue import run_jobs

TIMEOUT_MS = 20_000


def pytest_collection_modifyitems(items):
    """Run a failed test in the browser a second time, and name it in the summary so that somebody repairs it.

    On a busy machine Chromium may wait longer than any timeout; other tests are run once.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish():
    """Exempt from garbage collection what is kept for the whole run; collecting it takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.fixture(scope="session")
def kept_database(request, django_db_keepdb, django_db_createdb):
    """The path of the SQLite database to start from, or to keep for later runs, with the option --reuse-db."""
    if django_db_keepdb and not django_db_createdb and connection.vendor == "sqlite":
        return databases.kept_database(request.config.cache)
    return None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, kept_database, tmp_path_factory):
    """Use a file for SQLite, as in operation: in memory all threads share one connection and one transaction."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "familycare.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = str(path)
        if kept_database and kept_database.exists():
            shutil.copyfile(kept_database, path)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, kept_database):
    """Keep the dictionaries and the law as the migrations left them, and let the database be dropped at the end."""
    with django_db_blocker.unblock():
        if kept_database and not kept_database.exists():
            databases.keep(kept_database)
        databases.forget_rules_of_time()
    post_migrate.connect(databases.load_first_rows, sender=apps.get_app_config("centre"))
    # Of the class: a test that drives a browser has connections of its own.
    operations = type(connection.ops)
    operations.execute_sql_flush = databases.empty_log_too(operations.execute_sql_flush)
    yield
    if connection.vendor == "postgresql":
        # A thread that still answers a closed browser has a connection.
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """A transaction around the tests of a module, for fixtures that are made once; each test rolls back its writes.

    Not for modules with tests that commit. A test with such a fixture needs `db` too.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def imported_register(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """The folder of a register that is in the database; the parameter is a function that writes it to a folder.

    The transaction around it ends before the register of the next parameter is imported.
    """
    folder = tmp_path_factory.mktemp("register")
    request.param(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        import_register(folder, accept_remarks=True)
        yield folder
        transaction.set_rollback(True)


@pytest.fixture
def staff(db):
    """A browser in which a manager is signed in."""
    return signed_in(StaffFactory())


@pytest.fixture(autouse=True, scope="session")
def files_elsewhere(tmp_path_factory):
    """Keep files out of the folder that the application writes, and out of the way of other test processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        patch.setattr(settings, "ATTACHMENTS", tmp_path_factory.mktemp("attachments"))
        yield


@pytest.fixture(autouse=True, scope="session")
def jobs_are_quick():
    """A request that waits for its job runs it, as a worker would, through the queue."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("familycare.jobs.answers.wait_for", lambda job: run_jobs())
        yield


@pytest.fixture(autouse=True, scope="session")
def tests_act():
    """The test is the actor of all writes, in each thread, and may write past the log."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acting, "default_actor", acting.Actor(None, "test"))
        patch.setattr(registry, "is_known", known_or_written_by_a_test(is_known))
        yield


@pytest.fixture(autouse=True, scope="session")
def only_this_machine():
    """Refuse connections to other machines."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            raise OSError(f"A test must not leave this machine, and this one calls {address[0]}.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(autouse=True)
def weasyprint_does_not_warn(caplog):
    """Fail a test that makes a PDF of a style sheet or a page that WeasyPrint warns about."""
    yield
    records = [record for when in ("setup", "call") for record in caplog.get_records(when)]
    assert not [record.getMessage() for record in records if record.name == "weasyprint"]


@pytest.fixture(scope="session")
def browser():
    """Real Chromium, one for all tests."""
    expect.set_options(timeout=TIMEOUT_MS)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, live_server):
    """A page of the running application, without a user signed in; addresses such as `/admin/` are enough.

    The test fails if the page reports an error in its console or sends a request to another server.
    """
    complaints = []
    cache.clear()  # counted attempts to sign in, in a table without a model

    def note_request(request):
        if not request.url.startswith((f"{live_server.url}/", "data:", "blob:")):
            complaints.append(f"asks another server: {request.url}")

    def note_message(message):
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text} ({message.location['url']})")

    with browser.new_context(base_url=live_server.url, locale="pl-PL", timezone_id="Europe/Warsaw") as context:
        context.on("request", note_request)
        context.on("console", note_message)
        context.on("weberror", lambda error: complaints.append(f"script fails: {error.error}"))
        yield context.new_page()
    assert not complaints
