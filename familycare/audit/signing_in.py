"""Signing in, failing to, and signing out, told by Django's own signals."""

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils.translation import gettext as _

from familycare.audit import recording
from familycare.audit.acting import Actor, address_of, of_user
from familycare.audit.chain import fingerprint
from familycare.audit.registry import label
from familycare.audit.vocabulary import ChangeKind


def listen():
    user_logged_in.connect(signed_in, dispatch_uid="audit")
    user_logged_out.connect(signed_out, dispatch_uid="audit")
    user_login_failed.connect(failed, dispatch_uid="audit")


def signed_in(sender, request, user, **kwargs):
    _add(ChangeKind.SIGNED_IN, user, of_user(user, request and address_of(request)))


def signed_out(sender, request, user, **kwargs):
    if user is not None:
        _add(ChangeKind.SIGNED_OUT, user, of_user(user, request and address_of(request)))


def failed(sender, credentials, request=None, **kwargs):
    """The name that was typed is kept only if it is somebody's: what else is typed there may be a password."""
    User = get_user_model()
    # The backends differ in how they call the name.
    names = [credentials.get(name) for name in (User.USERNAME_FIELD, "username", "email", "login")]
    name = next((name for name in names if name), "")
    user = (
        User.objects.filter(**{f"{User.USERNAME_FIELD}__iexact": name}).first() if name and "\0" not in name else None
    )
    who = Actor(None, _("osoba niezalogowana"), request and address_of(request))
    text = "" if user else _("Konto nieznane, odcisk wpisanej nazwy: %(mark)s") % {"mark": fingerprint(name.lower())}
    _add(ChangeKind.SIGN_IN_FAILED, user, who, text)


def _add(kind, user, who, text=""):
    recording.add_change(
        kind,
        object_type=label(get_user_model()),
        object_key=str(user.pk) if user else "",
        contents={"words": str(user or ""), "text": text},
        who=who,
    )
