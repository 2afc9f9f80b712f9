"""Time of last activity. After `IDLE_SECONDS` without activity the session expires."""

import time

from django.conf import settings

SEEN_AT = "seen_at"  # seconds since 1970


def note_presence(request, **kwargs):
    """Save that the user is active, at most once per `settings.IDLE_SLACK` seconds."""
    if time.time() - request.session.get(SEEN_AT, 0) >= settings.IDLE_SLACK:
        request.session[SEEN_AT] = int(time.time())
