"""Plan, move and settle appointments with families."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assistants.choices import AppointmentState
from assistants.diary.appointment_forms import MoveAppointmentForm, PlanAppointmentForm
from assistants.diary.appointments import move_appointment, plan_appointment, settle_appointment
from assistants.models import Appointment, Assistant
from cases.families.distinct_names import distinct_name
from cases.locking_views import lock_to_write
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import date_in_words

ANSWERS = {"odbyte": AppointmentState.KEPT, "odwolane": AppointmentState.CANCELLED}


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
def plan(request):
    """Plan an appointment. `rodzina` in the query string preselects a family."""
    assistant = Assistant.objects.get_own(request.user)
    number = request.GET.get("rodzina", "")
    family = Family.objects.get_visitable_or_404(request.user, number) if number else None
    form = PlanAppointmentForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        initial={"family": family and family.number},
    )
    if form.is_valid():
        try:
            planned = plan_appointment(assistant=assistant, family=form.cleaned_data["family"], details=form.details())
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            return _confirm(request, planned, "Umówiono spotkanie")
    record_reading(request, ReadingKind.FAMILIES, what="umawianie spotkania")
    return render(request, "assistants/diary/plan_appointment.html", {"form": form, "family": family})


@require_http_methods(["GET", "POST"])
@never_cache
@needs(Right.KEEP_DIARY)
def move(request, pk):
    """Change the day, hour or place of a planned appointment."""
    assistant = Assistant.objects.get_own(request.user)
    with transaction.atomic():
        found = get_object_or_404(_kept_by(request), pk=pk)
        if request.method == "POST":
            lock_to_write(found.family)
            found = get_object_or_404(_kept_by(request), pk=pk)
        if found.state != AppointmentState.PLANNED:
            messages.info(request, f"Tego spotkania nie można już zmienić: {found.get_state_display()}.")
            return redirect("my_day")
        form = MoveAppointmentForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            try:
                moved = move_appointment(appointment=found, assistant=assistant, details=form.details())
            except ValidationError as error:
                add_service_errors(form, error)
            else:
                return _confirm(request, moved, "Zmieniono spotkanie")
    record_reading(request, ReadingKind.FAMILY, family=found.family, what="umówione spotkanie")
    return render(request, "assistants/diary/move_appointment.html", {"form": form, "planned": found})


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
def settle(request, pk, answer):
    """Set the state of an appointment. `answer` is `odbyte` (kept) or `odwolane` (cancelled)."""
    if answer not in ANSWERS:
        raise Http404
    try:
        settled = settle_appointment(appointment=get_object_or_404(_kept_by(request), pk=pk), state=ANSWERS[answer])
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("my_day")
    messages.success(
        request,
        f"Spotkanie z {date_in_words(settled.planned_on)}: {settled.get_state_display()}.",
    )
    return redirect("my_day")


def _kept_by(request):
    """Return the reader's appointments with families that they assist or monitor today."""
    kept = Appointment.objects.kept_by(Assistant.objects.get_own(request.user)).select_related("family")
    return kept.filter(family__in=Family.objects.visitable_by(request.user))


def _confirm(request, planned, what):
    when = date_in_words(planned.planned_on)
    if planned.starts_at:
        when = f"{when} o {planned.starts_at:%H:%M}"
    messages.success(request, f"{what}: {distinct_name(planned.family)}, {when}.")
    return redirect("my_day")
