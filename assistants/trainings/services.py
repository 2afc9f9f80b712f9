"""Trainings and supervisions: one entry for all who took part."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.assignments.services import employment_problem
from assistants.models import Training
from assistants.trainings.rules import plan_problem
from familycare.audit.services import lock_changes


@transaction.atomic
def save_event(*, participants, rows=(), **details):
    """Save that the assistants `participants` took part in a training or supervision; return their Trainings.

    `details`: title, kind, held_on, hours (of each; Decimal or None), organiser, planned (PlannedTraining or None; both
    may be left out for a new event). `rows` are the Trainings of the event that is
    corrected: those of others than `participants` are deleted. The same form, sent twice, makes one.

    Raise ValidationError at "participants" if there are none, or somebody was not employed on the day, and at "planned"
    for the plan of another year.
    """
    lock_changes()
    if not participants:
        raise ValidationError({"participants": "Zaznacz, kto wziął udział."})
    day = details["held_on"]
    if problems := [problem for each in participants if (problem := employment_problem(each, day, day))]:
        raise ValidationError({"participants": problems})
    details = {"organiser": "", "planned": None} | details
    if details["planned"] and (problem := plan_problem(details["planned"].year, day)):
        raise ValidationError({"planned": problem})
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


@transaction.atomic
def save_certificates(*, rows, certificates):
    """Save who has a certificate. `certificates`: {pk of one of the Trainings `rows`: (has one, its number)}. A number
    says that there is one."""
    lock_changes()
    for row in Training.objects.filter(pk__in=[row.pk for row in rows]):
        if row.pk in certificates:
            has_one, number = certificates[row.pk]
            row.certificate, row.certificate_number = has_one or bool(number), number
            row.save()
