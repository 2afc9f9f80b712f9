"""Template filters for deadlines and gaps."""

from django import template

register = template.Library()


@register.filter
def action_for(due, actions):
    """Return the DueAction of the due from {Due: DueAction}, or None."""
    return actions.get(due)
