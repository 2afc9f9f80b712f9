"""Words about accounts in templates."""

from django import template
from django.utils import timezone

register = template.Library()

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent):
    """„Firefox, Windows” instead of what a browser says of itself."""
    known = [next((name for mark, name in names.items() if mark in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, known)) or "nieznana przeglądarka"


@register.filter
def local_day(moment):
    """The day of a moment, here: just after midnight it is another one in UTC."""
    return timezone.localdate(moment)
