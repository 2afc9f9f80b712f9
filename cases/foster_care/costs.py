"""What the county bills for a month of foster care, and its components."""

from dataclasses import astuple, dataclass
from decimal import Decimal

from familycare.lib.polish import money

COMPONENTS = ("upkeep", "coordinator", "other")


@dataclass(frozen=True)
class MonthlyCost:
    """The cost of a month (zł, Decimal). Components that are not known are None; the known ones add up to the total."""

    total_cost: Decimal
    upkeep: Decimal | None = None
    coordinator: Decimal | None = None
    other: Decimal | None = None

    @classmethod
    def of(cls, charge):
        """Return the cost of a CareCharge."""
        return cls(charge.total_cost, *(getattr(charge, name) for name in COMPONENTS))

    @property
    def components(self):
        return astuple(self)[1:]


def components_problem(total, components):
    """Return a message if the known components (Decimal or None) do not add up to the total, else ""."""
    known = [each for each in components if each is not None]
    if not known or sum(known) == total:
        return ""
    return f"Składniki dają razem {money(sum(known))}, a koszt za miesiąc to {money(total)}. Popraw jedno albo drugie."
