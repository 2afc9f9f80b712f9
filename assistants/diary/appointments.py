"""What changes appointments: they are agreed, moved, and become something or nothing."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.choices import AppointmentState
from assistants.diary.rules import duties, last_day_before, to_monitor
from assistants.models import Appointment
from cases.locking import lock_family
from familycare.lib.polish import date_in_words

FARTHEST_AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Next:
    """What is agreed: `day` is a date, `hour` a time or None."""

    day: date
    hour: time | None = None
    place: str = ""


@transaction.atomic
def plan_appointment(*, assistant, family, agreed):
    """Writes down a Next with the family and returns the Appointment; the same one, agreed twice, is one.

    Raises ValidationError at `planned_on` for a day that has passed, is more than a year ahead, or on which the
    assistant will no longer have the family, nor monitor it; without a field when the family has just been merged into
    another one.
    """
    lock_family(family)  # of a form sent twice, the second one sees what the first has made
    _check_day(assistant, family, agreed.day)
    same = {"planned_on": agreed.day, "starts_at": agreed.hour, "place": agreed.place}
    planned = Appointment.objects.planned().filter(assistant=assistant, family=family, **same).first()
    return planned or Appointment.objects.create(assistant=assistant, family=family, **same)


@transaction.atomic
def move_appointment(*, appointment, assistant, agreed):
    """Another day, hour or place; from now on the appointment is the assistant's. Returns it.

    Raises ValidationError as `plan_appointment`, and for an appointment of which something has become.
    """
    lock_family(appointment.family)
    appointment = Appointment.objects.select_related("family").get(pk=appointment.pk)
    if appointment.state != AppointmentState.PLANNED:
        message = f"Tego spotkania nie można już zmienić: {appointment.get_state_display()}."
        raise ValidationError(message)
    _check_day(assistant, appointment.family, agreed.day)
    appointment.assistant = assistant
    appointment.planned_on, appointment.starts_at, appointment.place = agreed.day, agreed.hour, agreed.place
    appointment.save()
    return appointment


@transaction.atomic
def settle_appointment(*, appointment, state):
    """What became of a planned appointment, an AppointmentState; one that is settled already stays as it is."""
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
    if duties(assistant, family, day) or to_monitor(assistant, family, day):
        return
    message = "Tego dnia ta rodzina nie będzie już pod Twoją opieką."
    if monitoring := to_monitor(assistant, family, today):
        message = (
            f"Monitorowanie tej rodziny kończy się {date_in_words(monitoring.case.monitored_until)}. "
            "Umów się najpóźniej na ten dzień."
        )
    elif last := last_day_before(assistant, family, day):
        message = f"Tego dnia ta rodzina nie będzie już pod Twoją opieką: ostatnim dniem jest {date_in_words(last)}."
    raise ValidationError({"planned_on": message})
