"""Pages whose content takes long on a large register: a job makes it, and the page shows it as soon as it is there.

The content is kept as the file of the job, for its user only. Until something in the records changes, the same content
is shown again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import mark_safe

from familycare.audit.services import number_of_last_change
from familycare.jobs import folders
from familycare.jobs.answers import job_or_none
from familycare.jobs.kinds import JobKind
from familycare.jobs.models import JobState
from familycare.jobs.services import delete_job, note_seen

NAMED = "zadanie"  # in the address: the job that has made the content
SHOWN_FOR = timedelta(hours=1)  # after that, a page that was left open is made anew
NAMED_PERSONAL_FOR = timedelta(minutes=2)  # the way from the job back: who may see which family may change


@dataclass(frozen=True)
class LongPage:
    """A page whose content `make(user, parameters)` returns as HTML, or as JSON for a view that shows it in parts.

    `make` may raise JobFailed. `kind`: of its jobs.
    """

    kind: JobKind
    make: Callable


def long_page(name, label, right, make, **more):
    """Return a LongPage. `name`, `label`, `right` and `more`: of its JobKind, which is to be registered."""

    def run(work):
        work.phase("Liczę dane")
        made_of = _state()  # before: what comes while it is being made is not in it for certain
        content = make(work.user, work.parameters["asked"])
        work.give(content.encode(), name=f"{name}.html", content_type="text/html; charset=utf-8", about=made_of)

    return LongPage(JobKind(name, label, right, run, result_page=_address, **more), make)


def answer_with_page(request, page, title, asked, show, *, is_quick):
    """Answer with `show(content, job)`: the content at once if nobody works or `is_quick()`, else as its job makes it.

    `asked`: what the content depends on, a dict as the parameters of a job; `job`: None if there was none. A content
    that is not there within a second leads to the page of its job, which leads back.
    """
    if not folders.is_worker_present() or is_quick():
        return show(page.make(request.user, asked), None)
    parameters = {"asked": asked, "page": _own_address(request)}
    job = _made_already(request, page, parameters)
    if not job:
        _delete_old(request.user, page, parameters)
        job = job_or_none(request, page.kind, title, parameters=parameters)
    if not job:
        return redirect("jobs")
    if not job.file_size:
        return redirect("job", job.pk)
    note_seen(request.user.jobs.filter(pk=job.pk))
    try:
        content = folders.result_of(job.pk).read_text(encoding="utf-8")
    except FileNotFoundError:  # deleted meanwhile
        return redirect(parameters["page"])
    return show(mark_safe(content), job)  # a template has made it, and nobody else writes to that folder


def _made_already(request, page, parameters):
    """Return the job that the address names, or one since which nothing has changed; None without."""
    done = request.user.jobs.filter(kind=page.kind.name, state=JobState.DONE)
    alike = [job for job in done if job.parameters == parameters and job.file_size and not _is_old(job)]
    named_since = timezone.now() - (NAMED_PERSONAL_FOR if page.kind.personal else SHOWN_FOR)
    named = [job for job in alike if str(job.pk) == request.GET.get(NAMED) and job.finished_at >= named_since]
    state = _state() if alike and not named else None
    return next(iter(named or [job for job in alike if folders.about(job.pk) == state]), None)


def _delete_old(user, page, parameters):
    """Delete the user's jobs of the page that are of no more use, so that the list of jobs stays short."""
    for job in user.jobs.ended().filter(kind=page.kind.name):
        if job.parameters == parameters or _is_old(job):
            delete_job(job)


def _is_old(job):
    return job.finished_at < timezone.now() - SHOWN_FOR


def _state():
    """What the content of every page depends on: the last change of any record, and the day."""
    return {"change": number_of_last_change(), "day": timezone.localdate().isoformat()}


def _own_address(request):
    query = request.GET.copy()
    query.pop(NAMED, None)
    return f"{request.path}?{query.urlencode(safe=',/')}"


def _address(job):
    """Return the address that shows what the job has made."""
    path, _mark, asked = job.parameters["page"].partition("?")
    query = QueryDict(asked, mutable=True)
    query[NAMED] = str(job.pk)
    return f"{path}?{query.urlencode(safe=',/')}"
