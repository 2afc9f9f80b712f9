"""The pages of a user's jobs. Nobody sees anybody else's."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from familycare.accounts.rights import own_account
from familycare.jobs import folders
from familycare.jobs.answers import send_result
from familycare.jobs.services import PERSONAL_DAYS, cancel_job, delete_job, note_seen
from familycare.web.unattended import unattended


@require_safe
@own_account
def jobs(request):
    """The user's jobs, the latest first."""
    shown = [*request.user.jobs.all()]
    if any(not job.seen_at and not job.is_open for job in shown):
        note_seen(request.user.jobs.all())
    context = {
        "jobs": shown,
        "has_open": any(job.is_open for job in shown),
        "is_worker_present": folders.is_worker_present(),
        "personal_days": PERSONAL_DAYS,
        "other_days": settings.JOB_DAYS,
    }
    return render(request, "jobs/jobs.html", context)


@require_safe
@own_account
def job(request, key):
    """One job: how far it is, then what came of it."""
    found = _job_or_404(request, key)
    if not found.is_open:
        note_seen(request.user.jobs.filter(pk=key))
    if found.result_page:
        return redirect(found.result_page)
    return render(request, "jobs/job.html", {"job": found, "is_worker_present": folders.is_worker_present()})


@require_safe
@own_account
@unattended
def job_state(request, key):
    """The part of that page that changes while the job runs; at the end the page is loaded again."""
    found = _job_or_404(request, key)
    if not found.is_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "jobs/job_state.html", {"job": found, "is_worker_present": folders.is_worker_present()})


@require_safe
@own_account
def job_file(request, key):
    """The file of the job, for a user who may still have what is in it."""
    found = _job_or_404(request, key)
    if not found.is_done or not found.kind_of:
        raise Http404
    return send_result(request, found)


@require_POST
@own_account
def cancel(request, key):
    """Cancel a job that waits or runs."""
    found = _job_or_404(request, key)
    if found.is_open:
        cancel_job(found)
        found.refresh_from_db()
        said = "Zadanie zostanie przerwane za chwilę." if found.is_open else "Zadanie anulowano."
        messages.success(request, said)
    return redirect("jobs")


@require_POST
@own_account
def delete(request, key):
    """Delete a job that has ended, with its file. What is deleted already is no mistake."""
    found = request.user.jobs.filter(pk=key).first()
    if found and not found.is_open:
        delete_job(found)
        messages.success(request, "Usunięto zadanie i jego plik.")
    return redirect("jobs")


def _job_or_404(request, key):
    found = request.user.jobs.filter(pk=key).first()
    if not found:
        raise Http404
    return found
