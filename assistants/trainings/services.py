"""Trainings and supervisions: one entry for all who took part."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Training
from familycare.audit.services import lock_changes
from familycare.lib.polish import date_in_digits


@transaction.atomic
def save_event(*, participants, rows=(), **details):
    """Save that the assistants `participants` took part in a training or supervision; return their Trainings.

    `details`: title, kind, held_on, hours (of each; Decimal or None). `rows` are the Trainings of the event that is
    corrected: those of others than `participants` are deleted. The same form, sent twice, makes one.

    Raise ValidationError at "participants" if there are none, or somebody was not employed on the day.
    """
    lock_changes()
    if not participants:
        raise ValidationError({"participants": "Zaznacz, kto wziął udział."})
    if strangers := [each for each in participants if not _works_on(each, details["held_on"])]:
        raise ValidationError({"participants": [_stranger(each, details["held_on"]) for each in strangers]})
    present = {row.assistant_id: row for row in Training.objects.filter(pk__in=[row.pk for row in rows])}
    same = {row.assistant_id: row for row in Training.objects.filter(**details)}
    saved = []
    for assistant in participants:
        row = present.pop(assistant.pk, None) or same.get(assistant.pk) or Training(assistant=assistant)
        for name, value in details.items():
            setattr(row, name, value)
        row.save()
        saved.append(row)
    for row in present.values():
        row.delete()
    return saved


@transaction.atomic
def delete_event(*, rows):
    """Delete the Trainings of an event. Those that are gone already are ignored."""
    lock_changes()
    for row in Training.objects.filter(pk__in=[row.pk for row in rows]):
        row.delete()


def _works_on(assistant, day):
    return assistant.employed_from <= day and (assistant.employed_to is None or day <= assistant.employed_to)


def _stranger(assistant, day):
    if day < assistant.employed_from:
        return f"{assistant} pracuje dopiero od {date_in_digits(assistant.employed_from)}."
    return f"{assistant} pracuje tylko do {date_in_digits(assistant.employed_to)}."
