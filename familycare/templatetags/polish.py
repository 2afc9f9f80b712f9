"""Polish typography, numbers, plurals and days in templates."""

from django import template
from django.utils import timezone

from familycare.lib import polish

register = template.Library()


@register.filter
def hard_spaces(text):
    """Hard spaces where a line must not break."""
    return polish.hard_spaces(str(text))


@register.filter
def number(value):
    """„12 345”."""
    return polish.number(value)


@register.filter
def money(value):
    """„1 234,50 zł”."""
    return polish.money(value)


@register.filter
def counted(n, forms):
    """The number and its noun: `{{ n|counted:"rodzina,rodziny,rodzin" }}` is „5 rodzin”."""
    return polish.counted(n, *forms.split(","))


@register.filter
def date_in_words(day):
    """„14 marca 2025”, for text."""
    return polish.date_in_words(day)


@register.filter
def date_in_digits(day):
    """„14.03.2025”, for tables."""
    return polish.date_in_digits(day)


@register.filter
def deadline(day):
    """The day and how far it is from today: „do 14 marca (za 3 dni)”, „6 dni po terminie”."""
    return polish.deadline_in_words(day, timezone.localdate())


@register.filter
def deadline_exactly(day):
    """The day in digits, and to the day how late it is where `deadline` says so roughly."""
    return polish.deadline_exactly(day, timezone.localdate())


@register.filter
def span_since(day):
    """How long ago the day was: „66 dni”, „ponad 4 lata”."""
    return polish.span_in_words(day, timezone.localdate())


@register.filter
def deadline_tone(day):
    """The tone of a chip for that day: `overdue`, `notice` in the week before it, else `neutral`."""
    return polish.deadline_tone(day, timezone.localdate())
