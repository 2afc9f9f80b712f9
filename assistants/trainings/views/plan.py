"""The plan of trainings of a year: entries added, corrected and deleted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.models import PlannedTraining
from assistants.trainings.forms import PlannedTrainingForm
from assistants.trainings.plan import delete_planned, save_planned
from assistants.trainings.views.events import year_of
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors, parse_pk
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def plan_training(request):
    """Add an entry to the plan of the year `rok` of the address, by default the current one."""
    year = parse_pk(request.GET.get("rok", "")) or timezone.localdate().year
    form = PlannedTrainingForm(request.POST if request.method == "POST" else None, initial={"year": year})
    if form.is_valid() and _saved(form):
        messages.success(request, "Dodano do planu.")
        return redirect(year_of(form.cleaned_data["year"]))
    return render(request, "assistants/trainings/planned.html", {"form": form, "back": year_of(year)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def edit_planned(request, number):
    """Correct an entry of the plan. An outdated version is not saved (see VersionedForm)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        planned = _planned_or_404(number)
        year, deletable = planned.year, not planned.trainings.exists()
        form = PlannedTrainingForm(request.POST if request.method == "POST" else None, instance=planned)
        if form.is_valid() and _saved(form, planned):
            messages.success(request, "Zapisano.")
            return redirect(year_of(form.cleaned_data["year"]))
    context = {"form": form, "planned": planned, "back": year_of(year), "deletable": deletable}
    return render(request, "assistants/trainings/planned.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
@idempotent_delete
@transaction.atomic
def remove_planned(request, number):
    """Ask for confirmation and delete an entry of the plan of which nothing was held."""
    planned = _planned_or_404(number)
    if request.method == "POST":
        try:
            delete_planned(planned=planned)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect(year_of(planned.year))
        return redirect_after_delete(request, "Usunięto z planu.", year_of(planned.year))
    return render(request, "assistants/trainings/planned_delete.html", {"planned": planned})


def _saved(form, planned=None):
    """Save the entry and return True, or add the errors to the form and return False."""
    try:
        save_planned(planned=planned, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def _planned_or_404(number):
    return get_object_or_404(PlannedTraining.objects.exclude(number=""), number=number.replace("\0", ""))
