"""Values of a register in words for people: labels instead of codes, days as they are written in Poland."""

from datetime import date
from decimal import Decimal

from django.utils.text import capfirst

from familycare.lib.polish import date_in_digits, number
from reporting.exchange.columns import MonthColumn, ReferenceColumn

NOTHING = "–"
MASKED = "numer (ukryty)"


def words_of(column, value, terms=None):
    """Return a value as people read it. `terms`: {code: (label, group)} of the dictionary of the column, if it has one.

    No digit of a PESEL is shown, as on the pages.
    """
    if value is None or value == "":
        return NOTHING
    if column.field.name == "pesel":
        return MASKED
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(column, MonthColumn):
        return f"{value:%m.%Y}"
    if isinstance(value, date):
        return date_in_digits(value)
    if isinstance(value, Decimal):
        return number(value, 2)
    if terms and value in terms:
        return terms[value][0]
    if column.field.choices and not isinstance(column, ReferenceColumn):
        return dict(column.field.flatchoices).get(value, value)
    return str(value)


def heading_of(column):
    """Return the heading of a column for people: the name of its field in Polish."""
    return capfirst(str(column.field.verbose_name))
