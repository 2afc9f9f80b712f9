"""Polish typography in templates."""

from django import template

from familycare import polish

register = template.Library()


@register.filter
def hard_spaces(text):
    """Hard spaces where a line must not break."""
    return polish.hard_spaces(str(text))


@register.filter
def date_in_words(day):
    return polish.date_in_words(day)
