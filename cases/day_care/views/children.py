"""The children who attend a day-care centre: found by name among the families that the user sees, put in, ended."""

import re
from functools import reduce
from operator import and_

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.day_care.forms import EndOfStayForm
from cases.day_care.views.centres import day_care_or_404, has_closed
from cases.families.distinct_names import read_carer_names
from cases.families.views.person import person_or_404
from cases.family_list.filters import SearchField
from cases.locking_views import family_to_write, lock_to_write, refuse_anonymised
from cases.models import DayCareStay, Family, Person
from cases.records.community_support import DayCareStayForm, day_care_stay
from cases.records.services import save_record
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.ordering import fold, polish_order

MOST_FOUND = 20
NOT_BY_PESEL = "Wpisz imię, nazwisko albo numer rodziny. Po numerze PESEL się tu nie szuka."
NOBODY = "Wśród rodzin, które widzisz, nie ma dziecka o takim imieniu, nazwisku ani numerze."
CLOSED = "Ta placówka już nie działa, więc nie można do niej dopisać dziecka."


class ChildSearchForm(forms.Form):
    """By what a child is looked for. It is sent by POST, so that no name gets into an address."""

    szukaj = SearchField(
        label="Kogo szukasz",
        help_text="imię i nazwisko dziecka albo numer rodziny",
        error_messages={"required": "Wpisz imię, nazwisko albo numer rodziny."},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_szukaj(self):
        text = self.cleaned_data["szukaj"]
        if re.search(r"\d{6}", text):
            raise ValidationError(NOT_BY_PESEL)
        if not fold(text):  # only signs that are not seen
            raise ValidationError(self.fields["szukaj"].error_messages["required"])
        return text


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def find_child(request, number):
    """Look for a child by name and show who is found, each with the way to put them in."""
    day_care, today = day_care_or_404(number), timezone.localdate()
    if has_closed(day_care, today):
        messages.error(request, CLOSED)
        return redirect("day_care", number)
    form, children = ChildSearchForm(request.POST if request.method == "POST" else None), []
    if form.is_valid():
        children = _found(request, form.cleaned_data["szukaj"], today)
        if not children:
            form.add_error("szukaj", NOBODY)
    stays = DayCareStay.objects.filter(day_care=day_care, person__in=children).active_on(today)
    context = {
        "day_care": day_care,
        "form": form,
        "children": children[:MOST_FOUND],
        "is_more": len(children) > MOST_FOUND,
        "attending": {*stays.values_list("person", flat=True)},
    }
    return render(request, "cases/day_care/find_child.html", context)


def _found(request, text, today):
    """Return the children today, of families in whose files the user may write, by name; one more than MOST_FOUND."""
    record_reading(request, ReadingKind.FAMILIES, what="szukanie dziecka do placówki", searched=text)
    families = Family.objects.visible_to(request.user).filter(anonymised_on=None)
    named = reduce(and_, (_has(word) for word in fold(text).split()))
    children = Person.objects.children_on(today).filter(named, family__in=families).select_related("family")
    order = [polish_order(name) for name in ("last_name", "first_name")]
    found = list(children.order_by(*order, "number")[: MOST_FOUND + 1])
    read_carer_names([child.family for child in found])
    return found


def _has(word):
    """Return the condition for children who, or whose family, have the word in the name or number."""
    if word.isdecimal():  # it could be part of a PESEL, which the text to search in contains
        return Q(number__contains=word) | Q(family__number__contains=word)
    return Q(search__contains=word) | Q(family__search__contains=word)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def add_child(request, number, day_care):
    """Put a child, the person with the number, into a day-care centre."""
    day_care, person = day_care_or_404(day_care), person_or_404(request.user, number)
    refuse_anonymised(person.family)
    if has_closed(day_care, timezone.localdate()):
        messages.error(request, CLOSED)
        return redirect("day_care", day_care.number)
    sent = request.POST if request.method == "POST" else None
    form = DayCareStayForm(sent, family=person.family, initial={"person": person.pk, "day_care": day_care.pk})
    for name in ("person", "day_care"):
        form.fields[name].disabled, form.fields[name].widget = True, forms.HiddenInput()
    if form.is_valid() and _saved(form):
        messages.success(request, f"Zapisano: {person}.")
        return redirect("day_care", day_care.number)
    return _page(request, form, day_care, person, f"Nowe dziecko: {person}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def end_stay(request, number, key):
    """End the stay of a child of the family with the number."""
    family = family_to_write(request.user, number)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(family)
        stays = DayCareStay.objects.select_related("person", "day_care").filter(person__family=family)
        stay = get_object_or_404(stays, pk=key)
        sent = request.POST if request.method == "POST" else None
        form = EndOfStayForm(sent, instance=stay, family=family, ending=True)
        form.fields["over_on"].required = True
        if form.is_valid() and _saved(form):
            messages.success(request, f"Zapisano: {stay.person}.")
            return redirect("day_care", stay.day_care.number)
    return _page(request, form, stay.day_care, stay.person, f"Koniec pobytu: {stay.person}")


def _saved(form):
    """Save the record of a valid form and return True, or add the errors to the form and return False."""
    try:
        save_record(form)
    except ValidationError as error:
        add_service_errors(form, error)
        return False
    return True


def _page(request, form, day_care, person, heading):
    record_reading(request, ReadingKind.FAMILY, family=form.family, what=day_care_stay.title)
    context = {"form": form, "day_care": day_care, "person": person, "heading": heading}
    return render(request, "cases/day_care/stay_form.html", context)
