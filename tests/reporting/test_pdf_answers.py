"""PDFs are made one after the other, a report once for everybody, and the others go on working meanwhile."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import pytest

from familycare.audit.choices import ReadingKind
from familycare.audit.models import Reading
from familycare.centre.models import Centre
from familycare.jobs import answers
from reporting import pdf_answers
from reporting.pdf_answers import PLACES, NotNow, _lock, kept_pdf, new_pdf, pdf_to_keep
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, StaffFactory, UserFactory
from tests.html_pages import words
from tests.jobs.queue import run_jobs

REPORT = "/sprawozdanie/2023/pdf/"
LATER = b""


def answer(user, source="<p>Sprawozdanie</p>"):
    """The PDF that a user gets, given by the number of the account, or LATER."""
    try:
        return new_pdf(user, source)
    except NotNow:
        return LATER


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "pdf"


class Engine:
    """Makes PDFs as slowly as the test wants: each waits until it is `released`. `made` are the pages so far."""

    def __init__(self):
        self.made, self.begun, self.released = [], threading.Semaphore(0), threading.Event()

    def pdf_of(self, source):
        self.begun.release()
        assert self.released.wait(30)
        self.made.append(source)
        return source.encode()


@pytest.fixture
def engine(monkeypatch):
    engine = Engine()
    monkeypatch.setattr(pdf_answers, "pdf_of", engine.pdf_of)
    return engine


@pytest.fixture
def pool():
    with ThreadPoolExecutor(20) as pool:
        yield pool


class TestTurns:
    def test_a_second_request_of_the_same_person_does_not_wait(self, engine, pool):
        first = pool.submit(answer, 1)
        engine.begun.acquire()
        assert answer(1) == LATER
        engine.released.set()
        assert first.result()
        assert answer(1)

    def test_a_few_wait_and_no_more(self, engine, pool):
        """Each that waits keeps a thread from other work."""
        first = pool.submit(answer, 1, "1")
        engine.begun.acquire()
        waiting = [pool.submit(answer, user, str(user)) for user in range(2, 12)]
        refused = islice(as_completed(waiting, timeout=30), len(waiting) + 1 - PLACES)
        assert {each.result() for each in refused} == {LATER}
        assert not engine.made
        engine.released.set()
        assert first.result() == b"1"
        assert sum(each.result() != LATER for each in waiting) == PLACES - 1

    def test_one_is_made_at_a_time(self, pool, monkeypatch):
        at_once, most = [], []

        def pdf_of(source):
            at_once.append(source)
            most.append(len(at_once))
            threading.Event().wait(0.05)
            at_once.remove(source)
            return b"%PDF"

        monkeypatch.setattr(pdf_answers, "pdf_of", pdf_of)
        assert LATER not in pool.map(answer, range(PLACES), map(str, range(PLACES)))
        assert most == [1] * PLACES

    def test_patience_ends(self, engine, pool, monkeypatch):
        monkeypatch.setattr(pdf_answers, "PATIENCE", 0.2)
        first = pool.submit(answer, 1)
        engine.begun.acquire()
        assert answer(2) == LATER
        engine.released.set()
        assert first.result()

    def test_a_failure_gives_the_turn_back(self, monkeypatch):
        def fail(source):
            raise ZeroDivisionError

        monkeypatch.setattr(pdf_answers, "pdf_of", fail)
        with pytest.raises(ZeroDivisionError):
            answer(1)
        monkeypatch.setattr(pdf_answers, "pdf_of", lambda source: b"%PDF")
        assert answer(1) == b"%PDF"

    def test_hold_between_processes(self, folder):
        """Another process has the turn, and gives it back when it is killed."""
        folder.mkdir()
        hold = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held'); sys.stdin.read()"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen([sys.executable, "-uc", hold, folder / "turn.lock"], **pipes) as other:
            assert other.stdout.readline() == b"held\n"
            with pytest.raises(NotNow), _lock("turn"):
                pass
            other.kill()
        with _lock("turn"):
            pass


class TestKept:
    def test_six_jobs_for_the_same_report_share_one(self, pool, engine):
        engine.released.set()
        assert [*pool.map(pdf_to_keep, ["A"] * 6)] == [b"A"] * 6
        assert len(engine.made) == 1

    def test_while_a_job_makes_one_letters_have_their_own_turn(self, pool, engine):
        pool.submit(pdf_to_keep, "A")
        engine.begun.acquire()
        letter = pool.submit(answer, 1, "B")
        engine.begun.acquire()
        engine.released.set()
        assert letter.result() == b"B"

    def test_another_page_is_another_file(self, engine):
        engine.released.set()
        assert kept_pdf("A") is None
        assert [pdf_to_keep(source) for source in "ABA"] == [b"A", b"B", b"A"]
        assert kept_pdf("A") == b"A"
        assert engine.made == ["A", "B"]

    def test_an_empty_file_is_made_again(self, engine, folder):
        engine.released.set()
        pdf_to_keep("A")
        next(folder.glob("*.pdf")).write_bytes(b"")
        assert kept_pdf("A") is None
        assert pdf_to_keep("A") == b"A"

    def test_a_letter_is_not_kept(self, engine, folder):
        engine.released.set()
        answer(1)
        answer(1)
        assert len(engine.made) == 2 and not [*folder.glob("*.pdf")]

    def test_old_ones_go(self, engine, folder, monkeypatch):
        monkeypatch.setattr(pdf_answers, "MOST_KEPT", 3)
        engine.released.set()
        for number in range(5):
            pdf_to_keep(str(number))
        assert len([*folder.iterdir()]) == 3 + len([*folder.glob("*.lock")])


@pytest.fixture
def made(monkeypatch):
    """The pages of which a PDF was made."""
    made = []
    monkeypatch.setattr(pdf_answers, "pdf_of", lambda source: made.append(source) or source.encode())
    return made


@pytest.fixture
def case(db):
    CentreFactory()
    return CaseFactory()


def test_a_report_is_made_once_for_all_roles_and_again_after_a_change(case, made):
    readers = [signed_in(UserFactory(role=role)) for role in ("manager", "director", "assistant", "social_worker")]
    files = {reader.get(REPORT).content for reader in readers}
    assert len(files) == len(made) == 1
    CaseFactory()
    assert readers[0].get(REPORT).content not in files
    centre = Centre.current()
    centre.name = "Ośrodek w Wierzbnie"
    centre.save()
    assert "Ośrodek w Wierzbnie" in readers[0].get(REPORT).content.decode()
    assert len(made) == 3


def test_while_a_report_is_made_the_page_of_its_job_says_so_and_everybody_works(case, made, monkeypatch):
    monkeypatch.setattr(answers, "wait_for", lambda job: None)  # no worker is quick enough
    manager = signed_in(StaffFactory())
    answer = manager.get(REPORT)
    page = manager.get(answer.url)
    assert "czeka na swoją kolej" in words(page)
    assert manager.get(REPORT).url == answer.url  # a second click
    assert manager.get("/sprawozdanie/2023/").status_code == 200
    run_jobs()
    assert manager.get(f"{answer.url}plik/").content == made[0].encode()
    assert Reading.objects.filter(kind=ReadingKind.REPORT_FILE).count() == 1
