"""What somebody typed and could not send: they had been signed out meanwhile, or the form had gone stale. It is kept
on the server, sealed, for a working day, and given back to nobody but them.

Whose it is, the form itself says: its CSRF token was made for one signing in, in one browser, and a signed cookie of
that browser remembers who that was. A form with any other token may be forged, and is not kept.
"""

import json
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.middleware.csrf import CSRF_TOKEN_LENGTH, _unmask_cipher_token
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac

from familycare.accounts.models import KeptForm, User
from familycare.accounts.seal import seal, unseal
from familycare.lib.forms import kept_text, key_in

KEPT_FOR = timedelta(hours=12)
MOST = 20  # for one person
COOKIE, SALT = "formularze", "familycare.accounts.kept"
BROWSER_REMEMBERS = 5  # signings in
MARK = "zachowany"  # the field of a form that says which kept one it is
NOT_TYPED = {"csrfmiddlewaretoken", MARK}


def keep(request):
    """Keep the form that `request` posts, for whoever opened it. None, if nobody knows who that was, or it is not to be
    kept: it holds passwords."""
    owner = owner_of(request)
    if owner is None or not _may_be_kept(request.path):
        return None
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    if page := request.headers.get("HX-Request") and request.htmx.current_url_abs_path:
        # A script asked for a part of the page while somebody was typing in it.
        return keep_for(owner, address=page, fields=typed, was_sent=False)
    return keep_for(owner, address=request.get_full_path(), fields=typed, was_sent=True)


def keep_for(user, *, address, fields, was_sent):
    """Keep `fields`, pairs of a name and a text, of the form at `address`; None, if there is nothing in them. The same,
    sent twice, is kept once."""
    typed = ((name, kept_text(value)) for name, value in fields)
    fields = [(name, value) for name, value in typed if name not in NOT_TYPED and "password" not in name]
    if not any(value.strip() for _name, value in fields) or len(address) > 500:
        return None
    forget_old()
    for form in user.kept_forms.filter(address=address, was_sent=was_sent):
        if sorted(fields_of(form)) == sorted(fields):
            form.kept_at = timezone.now()
            form.save()
            return form
    surplus = user.kept_forms.values("pk")[MOST - 1 :]
    KeptForm.objects.filter(pk__in=[row["pk"] for row in surplus]).delete()
    return user.kept_forms.create(
        address=address, was_sent=was_sent, fields=seal(json.dumps(fields)), kept_at=timezone.now()
    )


def kept_for(user):
    """The forms that wait for the user, the latest first."""
    return user.kept_forms.filter(kept_at__gte=timezone.now() - KEPT_FOR)


def something_waits_for(user):
    return kept_for(user).exists()


def fields_of(form):
    """Pairs of a name and a text, as typed; none, if the key of the installation has changed since."""
    try:
        return [tuple(pair) for pair in json.loads(unseal(form.fields))]
    except InvalidToken:
        return []


def forget(user, key):
    """The kept form with the key, a text from anywhere, has been sent: it waits no longer."""
    user.kept_forms.filter(pk=key_in(key)).delete()


def forget_old():
    """Deletes what was kept for longer than KEPT_FOR, everybody's; returns how many forms."""
    forms, _by_model = KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    return forms


def _may_be_kept(path):
    """Whether the form goes to a page for those who have signed in, and is not about signing in."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return getattr(view, "login_required", True) and not view.__module__.startswith(("allauth", "django"))


# Whose form it is.


def owner_of(request):
    """The User who had signed in when the posted form was opened in this browser; None: unknown."""
    token = request.POST.get("csrfmiddlewaretoken") or request.headers.get("X-CSRFToken", "")
    if len(token) != CSRF_TOKEN_LENGTH or not (token.isascii() and token.isalnum()):
        return None
    key = dict(_remembered(request)).get(_digest(_unmask_cipher_token(token)))
    return User.objects.filter(pk=key).first() if key else None


def remember_owner(request, response):
    """Let the browser remember whose forms carry the token of this page."""
    secret = request.META.get("CSRF_COOKIE")
    if not secret or not request.user.is_authenticated:
        return
    this, others = (_digest(secret), request.user.pk), _remembered(request)
    if this not in others:
        others = [pair for pair in others if pair[0] != this[0]]
        response.set_signed_cookie(
            COOKIE,
            json.dumps([this, *others][:BROWSER_REMEMBERS]),
            salt=SALT,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )


def _remembered(request):
    """Pairs of a token's digest and the key of a User, the latest first."""
    return [tuple(pair) for pair in json.loads(request.get_signed_cookie(COOKIE, "[]", salt=SALT))]


def _digest(secret):
    return salted_hmac(SALT, secret).hexdigest()[:16]
