"""Absences of assistants: recorded by the manager, read by everybody who plans."""

from collections import defaultdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Absence, Assistant
from cases.privacy.retention import last_day_kept_until
from cases.spans import holds_on
from familycare.audit.services import lock_changes, record_bulk
from familycare.centre.models import Centre
from familycare.lib.polish import date_in_digits, date_in_words

LOOKAHEAD = timedelta(days=30)


@transaction.atomic
def record_absence(*, assistant, kind, starts_on, ends_on, absence=None):
    """Record that the assistant is absent from `starts_on` to `ends_on` (both included), or change `absence`
    accordingly.

    Return the Absence. If the same form is sent twice, only one absence is saved.

    Raise ValidationError by field ("starts_on", "ends_on") if the dates are in the wrong order, outside the employment
    or overlap another absence.
    """
    # Locked, so that two absences saved at the same moment cannot both find the days free.
    lock_changes()
    assistant = Assistant.objects.select_for_update(of=("self",)).get(pk=assistant.pk)
    sharing = assistant.absences.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)
    others = list(sharing.exclude(pk=absence.pk) if absence else sharing)
    if absence is None:
        for same in others:
            if (same.kind, same.starts_on, same.ends_on) == (kind, starts_on, ends_on):
                return same
    if problems := _problems(assistant, starts_on, ends_on, others):
        raise ValidationError(problems)
    absence = absence or Absence(assistant=assistant)
    absence.kind, absence.starts_on, absence.ends_on = kind, starts_on, ends_on
    absence.save()
    return absence


def _problems(assistant, starts_on, ends_on, others):
    """Return {field: message}; empty if the dates are allowed."""
    if ends_on < starts_on:
        return {"ends_on": "Ostatni dzień nieobecności jest wcześniejszy niż pierwszy."}
    if starts_on < assistant.employed_from:
        day = date_in_words(assistant.employed_from)
        return {"starts_on": f"{assistant} pracuje dopiero od {day}."}
    if assistant.employed_to and assistant.employed_to < ends_on:
        day = date_in_words(assistant.employed_to)
        return {"ends_on": f"{assistant} pracuje tylko do {day}."}
    if others:
        return {
            "starts_on": (
                f"W tych dniach wpisano już nieobecność: {absence_in_words(others[0])}. Popraw tamtą albo zmień daty."
            )
        }
    return {}


@transaction.atomic
def end_absence(*, absence, last_day):
    """End the absence on `last_day`, or delete it if it starts later. Calling it twice has no further effect."""
    lock_changes()
    absence = Absence.objects.select_for_update(of=("self",)).filter(pk=absence.pk).first()
    if absence is None:
        return
    if absence.starts_on > last_day:
        absence.delete()
    elif absence.ends_on > last_day:
        absence.ends_on = last_day
        absence.save(update_fields=["ends_on"])


def delete_old_absences(today):
    """Delete the absences that ended long enough ago and return their number.

    An absence is kept for `Centre.absence_years` full calendar years after the year in which it ended.
    """
    last = last_day_kept_until(today, Centre.current().absence_years)
    old = Absence.objects.filter(ends_on__lte=last)
    if not old.exists():
        return 0
    with record_bulk(text="Usunięcie nieobecności, których czas przechowywania minął."):
        lock_changes()
        count, _by_model = old.delete()
    return count


def absences_by_assistant(day, assistants=None, until=None):
    """Return {assistant's pk: [Absence]} of absences that end on `day` or later, in date order.

    `until` keeps only absences that start by that day (included). `assistants` keeps only theirs. One query.
    """
    found = Absence.objects.filter(ends_on__gte=day).order_by("starts_on", "pk")
    if assistants is not None:
        found = found.filter(assistant__in=assistants)
    if until is not None:
        found = found.filter(starts_on__lte=until)
    of_assistants = defaultdict(list)
    for absence in found:
        of_assistants[absence.assistant_id].append(absence)
    return of_assistants


def absence_on(absences, day):
    """Return the absence that includes the day, or None."""
    return next((absence for absence in absences if holds_on(absence, day)), None)


def absence_in_words(absence):
    """Return for example „urlop, 20.05.2024–31.05.2024”."""
    first, last = date_in_digits(absence.starts_on), date_in_digits(absence.ends_on)
    return f"{absence.get_kind_display()}, {first if first == last else f'{first}–{last}'}"
