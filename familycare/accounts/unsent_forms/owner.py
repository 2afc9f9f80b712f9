"""Whose form it is that a request posts, also when nobody, or somebody else, is signed in now.

The form itself says: its CSRF token was made with the secret of one sign-in in one browser, and a sealed cookie of that
browser remembers whose sign-in that was. A form with any other token may be forged.
"""

import json
from logging import getLogger

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from familycare.accounts.models import User
from familycare.accounts.seal import seal, unseal

COOKIE, SEALED_FOR = "formularze", "owners of forms"
REMEMBERED = 5  # sign-ins of one browser


class TokenCheck(HttpRequest):
    """A request of our own that asks Django whether `token` was made with `secret`."""

    def __init__(self, token, secret):
        super().__init__()
        self.method = "POST"
        self.COOKIES[settings.CSRF_COOKIE_NAME] = secret
        self.POST["csrfmiddlewaretoken"] = token


# Django logs each refusal as an attack; the answers to these questions are none.
getLogger("django.security.csrf").addFilter(lambda record: not isinstance(getattr(record, "request", None), TokenCheck))


@csrf_protect
def _passed(request):
    return HttpResponse()


def owner_of(request):
    """The User who was signed in when the posted form was opened in this browser; None if nobody knows."""
    token = request.POST.get("csrfmiddlewaretoken") or request.headers.get("X-CSRFToken", "")
    for secret, key in _remembered(request) if token else ():
        if _passed(TokenCheck(token, secret)).status_code == 200:
            return User.objects.filter(pk=key).first()
    return None


def remember_owner(request, response):
    """Lets the browser remember whose forms carry tokens of this sign-in."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret or not request.user.is_authenticated:
        return
    this, others = (secret, request.user.pk), _remembered(request)
    if this not in others:
        others = [pair for pair in others if pair[0] != secret]
        response.set_cookie(
            COOKIE,
            seal(json.dumps([this, *others][:REMEMBERED]), SEALED_FOR),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _remembered(request):
    """[(secret of a sign-in, key of its User)], the latest first."""
    try:
        return [tuple(pair) for pair in json.loads(unseal(request.COOKIES.get(COOKIE, ""), SEALED_FOR))]
    except InvalidToken:
        return []
