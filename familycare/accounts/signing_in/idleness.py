"""When somebody was last here. Whoever does nothing for `IDLE_SECONDS` is signed out: their session expires."""

import time

from django.conf import settings

SEEN_AT = "seen_at"  # seconds since 1970


def note_presence(request, **kwargs):
    """Somebody is here now. Written once in a while, not with every request; settings.IDLE_SLACK makes up for it."""
    if time.time() - request.session.get(SEEN_AT, 0) >= settings.IDLE_SLACK:
        request.session[SEEN_AT] = int(time.time())
