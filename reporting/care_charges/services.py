"""Charges for foster care: entered, corrected and deleted."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.foster_care.costs import MonthlyCost, components_problem
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
    """Save what the county bills for the Month, {Person: MonthlyCost, or None to delete it}. Return SavedCharges.

    All or nothing. Raise ValidationError by number of the person who was not in foster care in the month, or whose
    components do not add up; as a whole if the month is to come or a family was merged or anonymised meanwhile.
    """
    lock_family(*(person.family for person in costs))
    if month.start > today:
        raise ValidationError(NOT_YET)
    charged = {person: cost for person, cost in costs.items() if cost is not None}
    in_care = {found.person.pk for found in months_in_care(month, [person.pk for person in charged])}
    problems = {person.number: NOT_IN_CARE for person in charged if person.pk not in in_care}
    for person, cost in charged.items():
        if problem := components_problem(cost.total_cost, cost.components):
            problems.setdefault(person.number, problem)
    if problems:
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
            CareCharge.objects.create(person=person, month=month.start, **asdict(cost))
            saved.added += 1
        elif MonthlyCost.of(charge) != cost:
            for name, amount in asdict(cost).items():
                setattr(charge, name, amount)
            charge.save()
            saved.corrected += 1
    return saved
