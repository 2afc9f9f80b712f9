"""Confirmations of what the law requires of an assistant: added, corrected and deleted."""

from django.db import transaction

from assistants.models import Assistant, Qualification
from familycare.audit.services import lock_changes


@transaction.atomic
def save_qualification(*, assistant, qualification=None, **details):
    """Save a confirmation, or change `qualification`, and return it. The same form, sent twice, makes one.

    `details`: requirement, way ("" unless it is education), confirmed_on, proof, renew_on (last day; None: not again).
    """
    lock_changes()
    assistant = Assistant.objects.select_for_update(of=("self",)).get(pk=assistant.pk)
    if qualification is None and (same := assistant.qualifications.filter(**details).first()):
        return same
    qualification = qualification or Qualification(assistant=assistant)
    for name, value in details.items():
        setattr(qualification, name, value)
    qualification.save()
    return qualification


@transaction.atomic
def delete_qualification(*, qualification):
    """Delete the confirmation. One that is gone already is ignored."""
    lock_changes()
    if found := Qualification.objects.filter(pk=qualification.pk).first():
        found.delete()
