"""Assign the monitoring of a family to a colleague of its last assistant."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.assignments.monitoring import (
    assign_monitoring,
    last_assignment,
    monitored_today,
    monitoring_substitutions,
)
from assistants.assignments.monitoring_forms import MonitoringForm
from cases.locking_views import family_to_write
from cases.models import Case
from familycare.accounts.rights import Right, accounts_ready_to, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def assign(request, number, pk):
    """Show who monitors the family today and let the manager choose somebody else."""
    family = family_to_write(request.user, number)
    found = get_object_or_404(Case.objects.filter(family=family), pk=pk)
    case = monitored_today(found)
    last = case and last_assignment(case)
    if last is None:
        messages.info(request, "Tej rodziny nikt dziś nie monitoruje: monitorowanie się skończyło albo trwa wsparcie.")
        return redirect("family", family.number)
    form = MonitoringForm(request.POST if request.method == "POST" else None, family=family, last=last.assistant)
    if form.is_valid():
        try:
            named = assign_monitoring(case=case, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, f"Rodzinę monitoruje teraz: {named.substitute}.")
            return redirect("family", family.number)
    record_reading(request, ReadingKind.FAMILY, family=family, what="kto monitoruje")
    context = {
        "family": family,
        "case": case,
        "form": form,
        "last": last.assistant,
        "can_write": accounts_ready_to(Right.KEEP_DIARY).filter(assistant=last.assistant).exists(),
        "substitution": monitoring_substitutions(case)
        .active_on(timezone.localdate())
        .select_related("substitute")
        .first(),
        "back": reverse("family", args=[family.number]),
    }
    return render(request, "assistants/assignments/monitoring.html", context)
