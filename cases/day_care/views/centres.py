"""Day-care centres: listed, shown, entered, corrected, closed and deleted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.day_care.attending import attending
from cases.day_care.forms import BY_OTHERS, DayCareCentreForm
from cases.day_care.services import delete_day_care, is_in_use, save_day_care
from cases.models import DayCareCentre
from cases.spans import days_of
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_safe
@needs(Right.READ_COMMUNITY)
def day_care_centres(request):
    """List the day-care centres with their places and children today: those that are open, then the others."""
    today = timezone.localdate()
    found = attending(list(DayCareCentre.objects.by_name()), request.user, today)
    context = {
        "present": [each for each in found if not has_closed(each.day_care, today)],
        "closed": [each for each in found if has_closed(each.day_care, today)],
    }
    return render(request, "cases/day_care/day_care_centres.html", context)


def has_closed(day_care, today):
    """Return whether the day-care centre is open no more."""
    _first, last = days_of(day_care)
    return last is not None and last < today


@require_safe
@needs(Right.READ_COMMUNITY)
def day_care(request, number):
    """Show a day-care centre, its places, who attends it, and what it costs."""
    today, day_care = timezone.localdate(), day_care_or_404(number)
    (found,) = attending([day_care], request.user, today)
    record_reading(request, ReadingKind.FAMILIES, what=f"placówka wsparcia dziennego {number}")
    expires = day_care.permit_until
    context = {
        "day_care": day_care,
        "found": found,
        "has_closed": has_closed(day_care, today),
        "capacities": day_care.capacities.order_by("-starts_on"),
        "needs_permit": day_care.run_by in BY_OTHERS,
        "has_expired": bool(expires and expires < min(today, day_care.ends_on or today)),
    }
    if may(request.user, Right.READ_CHARGES):
        context["years"] = _costs_by_year(day_care)
    return render(request, "cases/day_care/day_care.html", context)


def _costs_by_year(day_care):
    """Return [(year, its latest month, sum of the costs in zł)], the latest first."""
    sums, latest = {}, {}
    for cost in day_care.costs.order_by("-month"):
        sums[cost.month.year] = sums.get(cost.month.year, 0) + cost.amount
        latest.setdefault(cost.month.year, cost.month)
    return [(year, f"{latest[year]:%Y-%m}", total) for year, total in sums.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def new_day_care(request):
    """Enter a day-care centre."""
    form = DayCareCentreForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (saved := _saved(form)):
        messages.success(request, "Zapisano. Dzieci dopisuje się na tej stronie albo na stronie rodziny.")
        return redirect("day_care", saved.number)
    return render(request, "cases/day_care/day_care_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
def edit_day_care(request, number):
    """Correct a day-care centre or enter its last day. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        day_care = day_care_or_404(number)
        form = DayCareCentreForm(request.POST if request.method == "POST" else None, instance=day_care)
        if form.is_valid() and _saved(form, day_care):
            messages.success(request, "Zapisano.")
            return redirect("day_care", number)
    context = {"form": form, "day_care": day_care_or_404(number), "deletable": not is_in_use(day_care)}
    return render(request, "cases/day_care/day_care_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_COMMUNITY)
@idempotent_delete
@transaction.atomic
def remove_day_care(request, number):
    """Ask for confirmation and delete a day-care centre that was entered by mistake."""
    day_care = day_care_or_404(number)
    if request.method == "POST":
        try:
            delete_day_care(day_care=day_care)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("day_care", number)
        return redirect_after_delete(request, "Usunięto placówkę.", reverse("day_care_centres"))
    return render(request, "cases/day_care/day_care_delete.html", {"day_care": day_care})


def _saved(form, day_care=None):
    """Save and return the DayCareCentre, or add the errors to the form and return None."""
    try:
        return save_day_care(day_care=day_care, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return None


def day_care_or_404(number):
    """Return the day-care centre with the number or raise Http404."""
    if "\0" in number:  # PostgreSQL refuses it
        raise Http404
    return get_object_or_404(DayCareCentre.objects.exclude(number=""), number=number)
