"""Find out who opened a form that is posted, even if nobody or somebody else is signed in now.

The form's CSRF token was made with the secret of one sign-in in one browser, and an encrypted cookie of the browser
says whose sign-in that was. A form with any other token may be forged.
"""

import json
from logging import getLogger

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from familycare.accounts.encryption import decrypt, encrypt
from familycare.accounts.models import User

COOKIE, PURPOSE = f"{settings.COOKIE_PREFIX}formularze", "owners of forms"
REMEMBERED = 5  # sign-ins of one browser


class TokenCheck(HttpRequest):
    """A fake request that lets Django check whether `token` was made with `secret`."""

    def __init__(self, token, secret):
        super().__init__()
        self.method = "POST"
        self.COOKIES[settings.CSRF_COOKIE_NAME] = secret
        self.POST["csrfmiddlewaretoken"] = token


# Django logs each refusal as an attack; refused TokenChecks are not attacks.
getLogger("django.security.csrf").addFilter(lambda record: not isinstance(getattr(record, "request", None), TokenCheck))


@csrf_protect
def _passed(request):
    return HttpResponse()


def owner_of(request):
    """Return the User who was signed in when the posted form was opened in this browser, or None if unknown."""
    token = request.POST.get("csrfmiddlewaretoken") or request.headers.get("X-CSRFToken", "")
    for secret, key in _remembered(request) if token else ():
        if _passed(TokenCheck(token, secret)).status_code == 200:
            return User.objects.filter(pk=key).first()
    return None


def remember_owner(request, response):
    """Add the current sign-in to the browser's cookie."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret or not request.user.is_authenticated:
        return
    this, others = (secret, request.user.pk), _remembered(request)
    if this not in others:
        others = [pair for pair in others if pair[0] != secret]
        response.set_cookie(
            COOKIE,
            encrypt(json.dumps([this, *others][:REMEMBERED]), PURPOSE),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def knows_a_user(request):
    """Return whether somebody has signed in on this browser lately, so that a form of theirs may be worth keeping."""
    return bool(_remembered(request))


def _remembered(request):
    """Return [(secret of a sign-in, pk of its User)], the latest first."""
    try:
        return [tuple(pair) for pair in json.loads(decrypt(request.COOKIES.get(COOKIE, ""), PURPOSE))]
    except InvalidToken:
        return []
