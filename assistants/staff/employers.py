"""Organisations that employ assistants because the municipality gave them the task."""

from assistants.models import Assistant
from familycare.lib.ordering import polish_order


def employers():
    """Return the names that are in use, in Polish order, without the centre itself."""
    named = Assistant.objects.exclude(employer="").order_by(polish_order("employer"))
    return list(dict.fromkeys(named.values_list("employer", flat=True)))
