"""Units of figures: their Polish names and how a value in them is written."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from familycare.polish import number

NAMES = {
    "families": _("rodziny"),
    "children": _("dzieci"),
    "adults": _("dorośli"),
    "persons": _("osoby"),
    "cases": _("sprawy"),
    "services": _("usługi"),
    "posts": _("etaty"),
    "events": _("wydarzenia"),
    "hours": _("godziny"),
    "PLN": _("zł"),
    "percent": _("procent"),
    "count": _("liczba"),
    "months": _("miesiące"),
}
TWO_DECIMALS = {"PLN", "hours", "zł", "godziny"}
NO_DATA = _("b.d.")


def unit_name(unit):
    """The name of a unit given by its code; a name is given back as it is."""
    return str(NAMES.get(unit, unit))


def has_two_decimals(unit):
    """Whether values in `unit` (money and hours) always show two decimals."""
    return unit in TWO_DECIMALS


def value_text(value, unit):
    """A figure as a table shows it, without its unit; „b.d.” where there is none."""
    if value is None:
        return str(NO_DATA)
    if has_two_decimals(unit):
        return number(Decimal(value), 2)
    return number(value)
