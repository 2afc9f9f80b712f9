"""Starting, cancelling and deleting jobs, and what is deleted by age."""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from familycare.accounts.models import User
from familycare.jobs import folders
from familycare.jobs.kinds import personal_kinds
from familycare.jobs.models import OPEN_STATES, Job, JobState
from familycare.jobs.running import enqueue

MOST_OPEN = 5  # jobs of a user that wait or run
PERSONAL_DAYS = 1  # that a file about persons is kept
TOO_MANY = (
    f"Masz już {MOST_OPEN} zadań, które czekają albo trwają. Poczekaj, aż któreś się skończy, albo anuluj jedno z nich."
)


def start_job(*, kind, user, title, parameters=None, upload=None, private=None, address=None):
    """Let a worker do a job of this JobKind. Return the Job: the user's open one, if it is the same.

    `title`: what it is, for its user; `parameters`: what it needs, by numbers and not by names; `upload`: an open file
    that the user has sent; `private`: more of what it needs, which is kept in a file until it has run; `address`: the
    user's IP address, for the log. Raises ValidationError if the user has too many.
    """
    parameters = parameters or {}
    fingerprint = _fingerprint(kind, parameters, private, upload)
    job = Job(kind=kind.name, user=user, title=title[:200], parameters=parameters, address=address)
    job.fingerprint = fingerprint
    if same := _same(job):
        return same
    try:
        if upload is not None:
            folders.keep_upload(job.pk, upload)
        if private:
            folders.keep_private(job.pk, private)
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=user.pk)  # of a click twice one waits here
            same = _same(job)
            if not same:
                if user.jobs.open().count() >= MOST_OPEN:
                    raise ValidationError(TOO_MANY)
                job.save(force_insert=True)
                enqueue(job)
    except BaseException:
        folders.drop(job.pk)
        raise
    if same:
        folders.drop(job.pk)
    return same or job


def cancel_job(job):
    """Cancel a job: one that waits at once, one that runs as soon as its worker looks up."""
    if not job.is_open:
        return
    folders.cancel(job.pk)  # first, and alone for one that runs: an import may hold the lock of SQLite until it stops
    waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
    if waiting.exists() and waiting.update(state=JobState.CANCELLED, finished_at=timezone.now()):
        folders.drop(job.pk)


def delete_job(job):
    """Delete a job that has ended, with its file."""
    if Job.objects.ended().filter(pk=job.pk).delete()[0]:
        folders.drop(job.pk)


def note_seen(jobs):
    """Note that the user has seen what came of these jobs."""
    jobs.unseen().update(seen_at=timezone.now())


def delete_jobs_of(user):
    """Delete the user's jobs: the account was closed."""
    _delete(Job.objects.filter(user=user))


def forget_personal(traces=None):
    """Delete all jobs about persons: a family is being anonymised, and their files may name it."""
    _delete(Job.objects.filter(kind__in=personal_kinds()))


def expire():
    """Delete jobs past their time, and files without a job. Return the number of jobs."""
    now = timezone.now()
    personal, other = now - timedelta(days=PERSONAL_DAYS), now - timedelta(days=settings.JOB_DAYS)
    ended = Job.objects.ended()
    of_persons = ended.filter(kind__in=personal_kinds(), finished_at__lt=personal)
    old = [*of_persons.values_list("pk", flat=True), *ended.filter(finished_at__lt=other).values_list("pk", flat=True)]
    count = _delete(Job.objects.filter(pk__in=old))
    DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(enqueued_at__lt=personal).delete()
    known = {str(key) for key in Job.objects.values_list("pk", flat=True)}
    for key in folders.all_keys():
        if key not in known and folders.is_older_than(key, personal):  # a new one may not be saved yet
            folders.drop(key)
    return count


def _delete(jobs):
    """Delete these jobs and their files, those that run as soon as their worker looks up. Return their number."""
    running = jobs.filter(state=JobState.RUNNING)
    for key in running.values_list("pk", flat=True):
        folders.cancel(key)
    keys = [*jobs.exclude(state=JobState.RUNNING).values_list("pk", flat=True)]
    jobs.filter(pk__in=keys).delete()
    transaction.on_commit(lambda: [folders.drop(key) for key in keys], robust=True)
    return len(keys)


def _same(job):
    return Job.objects.filter(user=job.user, fingerprint=job.fingerprint, state__in=OPEN_STATES).first()


def _fingerprint(kind, parameters, private, upload):
    digest = hashlib.sha256(json.dumps([kind.name, parameters, private], sort_keys=True).encode())
    if upload is not None:
        upload.seek(0)
        while part := upload.read(1024**2):
            digest.update(part)
    return digest.hexdigest()
