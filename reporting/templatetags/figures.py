"""Template filters for figures."""

from django import template

from familycare.lib.polish import date_in_digits
from reporting.documents import units

register = template.Library()


@register.filter
def figure(value, unit=""):
    """Return a figure as text: „1 234,50”; the unit (a code) decides about decimals and is not shown."""
    return units.value_text(value, unit)


@register.filter
def when(entry):
    """Return the days of a drill-down entry: „12.03.2023”, „od 12.03.2023”, „12.03.2023–30.06.2023” or a dash."""
    if not entry.since:
        return "–"
    since = date_in_digits(entry.since)
    if not entry.until:
        return f"od {since}"
    return since if entry.since == entry.until else f"{since}–{date_in_digits(entry.until)}"
