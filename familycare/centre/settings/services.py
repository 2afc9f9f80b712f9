"""Saving the centre's settings."""

from django.db import transaction

from familycare.audit.services import lock_changes


@transaction.atomic
def save_centre(*, centre, **details):
    """Save fields of the Centre, which may not have been saved before, and return it."""
    lock_changes()
    for name, value in details.items():
        setattr(centre, name, value)
    centre.save()
    return centre
