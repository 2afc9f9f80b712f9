"""Trainings and supervisions of the team: by year beside the plan, entered once for all who took part, corrected."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.models import PlannedTraining, Training
from assistants.trainings.events import event_of, events_between
from assistants.trainings.forms import CertificatesForm, TrainingEventForm
from assistants.trainings.plan import plan_of
from assistants.trainings.services import delete_event, save_certificates, save_event
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_words


@require_safe
@needs(Right.READ_ASSISTANTS)
def trainings(request):
    """Show the plan and the events of the year `rok` of the address, by default the current one."""
    today = timezone.localdate()
    held = {day.year for day in Training.objects.dates("held_on", "year")}
    planned = {*PlannedTraining.objects.order_by().values_list("year", flat=True)}
    years = sorted({today.year, today.year + 1} | held | planned)
    asked = request.GET.get("rok", "")
    year = int(asked) if asked in map(str, years) else today.year
    record_reading(request, ReadingKind.ASSISTANTS, what=f"szkolenia i superwizje, {year}")
    place = years.index(year)
    events = events_between(date(year, 1, 1), date(year, 12, 31))
    context = {
        "year": year,
        "plan": plan_of(year, events, today),
        "events": events,
        "before": years[place - 1] if place else None,
        "after": years[place + 1] if place + 1 < len(years) else None,
    }
    return render(request, "assistants/trainings/trainings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def new_training(request):
    """Enter a training or supervision for all who took part; `plan` of the address is what of the plan was held."""
    asked = request.GET.get("plan", "")
    planned = PlannedTraining.objects.filter(number=asked).first() if asked and "\0" not in asked else None
    form = TrainingEventForm(request.POST if request.method == "POST" else None, planned=planned)
    if form.is_valid() and _saved(form):
        messages.success(request, "Zapisano.")
        return redirect(year_of(form.cleaned_data["held_on"].year))
    return render(request, "assistants/trainings/training.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def edit_training(request, pk):
    """Correct an event, for all who took part. An outdated version is not saved (see VersionedFormMixin)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        event = event_of(get_object_or_404(Training, pk=pk))
        form = TrainingEventForm(request.POST if request.method == "POST" else None, event=event)
        if form.is_valid() and _saved(form, event.rows):
            messages.success(request, "Zapisano.")
            return redirect(year_of(form.cleaned_data["held_on"].year))
    return render(request, "assistants/trainings/training.html", {"form": form, "event": event})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
@idempotent_delete
@transaction.atomic
def remove_training(request, pk):
    """Ask for confirmation and delete an event that was entered by mistake."""
    event = event_of(get_object_or_404(Training, pk=pk))
    if request.method == "POST":
        delete_event(rows=event.rows)
        return redirect_after_delete(request, "Usunięto.", year_of(event.held_on.year))
    names = ", ".join(map(str, event.participants))
    consequence = f"{event.title}, {date_in_words(event.held_on)}: {names}. Zniknie u każdej z tych osób."
    return render(request, "assistants/trainings/training_delete.html", {"event": event, "consequence": consequence})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def certificates(request, pk):
    """Enter which participants have a certificate. An outdated version is not saved (see VersionedFormMixin)."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        event = event_of(get_object_or_404(Training, pk=pk))
        form = CertificatesForm(request.POST if request.method == "POST" else None, event=event)
        if form.is_valid():
            save_certificates(rows=event.rows, certificates=form.certificates())
            messages.success(request, "Zapisano zaświadczenia.")
            return redirect(year_of(event.held_on.year))
    return render(request, "assistants/trainings/certificates.html", {"form": form, "event": event})


def _saved(form, rows=()):
    """Save the event and return True, or add the errors to the form and return False."""
    try:
        save_event(rows=rows, **form.details())
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def year_of(year):
    """Return the address of the trainings of the year."""
    return f"{reverse('trainings')}?rok={year}"
