"""The diary of an assistant as PDF."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assistants.diary.forms import DiaryPeriodForm
from assistants.diary.month import Diary, diary_of
from assistants.models import Assistant
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits
from reporting.jobs import DIARY_PDF
from reporting.pdf_answers import PDF, long_pdf
from reporting.renderers.html import style_sheets


@dataclass(frozen=True)
class Days:
    """The days from `start` to `end`, both included."""

    start: date
    end: date


@require_safe
@never_cache
@needs(Right.READ_DIARY)
def diary_pdf(request, number):
    """Return the diary from `od` to `do`, both included, at most a year; without valid days, show the form.

    An assistant may read their own diary, a user who sees all assistants everyone's.
    """
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    month = Month.of(timezone.localdate())
    form = DiaryPeriodForm(request.GET or None, initial={"od": month.start, "do": month.end})
    if not form.is_valid():
        context = {"form": form, "assistant": assistant}
        return render(request, "reporting/letters/diary_period.html", context, status=400 if form.is_bound else 200)
    period = Days(form.cleaned_data["od"], form.cleaned_data["do"])
    title = f"Dziennik {assistant.number}, {_in_words(period)} (PDF)"
    chosen = {"number": assistant.number, "start": f"{period.start}", "end": f"{period.end}"}
    return answer_with_job(request, DIARY_PDF, title, parameters=chosen)


def make_pdf(work):
    """Make the PDF, as a job."""
    work.phase("Zbieram wpisy")
    assistant, period, diary = _diary_or_404(work.user, work.parameters)
    source = diary_page(assistant, diary)
    work.phase("Składam strony")
    name = f"dziennik-{assistant.number}-{period.start}-{period.end}.pdf"
    work.give(long_pdf(source), name=name, content_type=PDF, about={"families": sorted(_families_in(diary))})


def check_pdf(user, parameters):
    """Raise Http404 if the user does not see the assistant, or no longer sees a family that is in the file."""
    _assistant, _period, diary = _diary_or_404(user, parameters)
    if not _families_in(diary).issuperset(parameters.get("families", ())):
        raise Http404


def record_pdf(request, job):
    assistant, period, _diary = _diary_or_404(request.user, job.parameters)
    record_reading(request, ReadingKind.ASSISTANT, what=f"{assistant} ({assistant.number}), {_in_words(period)} (PDF)")


def _diary_or_404(user, parameters):
    """Return the Assistant, the Days and the Diary."""
    assistant = Assistant.objects.visible_to(user).get_or_404(parameters["number"])
    period = Days(date.fromisoformat(parameters["start"]), date.fromisoformat(parameters["end"]))
    return assistant, period, diary_of(assistant, period, user)


def _families_in(diary):
    return {visit.case.family_id for visit in diary.visits}


def _in_words(period):
    return f"{date_in_digits(period.start)}–{date_in_digits(period.end)}"


def diary_page(assistant: Assistant, diary: Diary) -> str:
    """Return the diary as HTML that needs no other files."""
    context = {
        "assistant": assistant,
        "diary": diary,
        "centre": Centre.current(),
        "today": timezone.localdate(),
        "css": style_sheets("diary_print.css"),
    }
    return render_to_string("reporting/letters/diary.html", context)
