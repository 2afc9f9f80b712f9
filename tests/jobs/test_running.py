"""Running jobs: what comes of them, cancelling, failing, and workers that die."""

import logging
import signal
import subprocess
import sys
import threading
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.models import Family
from familycare.audit.acting import actor
from familycare.jobs import folders, kinds, running
from familycare.jobs.models import Job, JobState
from familycare.jobs.restarts import take_up_dropped
from familycare.jobs.running import BROKEN, EMPTY, INTERRUPTED, MOST_TRIES, NO_RIGHT, UNKNOWN, JobFailed
from familycare.jobs.services import cancel_job
from familycare.jobs.worker import JobWorker
from familycare.web.log_formatter import PrivateFormatter
from tests.factories import FamilyFactory
from tests.jobs.queue import give_file, run_jobs


def state(job):
    job.refresh_from_db()
    return job.state


class TestDone:
    def test_its_file_is_kept_for_its_user_alone(self, asked, var):
        job = asked()
        assert state(job) == JobState.QUEUED
        run_jobs()
        assert state(job) == JobState.DONE
        path = folders.result_of(job.pk)
        assert path.read_bytes() == b"%PDF-wynik"
        assert path.stat().st_mode & 0o077 == 0
        assert (var / "jobs").stat().st_mode & 0o077 == 0

    def test_it_gets_what_was_sent_which_is_deleted_then(self, asked):
        got = []
        job = asked(
            lambda work: got.append((work.upload.read_bytes(), work.private, work.parameters)),
            {"rok": 2024},
            upload=BytesIO(b"PK-rejestr"),
            private={"name": "Kowalscy.zip"},
        )
        run_jobs()
        assert got == [(b"PK-rejestr", {"name": "Kowalscy.zip"}, {"rok": 2024})]
        assert not folders.upload_of(job.pk).exists()
        assert folders.private_of(job.pk) == {}
        assert "Kowalscy" not in str(Job.objects.values().get())

    def test_its_user_is_the_actor(self, asked, user):
        actors = []
        asked(lambda work: actors.append(actor().user))
        run_jobs()
        assert actors == [user]

    def test_it_runs_once(self, asked):
        runs = []
        job = asked(lambda work: runs.append(1))
        running.enqueue(job)
        run_jobs()
        assert len(runs) == 1

    def test_progress_is_seen_while_it_runs(self, asked, client_of_user):
        seen = []

        def run(work):
            work.progress(3, 12, "Czytam families.csv")
            seen.append(client_of_user.get(f"/zadania-w-tle/{job.pk}/stan/").content.decode())

        job = asked(run)
        run_jobs()
        assert 'value="25"' in seen[0]
        assert "Czytam families.csv" in seen[0]

    def test_an_empty_file_is_a_failure(self, asked):
        job = asked(lambda work: work.give(b"", name="wynik.pdf", content_type="application/pdf"))
        run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == EMPTY


class TestCancelled:
    def test_before_it_begins(self, asked):
        runs = []
        job = asked(lambda work: runs.append(1), upload=BytesIO(b"PK"))
        cancel_job(job)
        run_jobs()
        assert state(job) == JobState.CANCELLED
        assert not runs
        assert not folders.upload_of(job.pk).exists()

    def test_while_it_runs_nothing_is_written(self, asked):
        def run(work):
            FamilyFactory()
            cancel_job(Job.objects.get(pk=work._job.pk))
            work.progress(1, 2)

        job = asked(lambda work: in_a_transaction(run, work))
        run_jobs()
        assert state(job) == JobState.CANCELLED
        assert not Family.objects.exists()

    def test_while_it_makes_its_file(self, asked):
        def run(work):
            cancel_job(Job.objects.get(pk=work._job.pk))
            give_file(work)

        job = asked(run)
        run_jobs()
        assert state(job) == JobState.CANCELLED
        assert not folders.result_of(job.pk).exists()

    def test_while_its_end_is_noted(self, asked, monkeypatch):
        """A family may be anonymised at this moment: no file may stay that names it."""
        end = running._end

        def cancelled_meanwhile(job, *args, **values):
            folders.cancel(job.pk)
            end(job, *args, **values)

        job = asked()
        monkeypatch.setattr(running, "_end", cancelled_meanwhile)
        run_jobs()
        assert state(job) == JobState.CANCELLED
        assert not folders.result_of(job.pk).exists()

    def test_too_late(self, asked):
        def run(work):
            work.written()
            cancel_job(Job.objects.get(pk=work._job.pk))

        job = asked(run)
        run_jobs()
        assert state(job) == JobState.DONE


def in_a_transaction(run, work):
    with transaction.atomic():
        run(work)


class TestFailed:
    def test_a_reason_is_told(self, asked):
        def run(work):
            raise JobFailed("W bazie nie ma danych.")

        job = asked(run)
        run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == "W bazie nie ma danych."

    def test_an_error_is_told_without_its_words_and_logged_without_names(self, asked, caplog):
        words = "Failing row contains (Kowalska)"

        def run(work):
            raise ValueError(words)

        job = asked(run)
        with caplog.at_level(logging.ERROR, "familycare.jobs"):
            run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == BROKEN
        (record,) = [record for record in caplog.records if record.name == "familycare.jobs"]
        record.exc_text = None  # the formatter of the tests has quoted it
        logged = PrivateFormatter().format(record)
        assert "ValueError" in logged
        assert "Kowalska" not in logged
        assert "Kowalska" not in str(DBTaskResult.objects.values())

    def test_others_run_on(self, asked):
        def fail(work):
            raise ValueError

        failing, fine = asked(fail, name="zla"), asked(name="dobra")
        run_jobs()
        assert (state(failing), state(fine)) == (JobState.FAILED, JobState.DONE)

    def test_a_user_who_lost_the_right_gets_nothing(self, asked, user):
        job = asked()
        user.authorised_on = None
        user.save()
        run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == NO_RIGHT

    def test_a_user_who_lost_the_family_gets_nothing(self, asked):
        def hidden(user, parameters):
            raise Http404

        job = asked(check=hidden)
        run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == NO_RIGHT

    def test_a_kind_of_another_version(self, asked, monkeypatch):
        job = asked()
        monkeypatch.delitem(kinds.KINDS, "proba")
        run_jobs()
        assert state(job) == JobState.FAILED
        assert job.message == UNKNOWN


class TestDeadWorker:
    @pytest.fixture
    def die(self):
        """Make a job as its worker left it that was killed."""

        def kill(job, tries=1):
            DBTaskResult.objects.all().delete()
            Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, started_at=timezone.now(), tries=tries)

        return kill

    def test_the_next_begins_the_job_again(self, asked, die):
        job = asked(upload=BytesIO(b"PK"))
        die(job)
        take_up_dropped()
        assert state(job) == JobState.QUEUED
        run_jobs()
        assert state(job) == JobState.DONE
        assert job.tries == 2

    def test_it_fails_when_it_kills_every_worker(self, asked, die):
        job = asked()
        die(job, tries=MOST_TRIES)
        take_up_dropped()
        assert state(job) == JobState.FAILED
        assert job.message == INTERRUPTED

    def test_it_fails_when_it_must_not_be_repeated(self, asked, die):
        job = asked(repeatable=False)
        die(job)
        take_up_dropped()
        assert state(job) == JobState.FAILED

    def test_a_job_that_somebody_runs_is_left_alone(self, asked):
        states = []

        def run(work):
            take_up_dropped()
            states.append(Job.objects.get().state)

        job = asked(run)
        run_jobs()
        assert states == [JobState.RUNNING]
        assert state(job) == JobState.DONE

    def test_a_job_that_another_worker_holds_is_not_begun(self, asked):
        runs = []
        job = asked(lambda work: runs.append(1))
        with folders.held(job.pk):
            run_jobs()
        assert state(job) == JobState.QUEUED
        assert not runs
        take_up_dropped()
        run_jobs()
        assert runs == [1]

    def test_a_place_in_the_queue_that_was_lost_is_given_again_once(self, asked):
        asked()
        DBTaskResult.objects.all().delete()
        take_up_dropped()
        take_up_dropped()
        assert DBTaskResult.objects.count() == 1

    def test_told_to_end_it_gives_its_job_back(self, asked, monkeypatch):
        tried = []

        def run(work):
            tried.append(work.upload.read_bytes())
            if len(tried) == 1:
                running.stopping.set()
            work.progress(1, 2)

        job = asked(run, upload=BytesIO(b"PK"))
        try:
            running.run_job.func(str(job.pk))
        finally:
            running.stopping.clear()
        assert state(job) == JobState.QUEUED
        run_jobs()
        assert state(job) == JobState.DONE
        assert tried == [b"PK", b"PK"]


class TestPresence:
    def test_a_worker_is_there_as_long_as_it_works(self):
        assert not folders.is_worker_present()
        with folders.worker_present():
            assert folders.is_worker_present()
            with folders.worker_present():
                pass
            assert folders.is_worker_present()
        assert not folders.is_worker_present()

    def test_one_that_is_killed_is_gone_at_once(self, var):
        (var / "jobs").mkdir()
        hold = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print('held'); sys.stdin.read()"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen([sys.executable, "-uc", hold, var / "jobs" / "worker-3.lock"], **pipes) as other:
            assert other.stdout.readline() == b"held\n"
            assert folders.is_worker_present()
            other.kill()
        assert not folders.is_worker_present()


class TestWorker:
    @pytest.fixture
    def worker(self, monkeypatch):
        """A worker on the connection of the test, which ends when it has nothing more to do."""
        worker = JobWorker()
        for place in ("familycare.jobs.worker", "django_tasks_db.management.commands.db_worker"):
            monkeypatch.setattr(f"{place}.close_old_connections", lambda: None)
        monkeypatch.setattr("familycare.jobs.worker.time.sleep", lambda seconds: setattr(worker, "running", False))
        return worker

    def test_is_present_while_it_works(self, worker, asked):
        present = []
        job = asked(lambda work: present.append(folders.is_worker_present()))
        worker.work()
        assert state(job) == JobState.DONE
        assert present == [True]

    def test_takes_up_what_another_left(self, worker, asked):
        job = asked()
        DBTaskResult.objects.all().delete()
        Job.objects.update(state=JobState.RUNNING, tries=1)
        worker.work()
        assert state(job) == JobState.DONE

    def test_ends_its_job_in_order_unless_told_again_later(self, worker, monkeypatch):
        monkeypatch.setattr(running, "stopping", threading.Event())
        monkeypatch.setattr(worker, "reset_signals", lambda: None)
        worker.running_task = True
        told = iter([0, 0.1, 5])
        monkeypatch.setattr("familycare.jobs.worker.time.monotonic", lambda: next(told))
        worker.shutdown(signal.SIGINT, None)
        worker.shutdown(signal.SIGTERM, None)  # Ctrl+C sends both
        assert running.stopping.is_set() and not worker.running
        with pytest.raises(SystemExit):
            worker.shutdown(signal.SIGINT, None)

    def test_without_work_it_only_reads(self, worker, db):
        """On SQLite a transaction would keep others from writing, several times a second."""
        with CaptureQueriesContext(connection) as queries:
            worker.work()
        assert queries.captured_queries and all(query["sql"].startswith("SELECT") for query in queries)


class TestMail:
    def run_for(self, seconds, asked, time_machine, **more):
        time_machine.move_to("2024-05-20 10:00", tick=False)
        job = asked(lambda work: time_machine.shift(seconds), **more)
        run_jobs()
        return job

    def test_tells_of_the_end_of_a_long_job_without_saying_what_it_was_about(self, asked, time_machine, mailoutbox):
        job = self.run_for(121, asked, time_machine, label="Wczytanie rejestru")
        (message,) = mailoutbox
        assert message.to == ["kierownik@osrodek.test"]
        assert "jest skończone: Wczytanie rejestru." in message.body  # it may have been refused
        assert f"/zadania-w-tle/{job.pk}/" in message.body

    def test_is_not_sent_about_a_short_one(self, asked, time_machine, mailoutbox):
        self.run_for(119, asked, time_machine)
        assert not mailoutbox

    def test_that_cannot_be_sent_changes_nothing(self, asked, time_machine, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        assert state(self.run_for(121, asked, time_machine)) == JobState.DONE
