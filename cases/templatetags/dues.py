"""Template filters for deadlines and gaps."""

from django import template

register = template.Library()


@register.filter
def cured_by(due, cures):
    """The Cure of a Due, of {Due: its Cure}, or None."""
    return cures.get(due)
