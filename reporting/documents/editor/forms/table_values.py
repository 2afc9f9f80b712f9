"""Values typed by hand into a table: „1 234,50”."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from familycare.lib.fields import AmountField
from familycare.lib.polish import number
from reporting.documents.definitions.tables import MOST_DECIMALS

_FIELD = AmountField(
    required=False,
    max_digits=14 + MOST_DECIMALS,
    decimal_places=MOST_DECIMALS,
    error_messages={"max_decimal_places": f"Ta liczba może mieć najwyżej {MOST_DECIMALS} miejsca po przecinku."},
)


def value_of(text):
    """Return (number or None, what is wrong with the text, or "")."""
    try:
        value = _FIELD.clean(text)
    except ValidationError as error:
        return None, " ".join(error.messages)
    if value is None:
        return None, ""
    return (int(value) if value == value.to_integral_value() else value), ""


def shown_value(value):
    """Return a value of a definition as it is typed."""
    if value is None:
        return ""
    return number(value, -value.as_tuple().exponent) if isinstance(value, Decimal) else number(value)
