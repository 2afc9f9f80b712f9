"""Template filters for families and persons."""

from django import template
from django.urls import reverse

from cases.families.distinct_names import distinct_name, person_label

register = template.Library()
register.filter(distinct_name)
register.filter(person_label)


@register.filter
def of_key(values, key):
    """Return the value of a dict for a key that a variable holds, or None."""
    return values.get(key)


@register.simple_tag
def new_record_url(kind, family):
    """Return the address of the page that writes a new record of the Kind of the family."""
    if kind.page:
        return reverse(kind.page, args=[family.number])
    return reverse("add_record", args=[family.number, kind.word])
