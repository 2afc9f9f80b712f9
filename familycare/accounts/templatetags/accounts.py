"""Template filters for accounts."""

from django import template
from django.utils import timezone

from familycare.accounts.confirming.models import AccountChange
from familycare.accounts.rights import Right, may
from familycare.accounts.signing_in.passkeys import signs_in_alone

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
    """Return for example „Firefox, Windows” for a User-Agent header."""
    known = [next((name for mark, name in names.items() if mark in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, known)) or "nieznana przeglądarka"


register.filter(signs_in_alone)


@register.inclusion_tag("accounts/confirmations_card.html", takes_context=True)
def confirmations_card(context):
    """Render how many changes of accounts wait for the reader's decision, or nothing."""
    user = context["request"].user
    if not may(user, Right.CONFIRM_ACCOUNTS):
        return {"count": 0}
    return {"count": AccountChange.objects.to_decide_by(user).count()}


@register.filter
def local_day(moment):
    """Return the local day of a moment; shortly after midnight it differs from that in UTC."""
    return timezone.localdate(moment)
