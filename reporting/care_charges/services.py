"""Charges for foster care: entered, corrected and deleted."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.foster_care.months import months_in_care
from cases.locking import lock_family
from cases.models import CareCharge

NOT_IN_CARE = "W tym miesiącu ta osoba nie była w pieczy zastępczej. Sprawdź jej pobyty poza rodziną."
NOT_YET = "Ten miesiąc jeszcze się nie zaczął."


@dataclass
class SavedCharges:
    """How many charges were added, corrected and deleted."""

    added: int = 0
    corrected: int = 0
    deleted: int = 0


@transaction.atomic
def save_charges(*, month, costs, today):
    """Save what the county bills for the Month, {Person: cost (zł, Decimal), or None to delete it}: SavedCharges.

    All or nothing. Raise ValidationError by number of the person who was not in foster care in the month, and as a
    whole if the month is to come or a family has been merged or anonymised meanwhile.
    """
    lock_family(*(person.family for person in costs))
    if month.start > today:
        raise ValidationError(NOT_YET)
    charged = [person for person, cost in costs.items() if cost is not None]
    in_care = {found.person.pk for found in months_in_care(month, [person.pk for person in charged])}
    if problems := {person.number: NOT_IN_CARE for person in charged if person.pk not in in_care}:
        raise ValidationError(problems)
    present = {charge.person_id: charge for charge in CareCharge.objects.filter(month=month.start, person__in=costs)}
    saved = SavedCharges()
    for person, cost in costs.items():
        charge = present.get(person.pk)
        if cost is None:
            if charge:
                charge.delete()
                saved.deleted += 1
        elif charge is None:
            CareCharge.objects.create(person=person, month=month.start, total_cost=cost)
            saved.added += 1
        elif charge.total_cost != cost:
            charge.total_cost = cost
            charge.save(update_fields=["total_cost"])
            saved.corrected += 1
    return saved
