"""The diary of an assistant as PDF."""

from dataclasses import dataclass
from datetime import date

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
from familycare.lib.months import Month
from familycare.lib.polish import date_in_digits
from reporting.pdf_answers import pdf_answer
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
    diary = diary_of(assistant, period, request.user)
    days = f"{date_in_digits(period.start)}–{date_in_digits(period.end)}"
    what = f"{assistant} ({assistant.number}), {days} (PDF)"
    record_reading(request, ReadingKind.ASSISTANT, what=what)
    name = f"dziennik-{assistant.number}-{period.start}-{period.end}"
    return pdf_answer(request, diary_page(assistant, diary), name=name)


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
