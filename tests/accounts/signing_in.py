"""Signing in with passwords, codes and links in messages."""

import re

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD
from tests.html_forms import field_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
SIGN_IN = reverse("account_login")


def browser_of(user, **options):
    """Return a browser with these options in which the user is signed in."""
    client = Client(**options)
    client.force_login(user)
    return client


def sign_in(client, email="lacka@zrebice.example", password=PASSWORD, **other):
    return client.post(SIGN_IN, {"login": email, "password": password} | other)


def set_up_app(user):
    """Set up an app that shows codes for the user."""
    totp.TOTP.activate(user, SECRET)


def recovery_codes_of(user):
    return RecoveryCodes.activate(user).generate_codes()


def code_of_app(secret=SECRET):
    """The code that the app shows now."""
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def link_in(message):
    """The path of the only link in an e-mail."""
    (path,) = re.findall(rf"{re.escape(settings.PUBLIC_URL)}(\S+)", message.body)
    return path


def token_in(page):
    """The CSRF token of a page with a form."""
    return field_of(page, "csrfmiddlewaretoken")
