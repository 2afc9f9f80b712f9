"""Jobs whose worker has died: begun again, or failed."""

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from familycare.jobs import folders
from familycare.jobs.models import Job, JobState
from familycare.jobs.running import MOST_TRIES, end_interrupted, enqueue, put_back


def take_up_dropped():
    """Take up each job that says it runs while nobody holds it, and each that waits without a place in the queue."""
    for job in Job.objects.open():
        if folders.is_held(job.pk):
            continue
        if job.state == JobState.QUEUED:
            _queue_again(job)
        elif job.kind_of and job.kind_of.repeatable and job.tries < MOST_TRIES and not folders.is_cancelled(job.pk):
            put_back(job)
        else:
            end_interrupted(job)


def _queue_again(job):
    with transaction.atomic():
        places = DBTaskResult.objects.filter(status=TaskResultStatus.READY, args_kwargs__args=[str(job.pk)])
        if Job.objects.filter(pk=job.pk, state=JobState.QUEUED).exists() and not places.exists():
            enqueue(job)
