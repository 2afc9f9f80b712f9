"""The lock for changes of a family's file that affect several records."""

from django.core.exceptions import ValidationError

from cases.models import Family
from familycare.audit.services import lock_changes

ANONYMISED = "Dane tej rodziny zanonimizowano, więc nie ma czego poprawiać ani dopisywać."


def lock_family(*families):
    """Lock the families until the end of the transaction, so that others who change their files wait.

    Raise ValidationError if a family has been anonymised, or merged into another since it was read: nobody would
    find what is written into it now.
    """
    lock_changes()
    keys = {family.pk for family in families}
    locked = list(Family.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=keys).order_by("pk"))
    if any(family.merged_into_id for family in locked):
        raise ValidationError("Tę rodzinę ktoś właśnie scalił z inną. Otwórz jej stronę i wpisz to jeszcze raz tam.")
    if any(family.anonymised_on for family in locked):
        raise ValidationError(ANONYMISED)
