"""Polish typography, numbers, plurals and dates in templates."""

import re

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from familycare.lib import polish

register = template.Library()
_YEARS = re.compile(r"\b\d{4}–\d{4}\b", re.ASCII)


@register.filter
def hard_spaces(text):
    """Add non-breaking spaces where a line must not break."""
    return polish.hard_spaces(str(text))


@register.filter
def whole_years(text):
    """Keep years such as „2023–2025” in one line, in a heading."""
    return mark_safe(_YEARS.sub(r'<span class="whole">\g<0></span>', conditional_escape(text)))


@register.filter
def number(value):
    """Return for example „12 345”."""
    return polish.number(value)


@register.filter
def money(value):
    """Return for example „1 234,50 zł”."""
    return polish.money(value)


@register.filter
def counted(n, forms):
    """Return the number and its noun: `{{ n|counted:"rodzina,rodziny,rodzin" }}` gives „5 rodzin”."""
    return polish.counted(n, *forms.split(","))


@register.filter
def posts_in_words(fraction):
    """Return the part of a post: „1 etat”, „0,5 etatu”."""
    return polish.posts_in_words(fraction)


@register.filter
def duration(minutes):
    """Return working time given in minutes: „24 godz. 20 min”."""
    return polish.duration(minutes)


@register.filter
def duration_of_hours(hours):
    """Return working time given in hours, a Decimal: „2 godz. 30 min”."""
    return polish.duration(hours * 60)


@register.filter
def file_size(size):
    """Return the size of a file: „2,4 MB”."""
    return polish.file_size(size)


@register.filter
def date_in_words(day):
    """Return „14 marca 2025”, for text."""
    return polish.date_in_words(day)


@register.filter
def date_in_digits(day):
    """Return „14.03.2025”, for tables."""
    return polish.date_in_digits(day)


@register.filter
def deadline(day):
    """Return the deadline and its distance from today: „do 14 marca (za 3 dni)”, „6 dni po terminie”."""
    return polish.deadline_in_words(day, timezone.localdate())


@register.filter
def deadline_exactly(day):
    """Return the deadline in digits and, if `deadline` rounds, the exact delay."""
    return polish.deadline_exactly(day, timezone.localdate())


@register.filter
def span_since(day):
    """Return the time since the day: „66 dni”, „ponad 4 lata”."""
    return polish.span_in_words(day, timezone.localdate())


@register.filter
def deadline_tone(day):
    """Return the tone of a chip for the deadline: `overdue`, `notice` in the last seven days, else `neutral`."""
    return polish.deadline_tone(day, timezone.localdate())
