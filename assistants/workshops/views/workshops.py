"""Workshops: listed, entered, corrected and deleted."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.models import Workshop
from assistants.workshops.days import days_by_workshop, days_in, days_of, total
from assistants.workshops.forms import MeetingForm, WorkshopForm
from assistants.workshops.register import enrolled
from assistants.workshops.services import delete_workshop, is_in_use, save_workshop
from familycare.accounts.rights import Right, may, needs, who_may
from familycare.audit.services import lock_changes
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_safe
@needs(Right.READ_WORKSHOPS)
def workshops(request):
    """List the workshops, those that were held last first, those without a day before them; and this year's sums."""
    year, days = timezone.localdate().year, days_by_workshop()
    listed = [(each, sorted(days[each.pk])) for each in Workshop.objects.order_by("title", "number")]
    listed.sort(key=lambda line: line[1][-1] if line[1] else date.max, reverse=True)
    context = {"workshops": listed, "year": year, "of_the_year": total(days_in(year))}
    return render(request, "assistants/workshops/workshops.html", context)


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
    workshop = workshop_or_404(number)
    if request.method == "POST":
        check_right(request)
    form = MeetingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("attendance", number, form.cleaned_data["day"].isoformat())
    days = days_of(workshop)
    context = {
        "workshop": workshop,
        "form": form,
        "days": days,
        "total": total(days),
        "enrolled": len(enrolled(workshop, request.user)),
    }
    return render(request, "assistants/workshops/workshop.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_WORKSHOPS)
def edit_workshop(request, number):
    """Correct a workshop. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        workshop = workshop_or_404(number)
        form = WorkshopForm(request.POST if request.method == "POST" else None, instance=workshop)
        if form.is_valid():
            save_workshop(workshop=workshop, **form.details())
            messages.success(request, "Zapisano.")
            return redirect("workshop", number)
    context = {"form": form, "workshop": workshop, "deletable": not is_in_use(workshop)}
    return render(request, "assistants/workshops/workshop_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_WORKSHOPS)
@idempotent_delete
@transaction.atomic
def remove_workshop(request, number):
    """Ask for confirmation and delete a workshop without a day."""
    workshop = workshop_or_404(number)
    if request.method == "POST":
        try:
            delete_workshop(workshop=workshop)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("workshop", number)
        return redirect_after_delete(request, "Usunięto zajęcia.", reverse("workshops"))
    return render(request, "assistants/workshops/workshop_delete.html", {"workshop": workshop})


def check_right(request):
    """Raise PermissionDenied unless the user keeps workshops."""
    if not may(request.user, Right.KEEP_WORKSHOPS):
        raise PermissionDenied(who_may(Right.KEEP_WORKSHOPS))


def workshop_or_404(number):
    """Return the workshop with the number or raise Http404."""
    if "\0" in number:  # PostgreSQL refuses it
        raise Http404
    return get_object_or_404(Workshop.objects.exclude(number=""), number=number)
