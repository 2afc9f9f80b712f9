"""Links that leave the application: in e-mails and in calendars."""

from django.conf import settings
from django.urls import reverse


def public_url(name, *args):
    """Return the URL of a page for a link that others keep.

    It starts with `FAMILYCARE_URL`, never with the host of a request, which its sender chooses.
    """
    return settings.PUBLIC_URL + reverse(name, args=args)
