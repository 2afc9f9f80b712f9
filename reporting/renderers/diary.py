"""The diary of an assistant as an HTML page for print."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from assistants.diary.month import Diary
from assistants.models import Assistant
from familycare.centre.models import Centre
from reporting.renderers.html import STYLES


@dataclass(frozen=True)
class Days:
    """The days from `start` to `end`, both included."""

    start: date
    end: date


def diary_page(assistant: Assistant, diary: Diary) -> str:
    """Return the diary as HTML that needs no other files."""
    context = {
        "assistant": assistant,
        "diary": diary,
        "centre": Centre.current(),
        "today": timezone.localdate(),
        "css": mark_safe((STYLES / "diary_print.css").read_text(encoding="utf-8")),
    }
    return render_to_string("documents/diary.html", context)
