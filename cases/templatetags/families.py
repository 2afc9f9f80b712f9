"""Template filters for families and persons."""

from django import template

from cases.families.distinct_names import distinct_name, person_label

register = template.Library()
register.filter(distinct_name)
register.filter(person_label)


@register.filter
def of_key(values, key):
    """Return the value of a dict for a key that a variable holds, or None."""
    return values.get(key)
