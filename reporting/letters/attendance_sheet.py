"""The list of a workshop to sign on a day, as PDF: who is on its list, and empty rows for others."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assistants.models import Workshop
from assistants.workshops.register import expected_on
from cases.day_limits import PLANNED
from cases.models import Person
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.lib.fields import DayField
from familycare.lib.ordering import polish_order
from reporting.pdf_answers import pdf_answer
from reporting.renderers.html import style_sheets

MOST_EMPTY_ROWS = 60


class AttendanceSheetForm(forms.Form):
    """The day of the list and the number of its empty rows. The names appear in URLs."""

    dzien = DayField(label="Dzień zajęć", limits=PLANNED, error_messages={"required": "Podaj dzień zajęć."})
    wiersze = forms.IntegerField(
        label="Puste wiersze",
        help_text="dla osób z zewnątrz i tych, których nie ma na liście uczestników",
        min_value=0,
        max_value=MOST_EMPTY_ROWS,
        error_messages={
            "required": "Podaj, ile ma być pustych wierszy; może być 0.",
            "invalid": "Wpisz liczbę wierszy cyframi.",
            "min_value": "Najmniej 0 wierszy.",
            "max_value": "Najwyżej %(limit_value)s wierszy.",
        },
    )


@require_safe
@never_cache
@needs(Right.READ_WORKSHOPS)
def attendance_sheet(request, number):
    """Return the list for the day `dzien` with `wiersze` empty rows; without them, show the form.

    It names persons on the workshop's list who are members, on the day, of families that the reader sees.
    """
    workshop = get_object_or_404(Workshop.objects.exclude(number=""), number=number.replace("\0", ""))
    form = AttendanceSheetForm(request.GET or None, initial={"dzien": timezone.localdate(), "wiersze": 10})
    if not form.is_valid():
        context = {"form": form, "workshop": workshop}
        return render(
            request, "reporting/letters/attendance_sheet_form.html", context, status=400 if request.GET else 200
        )
    day = form.cleaned_data["dzien"]
    persons = Person.objects.filter(pk__in=expected_on(workshop, day, request.user))
    persons = list(persons.order_by(polish_order("last_name"), polish_order("first_name"), "number"))
    record_reading(request, ReadingKind.FAMILIES, what="lista zajęć do podpisu (PDF)")
    context = {
        "workshop": workshop,
        "day": day,
        "rows": [*persons, *[""] * form.cleaned_data["wiersze"]],
        "centre": Centre.current(),
        "css": style_sheets("attendance_sheet.css"),
    }
    page = render_to_string("reporting/letters/attendance_sheet.html", context)
    return pdf_answer(request, page, name=f"lista-{workshop.number}-{day}", inline=True)
