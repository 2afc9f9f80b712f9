"""Names of units, and figures as text."""

from decimal import Decimal

from familycare.lib.polish import number
from reporting.figures.small_numbers import Concealed
from reporting.models import Unit

TWO_DECIMALS = {Unit.PLN, Unit.HOURS}
NO_DATA = "b.d."


def unit_name(unit):
    """Return the Polish name of a unit code. Raises ValueError for an unknown code."""
    return Unit(unit).label


def told_unit(unit):
    """Return the name of a unit for a heading; "" where the things counted are named anyway."""
    return "" if unit in {Unit.COUNT, Unit.EVENTS} else unit_name(unit)


def has_two_decimals(unit):
    """Whether values in `unit` are always written with two decimals: money (zł) and hours."""
    return unit in TWO_DECIMALS


def value_text(value, unit):
    """Return a figure as text without its unit, or „b.d.” (no data) for None."""
    if value is None:
        return NO_DATA
    if isinstance(value, Concealed):
        return str(value)
    if has_two_decimals(unit):
        return number(Decimal(value), 2)
    return number(value)


def row_texts(values, unit):
    """Return the figures of one row as text. When one of them is not a whole number, all have two decimals."""
    known = [value for value in values if value is not None and not isinstance(value, Concealed)]
    if any(value != int(value) for value in known):
        return [number(Decimal(value), 2) if value in known else value_text(value, unit) for value in values]
    return [value_text(value, unit) for value in values]
