import pytest

from familycare.accounts.rights import Right
from familycare.jobs import kinds
from familycare.jobs.kinds import JobKind
from familycare.jobs.services import start_job
from tests.clients import signed_in
from tests.factories import StaffFactory
from tests.jobs.queue import give_file


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """Write files of jobs to a folder of the test."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def user(db):
    return StaffFactory(email="kierownik@osrodek.test")


@pytest.fixture
def client_of_user(user):
    return signed_in(user)


@pytest.fixture
def declared(monkeypatch):
    """A function that declares a kind of job."""

    def declare(run, *, name="proba", **more):
        kind = JobKind(name, more.pop("label", "Próba"), more.pop("right", Right.READ_FIGURES), run, **more)
        monkeypatch.setitem(kinds.KINDS, name, kind)
        return kind

    return declare


@pytest.fixture
def asked(user, declared):
    """A function that lets the user ask for a job that does what `run(work)` does."""

    def ask(run=give_file, parameters=None, *, upload=None, private=None, **more):
        return start_job(
            kind=declared(run, **more), user=user, title="Próba", parameters=parameters, upload=upload, private=private
        )

    return ask
