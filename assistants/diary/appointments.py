"""Services that plan, move and settle appointments."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.choices import AppointmentState
from assistants.diary.rules import duties, last_day_before, monitoring_duty
from assistants.models import Appointment
from cases.locking import lock_family
from familycare.lib.polish import date_in_words

FARTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class AppointmentDetails:
    """When and where to meet. `hour` is local time, None if no hour was agreed."""

    day: date
    hour: time | None = None
    place: str = ""


@transaction.atomic
def plan_appointment(*, assistant, family, details):
    """Plan an appointment with the family and return it. The same details, sent twice, make one Appointment.

    Raise ValidationError at `planned_on` for a day in the past, more than a year ahead, or on which the assistant will
    neither assist nor monitor the family; without a field if the family has just been merged into another one.
    """
    lock_family(family)  # if a form is sent twice, the second request finds the appointment
    _check_day(assistant, family, details.day)
    same = {"planned_on": details.day, "starts_at": details.hour, "place": details.place}
    planned = Appointment.objects.planned().filter(assistant=assistant, family=family, **same).first()
    return planned or Appointment.objects.create(assistant=assistant, family=family, **same)


@transaction.atomic
def move_appointment(*, appointment, assistant, details):
    """Change the day, hour and place, and make `assistant` the appointment's assistant. Return the Appointment.

    Raise ValidationError as `plan_appointment` does, and if the appointment is no longer planned.
    """
    lock_family(appointment.family)
    appointment = Appointment.objects.select_related("family").get(pk=appointment.pk)
    if appointment.state != AppointmentState.PLANNED:
        message = f"Tego spotkania nie można już zmienić: {appointment.get_state_display()}."
        raise ValidationError(message)
    _check_day(assistant, appointment.family, details.day)
    appointment.assistant = assistant
    appointment.planned_on, appointment.starts_at, appointment.place = details.day, details.hour, details.place
    appointment.save()
    return appointment


@transaction.atomic
def settle_appointment(*, appointment, state):
    """Set the state (AppointmentState) of a planned appointment and return it. Another state than planned is not
    changed."""
    lock_family(appointment.family)
    appointment = Appointment.objects.get(pk=appointment.pk)
    if appointment.state == AppointmentState.PLANNED:
        appointment.state = state
        appointment.save()
    return appointment


def _check_day(assistant, family, day):
    today = timezone.localdate()
    if day < today:
        raise ValidationError({"planned_on": "Ten dzień już minął. Umówić można się na dziś albo na później."})
    if day > today + FARTHEST_AHEAD:
        raise ValidationError({"planned_on": "To ponad rok naprzód. Sprawdź datę."})
    if duties(assistant, family, day) or monitoring_duty(assistant, family, day):
        return
    message = "Tego dnia ta rodzina nie będzie już pod Twoją opieką."
    if monitoring := monitoring_duty(assistant, family, today):
        message = (
            f"Monitorowanie tej rodziny kończy się {date_in_words(monitoring.case.monitored_until)}. "
            "Umów się najpóźniej na ten dzień."
        )
    elif last := last_day_before(assistant, family, day):
        message = f"Tego dnia ta rodzina nie będzie już pod Twoją opieką: ostatnim dniem jest {date_in_words(last)}."
    raise ValidationError({"planned_on": message})
