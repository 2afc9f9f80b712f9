"""Template filters for families."""

from django import template

from cases.families.distinct_names import distinct_name

register = template.Library()
register.filter(distinct_name)
