"""Workshops: listed, entered, corrected, and the attendance of each day."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, F, Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.models import Workshop
from assistants.workshops.forms import MeetingForm, WorkshopForm
from assistants.workshops.register import families_offered, found, grouped, present_on, regulars
from assistants.workshops.services import delete_workshop, save_attendance, save_workshop
from cases.models import Person
from familycare.accounts.rights import Right, may, needs, who_may
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.dates import EARLIEST
from familycare.lib.forms import parse_pk
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import counted, date_in_words

SEARCH = "znajdz"


@require_safe
@needs(Right.READ_WORKSHOPS)
def workshops(request):
    """List the workshops, those that were held last first, those without a day before them."""
    held = Workshop.objects.annotate(
        days=Count("attendances__attended_on", distinct=True), last_day=Max("attendances__attended_on")
    )
    listed = held.order_by(F("last_day").desc(nulls_first=True), "title", "number")
    return render(request, "assistants/workshops/workshops.html", {"workshops": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_WORKSHOPS)
def new_workshop(request):
    """Enter a workshop."""
    form = WorkshopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        saved = save_workshop(**form.details())
        messages.success(request, "Zapisano zajęcia. Dodaj teraz dzień i zaznacz obecnych.")
        return redirect("workshop", saved.number)
    return render(request, "assistants/workshops/workshop_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_WORKSHOPS)
def workshop(request, number):
    """Show a workshop and its days. Whoever keeps workshops opens another day here."""
    workshop = _workshop_or_404(number)
    if request.method == "POST":
        _check_right(request)
    form = MeetingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("attendance", number, form.cleaned_data["day"].isoformat())
    days = workshop.attendances.order_by("-attended_on").values_list("attended_on", flat=True).distinct()
    context = {"workshop": workshop, "form": form, "days": days}
    return render(request, "assistants/workshops/workshop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_WORKSHOPS)
def edit_workshop(request, number):
    """Correct a workshop. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        workshop = _workshop_or_404(number)
        form = WorkshopForm(request.POST if request.method == "POST" else None, instance=workshop)
        if form.is_valid():
            save_workshop(workshop=workshop, **form.details())
            messages.success(request, "Zapisano.")
            return redirect("workshop", number)
    context = {"form": form, "workshop": workshop, "deletable": not workshop.attendances.exists()}
    return render(request, "assistants/workshops/workshop_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_WORKSHOPS)
@idempotent_delete
@transaction.atomic
def remove_workshop(request, number):
    """Ask for confirmation and delete a workshop that nobody attended."""
    workshop = _workshop_or_404(number)
    if request.method == "POST":
        try:
            delete_workshop(workshop=workshop)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("workshop", number)
        return redirect_after_delete(request, "Usunięto zajęcia.", reverse("workshops"))
    return render(request, "assistants/workshops/workshop_delete.html", {"workshop": workshop})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_WORKSHOPS)
def attendance(request, number, day):
    """Show who attended on the day (2024-05-06); whoever keeps workshops ticks the list and looks for others by name.

    Only persons of families that the reader sees are shown and changed.
    """
    workshop, day = _workshop_or_404(number), _day_or_404(day)
    present = present_on(workshop, day, request.user)
    was, ticked, just_found, complaints, searched = present, present, set(), [], ""
    shown = present | regulars(workshop, day, request.user) if may(request.user, Right.KEEP_WORKSHOPS) else present
    if request.method == "POST":
        _check_right(request)
        sent = _persons(request, "pokazana")
        shown |= sent
        meanwhile = present - sent  # somebody else ticked them since the page was opened
        was, ticked = _persons(request, "byla") | meanwhile, _persons(request, "osoba") | meanwhile
        searched = request.POST.get("szukaj", "").strip()
        if SEARCH in request.POST:
            just_found, complaint = found(request.user, searched, day)
            shown |= just_found
            complaints = [complaint] if complaint else []
        elif not (complaints := _save(workshop, day, ticked, was - ticked)):
            people = counted(len(ticked), "obecna osoba", "obecne osoby", "obecnych osób")
            messages.success(request, f"Zapisano: {date_in_words(day)}, {people}.")
            return redirect("workshop", number)
    record_reading(request, ReadingKind.FAMILIES, what="obecność na zajęciach", searched=searched)
    context = {
        "workshop": workshop,
        "day": day,
        "families": grouped(shown, request.user, just_found),
        "ticked": ticked,
        "was": was,
        "complaints": complaints,
        "about_search": SEARCH in request.POST,
        "searched": searched,
        "hidden": workshop.attendances.filter(attended_on=day).exclude(person__in=present).count(),
    }
    return render(request, "assistants/workshops/attendance.html", context)


def _save(workshop, day, ticked, taken_out):
    """Save the attendance (pks of persons) and return complaints; none if it was saved."""
    persons = Person.objects.in_bulk([*ticked, *taken_out])
    try:
        save_attendance(
            workshop=workshop,
            day=day,
            came=[persons[key] for key in sorted(ticked)],
            left_out=[persons[key] for key in sorted(taken_out)],
        )
    except ValidationError as error:
        return error.messages
    return []


def _persons(request, name):
    """Return the pks sent under the name, of persons of families offered to the reader."""
    keys = [key for text in request.POST.getlist(name) if (key := parse_pk(text)) is not None]
    allowed = Person.objects.filter(pk__in=keys, family__in=families_offered(request.user))
    return {*allowed.values_list("pk", flat=True)}


def _check_right(request):
    if not may(request.user, Right.KEEP_WORKSHOPS):
        raise PermissionDenied(who_may(Right.KEEP_WORKSHOPS))


def _workshop_or_404(number):
    return get_object_or_404(Workshop.objects.exclude(number=""), number=number)


def _day_or_404(text):
    with suppress(ValueError):
        if EARLIEST <= (day := date.fromisoformat(text)) <= timezone.localdate():
            return day
    raise Http404
