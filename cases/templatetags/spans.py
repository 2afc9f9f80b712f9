"""Template filters for spans of days."""

from django import template

from cases.spans import days_of
from familycare.lib.polish import date_in_digits

register = template.Library()


@register.filter
def span(record):
    """Return „od 14.03.2025” while there is no last day, else „14.03.2025–20.05.2025”, both days included."""
    first, last = days_of(record)
    if last is None:
        return f"od {date_in_digits(first)}" if first else ""
    if first is None:
        return f"do {date_in_digits(last)}"
    return date_in_digits(first) if first >= last else f"{date_in_digits(first)}–{date_in_digits(last)}"
