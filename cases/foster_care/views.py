"""The stays of a person in foster care, why the municipality pays which share, and a first day set by hand."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.foster_care.forms import StayStartForm
from cases.foster_care.services import set_stay_start, withdraw_stay_start
from cases.foster_care.shares import shares_in_words
from cases.foster_care.stays import stays_of_person
from cases.locking_views import lock_to_write, refuse_anonymised
from cases.models import Family, Person
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.law.reading import read_law
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_words

READING = "pobyty w pieczy i udział gminy"


@require_safe
@needs(Right.READ_CHARGES)
def stays(request, number):
    """Show the stays of a person and the municipality's share in each."""
    person = _person_or_404(request, number)
    record_reading(request, ReadingKind.PERSON, family=person.family, what=READING)
    context = {
        "person": person,
        "shares": shares_in_words(read_law(), timezone.localdate()),
        "stays": [(stay, stay.reason_for(person)) for stay in stays_of_person(person)],
        "may_write": may(request.user, Right.KEEP_CHARGES) and not person.family.anonymised_on,
    }
    return render(request, "cases/foster_care/stays.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def stay_start(request, number, day):
    """Set the first day of the stay that began, by the placements, on the day (2024-05-06)."""
    person = _person_or_404(request, number)
    refuse_anonymised(person.family)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(person.family)
        stay = _stay_or_404(person, day)
        own = stay.by_hand if stay.by_hand and stay.by_hand.person_id == person.pk else None
        sent = request.POST if request.method == "POST" else None
        form = StayStartForm(sent, start=own, suggested=stay.recorded_on)
        if form.is_valid() and _saved(form, person, stay):
            messages.success(request, "Ustalono początek pobytu. Od niego liczy się udział gminy.")
            return redirect("stays", number)
    record_reading(request, ReadingKind.PERSON, family=person.family, what=READING)
    context = {"person": person, "stay": stay, "form": form, "by_hand": own}
    return render(request, "cases/foster_care/stay_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
@idempotent_delete
@transaction.atomic
def withdraw(request, number, day):
    """Ask for confirmation and take back a first day that was set by hand."""
    person = _person_or_404(request, number)
    refuse_anonymised(person.family)
    stay = _stay_or_404(person, day)
    if not stay.by_hand or stay.by_hand.person_id != person.pk:
        raise Http404
    if request.method == "POST":
        lock_to_write(person.family)
        withdraw_stay_start(start=stay.by_hand)
        return redirect_after_delete(request, "Cofnięto. Pobyt liczy się znowu według zapisów.", _page_of(person))
    record_reading(request, ReadingKind.PERSON, family=person.family, what=READING)
    consequence = (
        f"Pobyt będzie się liczył od {date_in_words(stay.recorded_on)}, a nie od {date_in_words(stay.started_on)}. "
        "Zmieni to udział gminy we wszystkich miesiącach tego pobytu. Ustalenie zostaje w historii zmian."
    )
    context = {"person": person, "stay": stay, "consequence": consequence}
    return render(request, "cases/foster_care/withdraw.html", context)


def _saved(form, person, stay):
    """Save the first day and return True, or add the errors to the form and return False."""
    details = {name: form.cleaned_data[name] for name in ("counted_from", "reason")}
    try:
        set_stay_start(person=person, recorded_on=stay.recorded_on, **details)
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def _person_or_404(request, number):
    visible = Family.objects.visible_to(request.user)
    return get_object_or_404(Person.objects.select_related("family"), number=number, family__in=visible)


def _stay_or_404(person, text):
    with suppress(ValueError):
        day = date.fromisoformat(text)
        if stay := next((stay for stay in stays_of_person(person) if stay.recorded_on == day), None):
            return stay
    raise Http404


def _page_of(person):
    return reverse("stays", args=[person.number])
