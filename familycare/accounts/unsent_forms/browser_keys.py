"""The key with which a browser encrypts what it cannot send yet (`static/js/browser_store.js`)."""

import secrets

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import ValidationError

from familycare.accounts.unsent_forms.models import BrowserKey

KEY_BYTES = 32
DEVICE = f"{settings.COOKIE_PREFIX}urzadzenie"  # the cookie that tells one browser from another


def browser_key(user, device):
    """Return the user's BrowserKey for the browser `device` (a UUID). It is the same until they sign out there."""
    key, _made = BrowserKey.objects.get_or_create(
        user=user, device=device, defaults={"secret": secrets.token_bytes(KEY_BYTES)}
    )
    return key


def delete_browser_key(sender, request, user, **kwargs):
    """Signal receiver: after signing out nobody can read what the browser still holds."""
    device = request and request.COOKIES.get(DEVICE)
    if user and device:
        try:
            BrowserKey.objects.filter(user=user, device=device).delete()
        except ValidationError:  # the cookie was changed and holds no UUID
            return


def listen():
    """Connect the signal receiver."""
    user_logged_out.connect(delete_browser_key, dispatch_uid="delete_browser_key")
