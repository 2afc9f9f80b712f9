"""Units of figures, as a reader sees them and as a value in them is written."""

from decimal import Decimal

from familycare.polish import number
from reporting.models import Unit

TWO_DECIMALS = {Unit.PLN, Unit.HOURS}
NO_DATA = "b.d."


def unit_name(unit):
    """The Polish name of the unit with that code."""
    return str(Unit(unit).label)


def has_two_decimals(unit):
    """Whether values in `unit` (money and hours) always show two decimals."""
    return unit in TWO_DECIMALS


def value_text(value, unit):
    """A figure as a table shows it, without its unit; „b.d.” where there is none."""
    if value is None:
        return NO_DATA
    if has_two_decimals(unit):
        return number(Decimal(value), 2)
    return number(value)
