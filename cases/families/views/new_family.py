"""A new family: registered with its persons, after a look at those that may be the same."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cases.families.duplicates import KNOWN_ELSEWHERE, families_like, known_elsewhere
from cases.families.forms import LINES, MOST_LINES, NewFamily, NewFamilyFields
from cases.families.services import register_family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors

ARE_THE_SAME = "Sprawdź podobne rodziny. Jeśli to inna rodzina, zaznacz, że to nie są te same osoby."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REFER)
def new_family(request):
    """The form, with room for so many further persons as `osoby` of the address says. Its buttons `dodaj_osobe` and
    `bez_osoby` only give it back with a line more or one less."""
    room, like = lines_asked_for(request), ()
    if request.method != "POST":
        form = NewFamily(lines=room)
    elif "dodaj_osobe" in request.POST:
        form = NewFamily.continued(request.POST, room)
    elif "bez_osoby" in request.POST:
        form = NewFamily.continued(request.POST, room, without=place_in(request.POST["bez_osoby"]))
    else:
        form = NewFamily(request.POST)
        form.is_valid()
        like = known_already(request, form.form, form)
        if not form.errors and (family := registered_by(request.user, form)):
            messages.success(request, "Zarejestrowano rodzinę. Następny krok to wniosek o asystenta.")
            if form.taken_from_pesel:
                messages.info(request, "Daty urodzenia i płeć, których nie wpisano, uzupełniono z numerów PESEL.")
            return redirect("family", family.number)
    context = {
        "form": form,
        "like": like,
        "more": min(len(form.lines) + 1, MOST_LINES) if len(form.lines) < MOST_LINES else 0,
        "fewer": max(len(form.lines) - 1, 0),
    }
    return render(request, "cases/families/new_family.html", context)


@require_POST
@needs(Right.REFER)
def similar_families(request):
    """A part of the forms of a new family and of a request for one: what may be the same, while it is typed."""
    form = NewFamily(request.POST)
    like, elsewhere = _found(request, form.likeness())
    context = {"like": like, "elsewhere": elsewhere and KNOWN_ELSEWHERE, "is_new": NewFamilyFields()["is_new"]}
    return render(request, "cases/families/similar_families.html", context)


def known_already(request, form, whole=None):
    """The families (Like) that may be the same as what was typed into the form, a NewFamilyFields (`whole`: with the
    lines of further persons). Tells the form when the writer has not said that they are not, and when a person belongs
    to a family that they do not see."""
    likeness = (whole or form).likeness()
    like, elsewhere = _found(request, likeness)
    sent = [each for each in like if each.family.form_key == str(form.cleaned_data.get("form_key"))]
    if sent:
        return ()  # by this very form, a moment ago
    for each in (form, *(whole.persons if whole else ())):
        if each.cleaned_data.get("pesel") in elsewhere:
            each.add_error("pesel", KNOWN_ELSEWHERE)
    if like and not form.cleaned_data.get("is_new"):
        form.add_error("is_new", ARE_THE_SAME)
    return like


def registered_by(user, form):
    """The Family, or None, when what is wrong has been told to the form."""
    try:
        return register_family(registered_by=user, **form.registered())
    except ValidationError as error:
        add_service_errors(form.form, error)
        return None


def lines_asked_for(request):
    """How many further persons the form has room for."""
    asked = place_in(request.GET.get(LINES, ""))
    return 1 if asked is None else min(asked, MOST_LINES)


def place_in(text):
    """A number of two digits at most, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


def _found(request, likeness):
    """The families (Like), and the PESELs of whom the writer must not see, with the look at them recorded."""
    like = families_like(request.user, **likeness)
    elsewhere = known_elsewhere(request.user, *(typed.pesel for typed in likeness["persons"]))
    if like or elsewhere:
        record_reading(request, ReadingKind.FAMILIES, what="rodziny podobne do nowej")
    return like, elsewhere
