"""Helpers for views that change a family's file: may it be changed, and where to go afterwards."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.locking import ANONYMISED, lock_family
from cases.models import Family


def family_to_write(user, number):
    """Return the family if the user may change its file. Raise Http404 or PermissionDenied."""
    family = Family.objects.get_or_404(user, number)
    refuse_anonymised(family)
    return family


def refuse_anonymised(family):
    """Raise PermissionDenied if the family has been anonymised."""
    if family.anonymised_on:
        raise PermissionDenied(ANONYMISED)


def lock_to_write(family):
    """Lock the family before its records are read. Raise PermissionDenied if it was merged or anonymised meanwhile."""
    try:
        lock_family(family)
    except ValidationError as error:
        raise PermissionDenied(error.messages[0]) from None


def page_of(family, section):
    """Return the address of a section of the family's page."""
    return f"{reverse('family', args=[family.number])}#{section}"


def tell_unchanged(request):
    """Add the message that the form contained no changes."""
    messages.info(request, "Nic się nie zmieniło, więc niczego nie zapisano.")
