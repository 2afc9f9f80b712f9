"""Answers of pages that start a job: its result if it is quick, else the page that shows how far it is."""

import time

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from familycare.accounts.rights import may, who_may
from familycare.audit.acting import address_of
from familycare.jobs import folders
from familycare.jobs.context import IN_SESSION
from familycare.jobs.models import Job
from familycare.jobs.services import note_seen, start_job

PATIENCE = 1.0  # seconds that a request waits for a quick job
SMALL = 10 * 1024**2  # bytes that are sent from memory
NO_FILE = "Tego pliku już nie ma. Zleć zadanie jeszcze raz."


def answer_with_job(request, kind, title, **what):
    """Start a job of the kind, or find the one that is the same, and answer with it. `what`: see `start_job`."""
    job = job_or_none(request, kind, title, **what)
    if not job:
        return redirect("jobs")
    if job.result_page:
        note_seen(Job.objects.filter(pk=job.pk))
        return redirect(job.result_page)
    if job.file_size:
        return send_result(request, job)
    return redirect("job", job.pk)


def job_or_none(request, kind, title, **what):
    """Start a job, or find the one that is the same, and wait a moment for it. `what`: see `start_job`.

    Return None if it is refused; a message says why.
    """
    _save_session(request)
    try:
        job = start_job(kind=kind, user=request.user, title=title, address=address_of(request), **what)
    except ValidationError as refused:
        messages.error(request, refused.message)
        return None
    wait_for(job)
    job.refresh_from_db()
    return job


def _save_session(request):
    """Note that the user has a job, and save the session now: on SQLite an import may keep everybody else from writing
    as soon as it runs."""
    if not request.session.get(IN_SESSION):
        request.session[IN_SESSION] = True
    if request.session.modified:
        request.session.save()
        request.session.modified = False


def wait_for(job, patience=PATIENCE):
    """Wait until the job ends, but not longer than `patience` seconds, and not at all if nobody works."""
    until = time.monotonic() + patience
    while time.monotonic() < until and folders.is_worker_present():
        if not Job.objects.open().filter(pk=job.pk).exists():
            return
        time.sleep(0.1)


def send_result(request, job):
    """Return the file of the job, if the user may still have it. Raises PermissionDenied or Http404."""
    kind = job.kind_of
    if not may(request.user, kind.right):
        raise PermissionDenied(who_may(kind.right))
    if job.result_page:
        return redirect(job.result_page)
    kind.check(request.user, {**job.parameters, **folders.about(job.pk)})
    if not job.file_size:
        messages.error(request, NO_FILE)
        return redirect("jobs")
    kind.record(request, job)
    note_seen(Job.objects.filter(pk=job.pk))
    path = folders.result_of(job.pk)
    if job.file_size > SMALL:
        response = FileResponse(path.open("rb"), content_type=job.content_type)
    else:
        response = HttpResponse(path.read_bytes(), content_type=job.content_type)
    response["Content-Disposition"] = content_disposition_header(not kind.inline, job.file_name)
    return response
