"""The registration of a new family with its persons, after a check for similar families."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cases.families.duplicates import KNOWN_ELSEWHERE, find_similar_families, known_elsewhere
from cases.families.forms import LINES, MOST_LINES, NewFamily, NewFamilyFields
from cases.families.probes import TOO_MANY, may_ask
from cases.families.services import register_family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors

ARE_THE_SAME = "Sprawdź podobne rodziny. Jeśli to inna rodzina, zaznacz, że to nie są te same osoby."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REFER)
def new_family(request):
    """Show the form, with as many lines for further persons as `osoby` in the address says.

    The buttons `dodaj_osobe` and `bez_osoby` return the form with one line more or less.
    """
    room, similar = lines_asked_for(request), ()
    if request.method != "POST":
        form = NewFamily(lines=room)
    elif "dodaj_osobe" in request.POST:
        form = NewFamily.continued(request.POST, room)
    elif "bez_osoby" in request.POST:
        form = NewFamily.continued(request.POST, room, without=place_in(request.POST["bez_osoby"]))
    else:
        form = NewFamily(request.POST)
        form.is_valid()
        similar = check_similar_families(request, form.form, form)
        if not form.errors and (family := register_or_add_errors(request.user, form)):
            messages.success(request, "Zarejestrowano rodzinę. Następny krok to wniosek o asystenta.")
            if form.taken_from_pesel:
                messages.info(request, "Daty urodzenia i płeć, których nie wpisano, uzupełniono z numerów PESEL.")
            return redirect("family", family.number)
    context = {
        "form": form,
        "similar_families": similar,
        "more": min(len(form.lines) + 1, MOST_LINES) if len(form.lines) < MOST_LINES else 0,
        "fewer": max(len(form.lines) - 1, 0),
    }
    return render(request, "cases/families/new_family.html", context)


@require_POST
@needs(Right.REFER)
def similar_families(request):
    """Return the similar families while a new family or a referral is typed, as a part of the page."""
    form = NewFamily(request.POST)
    similar, elsewhere, is_limited = _found(request, form.search_criteria())
    context = {
        "similar_families": similar,
        "elsewhere": TOO_MANY if is_limited else elsewhere and KNOWN_ELSEWHERE,
        "is_new": NewFamilyFields()["is_new"],
    }
    return render(request, "cases/families/similar_families.html", context)


def check_similar_families(request, form, whole=None):
    """Return the SimilarFamily list for the typed family, and add the errors about it to the form.

    `form` is a NewFamilyFields, `whole` the form with the lines of further persons. It is an error if the user has
    not confirmed that the family is a new one, if a PESEL belongs to a family that the user does not see, and if the
    user has asked about too many.
    """
    search_criteria = (whole or form).search_criteria()
    similar, elsewhere, is_limited = _found(request, search_criteria)
    sent = [each for each in similar if each.family.form_key == str(form.cleaned_data.get("form_key"))]
    if sent:
        return ()  # registered by this form, sent twice
    for each in (form, *(whole.persons if whole else ())):
        if is_limited and each.cleaned_data.get("pesel"):
            each.add_error("pesel", TOO_MANY)
        elif each.cleaned_data.get("pesel") in elsewhere:
            each.add_error("pesel", KNOWN_ELSEWHERE)
    if similar and not form.cleaned_data.get("is_new"):
        form.add_error("is_new", ARE_THE_SAME)
    return similar


def register_or_add_errors(user, form):
    """Register the family and return it; or add the errors to the form and return None."""
    try:
        return register_family(registered_by=user, **form.registered())
    except ValidationError as error:
        add_service_errors(form.form, error)
        return None


def lines_asked_for(request):
    """Return the number of lines for further persons."""
    asked = place_in(request.GET.get(LINES, ""))
    return 1 if asked is None else min(asked, MOST_LINES)


def place_in(text):
    """Return a number of at most two digits, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def _found(request, search_criteria):
    """Return the SimilarFamily list, the PESELs of families that the user does not see, and whether PESELs were left
    out because the user has asked about too many; log the reading."""
    is_limited = not may_ask(request, [typed.pesel for typed in search_criteria["persons"]], "podobne rodziny")
    if is_limited:
        unnumbered = [replace(typed, pesel="") for typed in search_criteria["persons"]]
        search_criteria = search_criteria | {"persons": unnumbered}
    similar = find_similar_families(request.user, **search_criteria)
    elsewhere = known_elsewhere(request.user, *(typed.pesel for typed in search_criteria["persons"]))
    if similar or elsewhere:
        record_reading(request, ReadingKind.FAMILIES, what="rodziny podobne do nowej")
    return similar, elsewhere, is_limited
