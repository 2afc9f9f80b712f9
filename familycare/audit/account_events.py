"""Entries about accounts: signing in and out, failed attempts, and other events of accounts, reported by signals."""

from functools import partial

from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils.text import capfirst

from familycare.accounts import signals
from familycare.audit.acting import Actor, address_of, of_user
from familycare.audit.chain import add_change, fingerprint
from familycare.audit.choices import ChangeKind
from familycare.audit.models import object_type

ACCOUNTS = [
    (signals.account_invited, ChangeKind.INVITED, "Wysłano zaproszenie."),
    (signals.invitation_withdrawn, ChangeKind.INVITED, "Wycofano zaproszenie."),
    (signals.invitation_accepted, ChangeKind.INVITED, "Przyjęto zaproszenie."),
    (signals.account_suspended, ChangeKind.SUSPENDED, ""),
    (signals.account_restored, ChangeKind.RESTORED, ""),
    (signals.directory_disconnected, ChangeKind.DIRECTORY, "Usunięto połączenie z katalogiem."),
    (signals.second_factor_reset, ChangeKind.SECOND_FACTOR, "Administrator usunął utracony składnik."),
]
SECOND_FACTORS = [
    (authenticator_added, "Dodano składnik."),
    (authenticator_removed, "Usunięto składnik."),
    (authenticator_reset, "Zmieniono kody zapasowe."),
]


def connect():
    """Connect the receivers below to their signals."""
    user_logged_in.connect(signed_in, dispatch_uid="audit")
    user_logged_out.connect(signed_out, dispatch_uid="audit")
    user_login_failed.connect(sign_in_failed, dispatch_uid="audit")
    signals.change_asked.connect(change_asked, dispatch_uid="audit")
    signals.change_decided.connect(change_decided, dispatch_uid="audit")
    social_account_added.connect(directory_connected, dispatch_uid="audit")
    for signal, kind, text in ACCOUNTS:
        signal.connect(partial(account_changed, kind, text), weak=False, dispatch_uid="audit")
    for signal, text in SECOND_FACTORS:
        signal.connect(partial(second_factor_changed, text), weak=False, dispatch_uid="audit")


def signed_in(sender, request, user, **kwargs):
    _add(ChangeKind.SIGNED_IN, user, of_user(user, request and address_of(request)))


def signed_out(sender, request, user, **kwargs):
    if user is not None:
        _add(ChangeKind.SIGNED_OUT, user, of_user(user, request and address_of(request)))


def sign_in_failed(sender, credentials, request=None, **kwargs):
    """Record the account, if there is one with that name. Any other text is not kept, as it may be a password."""
    User = get_user_model()
    # Each authentication backend has its own key for the name.
    names = [credentials.get(name) for name in (User.USERNAME_FIELD, "username", "email", "login")]
    name = next((name for name in names if name), "")
    user = (
        User.objects.filter(**{f"{User.USERNAME_FIELD}__iexact": name}).first() if name and "\0" not in name else None
    )
    who = Actor(None, "osoba niezalogowana", request and address_of(request))
    text = "" if user else f"Konto nieznane, odcisk wpisanej nazwy: {fingerprint(name.lower())}"
    _add(ChangeKind.SIGN_IN_FAILED, user, who, text)


def account_changed(kind, text, sender, user, by, **kwargs):
    """Record what `by` (a User, or None: the current actor) did with the account of `user`."""
    _add(kind, user, of_user(by) if by else None, str(text))


def second_factor_changed(text, sender, request, user, **kwargs):
    """Record what a user did with their own second factor."""
    _add(ChangeKind.SECOND_FACTOR, user, of_user(user, request and address_of(request)), str(text))


def change_asked(sender, user, by, change, **kwargs):
    """Record that a change of an account waits for a second person."""
    _add(ChangeKind.SECOND_PERSON, user, of_user(by) if by else None, f"Czeka na potwierdzenie: {change}.")


def change_decided(sender, user, by, change, **kwargs):
    """Record what became of it."""
    text = f"{capfirst(change.get_decision_display())}: {change}."
    _add(ChangeKind.SECOND_PERSON, user, of_user(by) if by else None, text)


def directory_connected(sender, request, sociallogin, **kwargs):
    """Record that an account of the directory opens an account from now on."""
    user, text = sociallogin.user, f"Połączono z katalogiem, identyfikator {sociallogin.account.uid}."
    _add(ChangeKind.DIRECTORY, user, of_user(user, request and address_of(request)), text)


def _add(kind, user, who, text=""):
    add_change(
        kind,
        object_type=object_type(get_user_model()),
        object_key=str(user.pk) if user else "",
        contents={"words": str(user or ""), "text": text},
        who=who,
    )
