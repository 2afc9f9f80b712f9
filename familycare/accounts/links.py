"""Links in e-mails."""

from django.conf import settings
from django.urls import reverse


def public_url(name, *args):
    """Return the URL of a page for a link in an e-mail.

    It starts with `FAMILYCARE_URL`, never with the host of a request, which its sender chooses.
    """
    return settings.PUBLIC_URL + reverse(name, args=args)
