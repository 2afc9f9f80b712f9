"""What the views that write into a family's file have in common: whether it may be written, and the way back to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.locking import ANONYMISED, lock_family
from cases.models import Family


def family_to_write(user, number):
    """The family, where the user may write into its file. Raises Http404 or PermissionDenied."""
    family = Family.objects.get_or_404(user, number)
    refuse_anonymised(family)
    return family


def refuse_anonymised(family):
    """Raises PermissionDenied for a family whose data have been anonymised: nobody writes into what is left of it."""
    if family.anonymised_on:
        raise PermissionDenied(ANONYMISED)


def lock_to_write(family):
    """Locks the family, before its records are read. Raises PermissionDenied where it has just been merged."""
    try:
        lock_family(family)
    except ValidationError as error:
        raise PermissionDenied(error.messages[0]) from None


def page_of(family, section):
    """The address of a section of the family's page."""
    return f"{reverse('family', args=[family.number])}#{section}"


def tell_unchanged(request):
    """Says that a form was sent as it had been opened."""
    messages.info(request, "Nic się nie zmieniło, więc niczego nie zapisano.")
