"""Units of figures: their Polish names and how a value in them is written."""

from decimal import Decimal

from familycare.polish import number

NAMES = {
    "families": "rodziny",
    "children": "dzieci",
    "adults": "dorośli",
    "persons": "osoby",
    "cases": "sprawy",
    "services": "usługi",
    "posts": "etaty",
    "events": "wydarzenia",
    "hours": "godziny",
    "PLN": "zł",
    "percent": "procent",
    "count": "liczba",
    "months": "miesiące",
}
TWO_DECIMALS = {"PLN", "hours", "zł", "godziny"}
NO_DATA = "b.d."


def unit_name(unit):
    """The name of a unit given by its code; a name is given back as it is."""
    return NAMES.get(unit, unit)


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
