"""When an assistant is absent: written down by the manager."""

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
from assistants.absences.standing_in import stands_in_meanwhile
from assistants.models import Absence, Assistant
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import told_to_fields
from familycare.lib.idempotent_delete import deleted, deletes


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def absences(request, number):
    """The form of a new absence, and those that there are: present and coming ones, and the last few."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    form = AbsenceForm(request.POST if request.method == "POST" else None, instance=Absence(assistant=assistant))
    if form.is_valid() and (absence := _recorded(form, assistant)):
        messages.success(request, "Zapisano nieobecność.")
        return _onwards(request, assistant, absence)
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
def edit_absence(request, number, key):
    """Other days or another kind; a version that is no longer current is not saved (see VersionedForm)."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        absence = get_object_or_404(assistant.absences, pk=key)
        form = AbsenceForm(request.POST if request.method == "POST" else None, instance=absence)
        if form.is_valid() and (absence := _recorded(form, assistant, absence)):
            messages.success(request, "Zapisano nieobecność.")
            return _onwards(request, assistant, absence)
    return render(request, "assistants/absences/edit_absence.html", {"assistant": assistant, "form": form})


@require_POST
@needs(Right.DECIDE)
@deletes
@transaction.atomic
def end(request, number, key):
    """Today is its last day; what has not begun is taken back."""
    assistant = Assistant.objects.visible_to(request.user).get_or_404(number)
    today = timezone.localdate()
    absence = get_object_or_404(assistant.absences, pk=key, ends_on__gte=today)
    end_absence(absence=absence, last_day=today)
    if absence.starts_on > today:
        return deleted(request, "Odwołano nieobecność.", reverse("absences", args=[assistant.number]))
    messages.success(request, "Nieobecność kończy się dziś.")
    return redirect("absences", assistant.number)


def _recorded(form, assistant, absence=None):
    """The Absence as it was saved, or None: then the form says what is wrong."""
    values = {name: form.cleaned_data[name] for name in ("kind", "starts_on", "ends_on")}
    try:
        return record_absence(assistant=assistant, absence=absence, **values)
    except ValidationError as error:
        told_to_fields(form, error)
        return None


def _onwards(request, assistant, absence):
    """To the substitution of those days, where the button asks for it; else back to the absences."""
    today = timezone.localdate()
    if absence.ends_on >= today and (sentence := stands_in_meanwhile(assistant, absence, request.user)):
        messages.warning(request, sentence)
    if "zastepstwo" not in request.POST or absence.ends_on < today:
        return redirect("absences", assistant.number)
    days = {"od": max(absence.starts_on, today), "do": absence.ends_on}
    return redirect(f"{reverse('substitute', args=[assistant.number])}?{urlencode(days)}")
