"""Small records about children in foster care; days are texts like "2024-05-06"."""

from datetime import date
from decimal import Decimal

from cases.models import CareCharge, Placement


def place(child, starts_on, over_on=None, form="kinship_foster"):
    """Place the child from one day until the day before the other."""
    return Placement.objects.create(
        person=child,
        form=form,
        starts_on=date.fromisoformat(starts_on),
        over_on=over_on and date.fromisoformat(over_on),
        end_reason="moved" if over_on else "",
    )


def charge(child, month, total_cost="1000"):
    return CareCharge.objects.create(
        person=child, month=date.fromisoformat(f"{month}-01"), total_cost=Decimal(total_cost)
    )
