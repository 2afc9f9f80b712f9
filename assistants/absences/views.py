"""Absences of an assistant: recorded by the manager."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assistants.absences.forms import AbsenceForm
from assistants.absences.services import end_absence, record_absence
from assistants.absences.substitution_groups import substitution_conflict_message
from assistants.models import Absence, Assistant
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def absences(request, number):
    """List the current, future and ten latest past absences, and record a new one."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    form = AbsenceForm(request.POST if request.method == "POST" else None, instance=Absence(assistant=assistant))
    if form.is_valid() and (absence := _record_or_add_errors(form, assistant)):
        messages.success(request, "Zapisano nieobecność.")
        return _next_page(request, assistant, absence)
    today = timezone.localdate()
    context = {
        "assistant": assistant,
        "form": form,
        "today": today,
        "absences": assistant.absences.filter(ends_on__gte=today),
        "past": assistant.absences.filter(ends_on__lt=today).order_by("-starts_on")[:10],
    }
    return render(request, "assistants/absences/absences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def edit_absence(request, number, pk):
    """Change the dates or kind of an absence. An outdated version is not saved (see VersionedForm)."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        absence = get_object_or_404(assistant.absences, pk=pk)
        form = AbsenceForm(request.POST if request.method == "POST" else None, instance=absence)
        if form.is_valid() and (absence := _record_or_add_errors(form, assistant, absence)):
            messages.success(request, "Zapisano nieobecność.")
            return _next_page(request, assistant, absence)
    return render(request, "assistants/absences/edit_absence.html", {"assistant": assistant, "form": form})


@require_POST
@needs(Right.DECIDE)
@idempotent_delete
@transaction.atomic
def end(request, number, pk):
    """End the absence today, or delete it if it has not started."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    today = timezone.localdate()
    absence = get_object_or_404(assistant.absences, pk=pk, ends_on__gte=today)
    end_absence(absence=absence, last_day=today)
    if absence.starts_on > today:
        return redirect_after_delete(request, "Odwołano nieobecność.", reverse("absences", args=[assistant.number]))
    messages.success(request, "Nieobecność kończy się dziś.")
    return redirect("absences", assistant.number)


def _record_or_add_errors(form, assistant, absence=None):
    """Return the saved Absence; if it is refused, add the errors to the form and return None."""
    values = {name: form.cleaned_data[name] for name in ("kind", "starts_on", "ends_on")}
    try:
        return record_absence(assistant=assistant, absence=absence, **values)
    except ValidationError as error:
        add_service_errors(form, error)
        return None


def _next_page(request, assistant, absence):
    """Redirect to the form of a substitution if the user chose that button, else to the absences."""
    today = timezone.localdate()
    if absence.ends_on >= today and (sentence := substitution_conflict_message(assistant, absence, request.user)):
        messages.warning(request, sentence)
    if "zastepstwo" not in request.POST or absence.ends_on < today:
        return redirect("absences", assistant.number)
    days = {"od": max(absence.starts_on, today), "do": absence.ends_on}
    return redirect(f"{reverse('substitute', args=[assistant.number])}?{urlencode(days)}")
