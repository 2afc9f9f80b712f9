"""How long somebody stays signed in: `IDLE_SECONDS` after the last activity, `SESSION_SECONDS` after signing in."""

import time

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

SEEN_AT, SIGNED_IN_AT = "seen_at", "signed_in_at"  # seconds since 1970


def note_sign_in(request, **kwargs):
    """Signal receiver: save when the user signed in, and that they are active."""
    request.session[SIGNED_IN_AT] = int(time.time())
    note_presence(request)


def note_presence(request):
    """Save that the user is active, at most once per `settings.IDLE_SLACK` seconds."""
    if time.time() - request.session.get(SEEN_AT, 0) >= settings.IDLE_SLACK:
        request.session[SEEN_AT] = int(time.time())


def end_long_session(request):
    """End the session if its user signed in too long ago, or at an unknown time.

    Unlike signing out, this is no decision of the user: what their browser could not send yet stays readable for them
    (the signal `user_logged_out` would delete its key).
    """
    if request.user.is_authenticated and time.time() - request.session.get(SIGNED_IN_AT, 0) >= settings.SESSION_SECONDS:
        request.session.flush()
        request.user = AnonymousUser()
