"""Figures in templates, as tables write them."""

from django import template

from familycare.lib.polish import date_in_digits
from reporting.documents import units

register = template.Library()


@register.filter
def figure(value, unit=""):
    """A figure in its unit, or a plain number: „1 234,50”."""
    return units.value_text(value, unit)


@register.filter
def when(entry):
    """The days of an entry of a list: „12.03.2023”, „od 12.03.2023”, „12.03.2023–30.06.2023”; a dash for none."""
    if not entry.since:
        return "–"
    since = date_in_digits(entry.since)
    if not entry.until:
        return f"od {since}"
    return since if entry.since == entry.until else f"{since}–{date_in_digits(entry.until)}"
