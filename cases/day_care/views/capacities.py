"""How many places a day-care centre has, from a day on."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.day_care.attending import attending
from cases.day_care.forms import DayCareCapacityForm
from cases.day_care.services import delete_capacity, save_capacity
from cases.day_care.views.centres import day_care_or_404
from cases.models import DayCareCapacity
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import counted, date_in_digits


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def add_capacity(request, number):
    """Enter how many places there are from a day on."""
    day_care = day_care_or_404(number)
    form = DayCareCapacityForm(
        request.POST if request.method == "POST" else None, instance=DayCareCapacity(day_care=day_care)
    )
    if form.is_valid() and (saved := _saved(form, day_care)):
        _tell(request, saved)
        return redirect("day_care", number)
    return render(request, "cases/day_care/capacity_form.html", {"form": form, "day_care": day_care})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def edit_capacity(request, number, key):
    """Correct a number of places. An outdated version is not saved (see VersionedForm)."""
    day_care = day_care_or_404(number)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        capacity = get_object_or_404(day_care.capacities, pk=key)
        form = DayCareCapacityForm(request.POST if request.method == "POST" else None, instance=capacity)
        if form.is_valid() and (saved := _saved(form, day_care, capacity)):
            _tell(request, saved)
            return redirect("day_care", number)
    context = {"form": form, "day_care": day_care, "key": key}
    return render(request, "cases/day_care/capacity_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
@idempotent_delete
def remove_capacity(request, number, key):
    """Ask for confirmation and delete a number of places that was entered by mistake."""
    day_care = day_care_or_404(number)
    capacity = get_object_or_404(day_care.capacities, pk=key)
    if request.method == "POST":
        delete_capacity(capacity=capacity)
        return redirect_after_delete(request, "Usunięto liczbę miejsc.", reverse("day_care", args=[number]))
    return render(request, "cases/day_care/capacity_delete.html", {"capacity": capacity, "day_care": day_care})


def _saved(form, day_care, capacity=None):
    """Save and return the DayCareCapacity, or add the errors to the form and return None."""
    try:
        return save_capacity(day_care=day_care, capacity=capacity, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return None


def _tell(request, capacity):
    """Say that it was saved, and if more children attend on that day than there are places."""
    messages.success(request, "Zapisano.")
    (found,) = attending([capacity.day_care], request.user, capacity.starts_on)
    if found.too_many:
        children = counted(found.children, "dziecko", "dzieci", "dzieci")
        messages.warning(
            request,
            f"Miejsc od {date_in_digits(capacity.starts_on)} jest {found.capacity.places}, a tego dnia do placówki "
            f"chodzi {children}. Sprawdź liczbę miejsc i pobyty.",
        )
