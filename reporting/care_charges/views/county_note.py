"""A county's note: taken, matched, checked line by line, accepted or disputed; the letter about what is disputed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cases.foster_care.shares import shares_in_words
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.centre.law.reading import read_law
from familycare.centre.models import Centre
from familycare.lib.polish import counted, joined
from familycare.web.uploads import takes_file
from reporting.care_charges.county_note.checking import checked_lines
from reporting.care_charges.county_note.columns import FIELDS, guessed, problem_of, remember, remembered
from reporting.care_charges.county_note.decisions import DECIDED, decided, save_accepted, sums_of_note
from reporting.care_charges.county_note.forms import CountyNoteForm
from reporting.care_charges.models import NoteColumns
from reporting.care_charges.views.month import month_or_404
from reporting.pdf_answers import pdf_answer
from reporting.renderers.html import style_sheets

MATCH, CHANGE, SAVE = "dopasuj", "zmien", "zapisz"
PREVIEWED = 10  # rows


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
@takes_file("NOTE_BYTES")
def county_note(request, month):
    """Take a note, match its columns once for the county, check the lines, and save those that are accepted."""
    month = month_or_404(month)
    form = CountyNoteForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        counties = NoteColumns.objects.values_list("county", flat=True)
        context = {"month": month, "form": form, "counties": counties}
        return render(request, "reporting/care_charges/note_form.html", context)
    headings, county = form.rows[0], form.cleaned_data["county"]
    columns = remembered(county, headings)
    if MATCH in request.POST:
        columns = _matched(request.POST, headings)
        if problem := problem_of(columns):
            return _match_page(request, month, form, columns, problem)
        remember(county=county, columns=columns)
    elif CHANGE in request.POST or columns is None:
        return _match_page(request, month, form, columns or guessed(headings))
    return _check_page(request, month, form, columns)


@require_POST
@needs(Right.KEEP_CHARGES)
def note_letter(request, month):
    """Return the letter to the county about the disputed lines, as PDF."""
    month = month_or_404(month)
    form = CountyNoteForm(request.POST)
    columns = remembered(form.cleaned_data["county"], form.rows[0]) if form.is_valid() else None
    if columns is None:
        return redirect("county_note", month)
    found = decided(checked_lines(form.rows, columns, month, request.user), request.POST)
    if any(each.error for each in found):
        return _check_page(request, month, form, columns)
    record_reading(request, ReadingKind.FAMILIES_FILE, what=f"pismo o nocie powiatu, {month.name}")
    context = {
        "centre": Centre.current(),
        "today": timezone.localdate(),
        "month": month,
        "note": form.cleaned_data,
        "disputed": [each for each in found if not each.is_accepted],
        "accepted": any(each.is_accepted for each in found),
        "shares": shares_in_words(read_law(), month.start),
        "sums": sums_of_note(found, form.cleaned_data["total"]),
        "css": style_sheets("letter.css"),
    }
    source = render_to_string("reporting/care_charges/note_letter.html", context)
    return pdf_answer(request, source, name=f"nota-{month}", inline=True)


def _matched(data, headings):
    """Return {key of a field: heading} that was chosen; other headings than those of the note count as none."""
    chosen = {field.key: data.get(f"kolumna:{field.key}", "") for field in FIELDS}
    return {key: heading for key, heading in chosen.items() if heading in headings and heading}


def _match_page(request, month, form, columns, problem=""):
    headings = [heading for heading in dict.fromkeys(form.rows[0]) if heading]
    context = {
        "month": month,
        "note": form,
        "headings": headings,
        "fields": [(field, columns.get(field.key, "")) for field in FIELDS],
        "all_headings": form.rows[0],
        "preview": form.rows[1 : PREVIEWED + 1],
        "problem": problem,
    }
    return render(request, "reporting/care_charges/note_columns.html", context)


def _check_page(request, month, form, columns):
    complaints, saved = [], False
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        found = decided(checked_lines(form.rows, columns, month, request.user), request.POST)
        if SAVE in request.POST and not any(each.error for each in found):
            complaints, saved = _saved(request, found)
    record_reading(request, ReadingKind.FAMILIES, what=f"nota powiatu, {month.name}")
    context = {
        "month": month,
        "note": form,
        "lines": found,
        "accepted": sum(each.is_accepted for each in found),
        "sums": sums_of_note(found, form.cleaned_data["total"]),
        "complaints": complaints,
        "errors": [each for each in found if each.error],
        "saved": saved,
        "decided": DECIDED,
    }
    return render(request, "reporting/care_charges/note_check.html", context)


def _saved(request, found):
    """Save the accepted lines. Return (complaints, whether it was saved)."""
    try:
        with transaction.atomic():
            saved = save_accepted(found, timezone.localdate())
    except ValidationError as error:
        return error.messages, False
    done = [
        counted(saved.added, "nowa", "nowe", "nowych") if saved.added else "",
        counted(saved.corrected, "poprawiona", "poprawione", "poprawionych") if saved.corrected else "",
    ]
    told = joined([*filter(None, done)]) or "bez zmian, wszystkie były już wpisane"
    messages.success(request, f"Zapisano odpłatności z noty: {told}.")
    return [], True
