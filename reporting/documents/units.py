"""Units of figures, as a reader sees them and as a value in them is written."""

from decimal import Decimal

from familycare.lib.polish import number
from reporting.models import Unit

TWO_DECIMALS = {Unit.PLN, Unit.HOURS}
NO_DATA = "b.d."


def unit_name(unit):
    """The Polish name of the unit with that code."""
    return Unit(unit).label


def has_two_decimals(unit):
    """Whether values in `unit` (money and hours) always show two decimals."""
    return unit in TWO_DECIMALS


def value_text(value, unit):
    """A figure without its unit; „b.d.” where there is none."""
    if value is None:
        return NO_DATA
    if has_two_decimals(unit):
        return number(Decimal(value), 2)
    return number(value)


def row_texts(values, unit):
    """The figures of one row as a table shows them: with two decimals all, where one of them is no whole number."""
    if any(value is not None and value != int(value) for value in values):
        return [NO_DATA if value is None else number(Decimal(value), 2) for value in values]
    return [value_text(value, unit) for value in values]
