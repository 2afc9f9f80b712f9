"""Running one job, in a worker."""

import logging
import threading
import time
from smtplib import SMTPException

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from familycare.accounts.links import public_url
from familycare.accounts.rights import may
from familycare.audit.acting import acting_as
from familycare.jobs import folders
from familycare.jobs.models import Job, JobState

logger = logging.getLogger("familycare.jobs")
EVERY = 0.5  # seconds between two notes of the progress
LONG = 120  # seconds after which the end of a job is told by e-mail
MOST_TRIES = 2

stopping = threading.Event()  # set when the worker is told to end

NO_RIGHT = "Zadania nie wykonano: nie masz już prawa, którego ono wymaga."
UNKNOWN = "Zadania nie wykonano: ta wersja programu nie zna takiego zadania."
BROKEN = (
    "Zadania nie udało się wykonać z powodu błędu programu. Spróbuj jeszcze raz, a jeśli to się powtórzy, powiadom "
    "administratora: błąd jest zapisany w dzienniku serwera."
)
EMPTY = "Powstał pusty plik; na serwerze mogło zabraknąć miejsca na dysku. Powiadom administratora i spróbuj ponownie."
INTERRUPTED = "Zadanie zostało przerwane, bo serwer zatrzymano w trakcie. Niczego nie zmieniło. Zleć je jeszcze raz."


class JobFailed(Exception):
    """A job has failed for a reason that the user can do something about; the message is a Polish sentence."""


class JobCancelled(Exception):
    """The user has cancelled the job."""


class JobInterrupted(Exception):
    """The worker is told to end; another one takes the job up again."""


class Work:
    """A job while it runs, for the function of its kind.

    `user`, `parameters`: those of the job; `upload`: the path of what was sent with it; `private`: what was given to
    `start_job` under this name.
    """

    def __init__(self, job):
        self._job, self._key, self._noted = job, job.pk, 0
        self.user, self.parameters = job.user, job.parameters
        self.upload = folders.upload_of(job.pk)
        self.private = folders.private_of(job.pk)
        self.file_name = self.content_type = ""

    def progress(self, done, total, what=""):
        """Note how far it is, and what is being done, in Polish. Raises JobCancelled or JobInterrupted: let it pass.

        Call it often; it costs little. `total` 0: not known.
        """
        self.stop_if_told()
        if time.monotonic() - self._noted >= EVERY:
            self._noted = time.monotonic()
            folders.write_progress(self._key, done, total, what)

    def phase(self, what):
        """Note what is being done, in Polish, when nobody knows how far it is. Raises as `progress`."""
        self._noted = 0
        self.progress(0, 0, what)

    def stop_if_told(self):
        if folders.is_cancelled(self._key):
            raise JobCancelled
        if stopping.is_set():
            raise JobInterrupted

    def give(self, content, *, name, content_type, about=None):
        """Make these bytes the file of the job. Raises JobFailed if there are none. `about`: see `JobKind.check`."""
        if not content:
            raise JobFailed(EMPTY)
        if about:
            folders.write_about(self._key, about)
        folders.write_result(self._key, content)
        self.file_name, self.content_type = name, content_type

    def given(self, *, name, content_type):
        """Make what was written to `result` the file of the job. Raises JobFailed if that is empty."""
        if not folders.size_of_result(self._key):
            raise JobFailed(EMPTY)
        folders.result_of(self._key).chmod(0o600)
        self.file_name, self.content_type = name, content_type

    @property
    def result(self):
        """The path to which a large file may be written: see `given`."""
        return folders.result_of(self._key)

    def written(self):
        """Note that the job is done, in the transaction of what it writes: after a crash both are there, or neither."""
        self.stop_if_told()
        _end(self._job, JobState.DONE)


@task()
def run_job(key):
    """Run the job with this key, unless another worker does or it no longer waits.

    It is the task of django-tasks for jobs of all kinds. It raises nothing of a job: the queue would store the message.
    """
    with folders.held(key) as is_ours:
        waiting = Job.objects.filter(pk=key, state=JobState.QUEUED)
        if not is_ours or not waiting.update(state=JobState.RUNNING, started_at=timezone.now(), tries=F("tries") + 1):
            return
        job = Job.objects.select_related("user").get(pk=key)
        has_ended = _run(job)
        if has_ended:
            folders.drop_sent(key)
            _tell(job)
    if not has_ended:
        put_back(job)


def enqueue(job):
    """Let a worker run the job. Call it in the transaction that saves the job."""
    run_job.enqueue(str(job.pk))


def _run(job):
    """Run the job and note its end. Return False if it was interrupted and has to begin anew."""
    work = Work(job)
    try:
        work.stop_if_told()
        _check(job)
        with acting_as(job.user, job.address):
            job.kind_of.run(work)
        if work.file_name:
            work.stop_if_told()
    except JobInterrupted:
        return False
    except JobCancelled:
        _end(job, JobState.CANCELLED)
    except JobFailed as failed:
        _end(job, JobState.FAILED, str(failed))
    except Exception:
        # In production without the message of the exception, which may quote a name (familycare/web/log_formatter.py).
        logger.exception("A job of the kind %s has failed.", job.kind)
        _end(job, JobState.FAILED, BROKEN)
    else:
        _end(job, JobState.DONE, file_name=work.file_name, content_type=work.content_type)
        if work.file_name and folders.is_cancelled(job.pk):
            _take_back(job)
    return True


def _check(job):
    """Raise JobFailed unless the user still may."""
    if not job.kind_of:
        raise JobFailed(UNKNOWN)
    try:
        if not may(job.user, job.kind_of.right):
            raise PermissionDenied
        job.kind_of.check(job.user, job.parameters)
    except (Http404, PermissionDenied):
        raise JobFailed(NO_RIGHT) from None


def _end(job, state, message="", **values):
    """Note the end, unless it is noted already: what was written stays written."""
    running = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
    running.update(state=state, message=message[:500], finished_at=timezone.now(), **values)
    if state != JobState.DONE:
        folders.drop_result(job.pk)


def _take_back(job):
    """Cancel a job that was cancelled while its end was noted: its file may name a family that was anonymised."""
    Job.objects.filter(pk=job.pk, state=JobState.DONE).update(state=JobState.CANCELLED)
    folders.drop_result(job.pk)


def put_back(job):
    """Let the job wait again. Another worker begins it from the start."""
    with transaction.atomic():
        if Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(state=JobState.QUEUED, started_at=None):
            enqueue(job)


def end_interrupted(job):
    """Note that the worker of the job has died."""
    _end(job, JobState.FAILED, INTERRUPTED)
    folders.drop_sent(job.pk)


def _tell(job):
    """Send an e-mail about the end of a job that took long. It says neither of whom nor of what it was."""
    job.refresh_from_db(fields=["state", "message", "created_at", "finished_at"])
    if job.is_open or (job.finished_at - job.created_at).total_seconds() < LONG or job.state == JobState.CANCELLED:
        return
    context = {"kind": job.kind_of, "is_done": job.is_done, "address": public_url("job", job.pk)}
    message = EmailMessage("familycare: koniec zadania", render_to_string("jobs/ended.txt", context))
    message.to = [job.user.email]
    try:
        message.send()
    except (SMTPException, OSError):
        logger.warning("The e-mail about the end of a job could not be sent.")
