"""Figures in templates, as tables write them."""

from django import template

from reporting.documents import units

register = template.Library()


@register.filter
def figure(value, unit=""):
    """A figure in its unit, or a plain number: „1 234,50”."""
    return units.value_text(value, unit)
