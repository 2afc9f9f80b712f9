"""What changes accounts. Each tells `familycare.accounts.signals` what it did, and `by` whom."""

import hashlib
import secrets

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.accounts import signals
from familycare.accounts.models import Invitation, Role, State, User

LAST_ADMINISTRATOR = (
    "To jedyne czynne konto administratora. Najpierw nadaj rolę administratora komuś innemu: "
    "inaczej nikt nie mógłby zakładać i otwierać kont."
)


@transaction.atomic
def invite(*, by, link_to, **fields):
    """A new account with `fields` of User; its owner gets an e-mail. `link_to(token)` is the address of the link.

    OSError if the e-mail cannot be sent; then there is no account either. So with `invite_again`.
    """
    user = User.objects.create_user(**fields)
    _send_link(user, link_to)
    signals.account_invited.send(User, user=user, by=by)
    return user


@transaction.atomic
def invite_again(user, *, by, link_to):
    """Another link instead of the one sent before."""
    _send_link(user, link_to)
    signals.account_invited.send(User, user=user, by=by)


def _send_link(user, link_to):
    token = secrets.token_urlsafe(32)
    invitation, _created = Invitation.objects.update_or_create(
        user=user, defaults={"digest": digest(token), "sent_at": timezone.now(), "accepted_at": None}
    )
    context = {"user": user, "link": link_to(token), "invitation": invitation}
    get_adapter().send_mail("account/email/invitation", user.email, context)


def digest(token):
    """What is stored of the token of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def withdraw_invitation(user, *, by):
    """The link no longer works, and the account is suspended."""
    user.invitation.delete()
    _set_active(user, False)
    signals.invitation_withdrawn.send(User, user=user, by=by)


@transaction.atomic
def accept_invitation(token, *, password):
    """The first password of the account that the link opens. ValidationError if the link is not good (any more)."""
    invitation = Invitation.objects.select_for_update().filter(digest=digest(token)).first()
    if not (invitation and invitation.is_good):
        raise ValidationError("Ten odnośnik już nie działa.")
    invitation.accepted_at = timezone.now()
    invitation.save()
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    signals.invitation_accepted.send(User, user=user, by=user)
    return user


@transaction.atomic
def change_account(user, *, by, **fields):
    """`fields` of User. ValidationError if the centre would be left without an administrator."""
    lock_accounts()
    before = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    changes = {name: (getattr(before, name), value) for name, value in fields.items() if getattr(before, name) != value}
    if not changes:
        return
    for name, value in fields.items():
        setattr(user, name, value)
    user.save(update_fields=[*changes])
    _demand_an_administrator()
    if "email" in changes:
        EmailAddress.objects.filter(user=user).delete()  # allauth's copy, to which it would still send
    if "role" in changes:
        signals.role_changed.send(User, user=user, by=by, old=before.role, new=user.role)
    signals.account_changed.send(User, user=user, by=by, changes=changes)


@transaction.atomic
def suspend(user, *, by):
    """Nobody comes in by the account from now on, and who is in is out. ValidationError: the last administrator."""
    lock_accounts()
    _set_active(user, False)
    _demand_an_administrator()
    _end_sessions(user)
    signals.account_suspended.send(User, user=user, by=by)


@transaction.atomic
def restore(user, *, by):
    """The account is as it was before it was suspended."""
    _set_active(user, True)
    signals.account_restored.send(User, user=user, by=by)


@transaction.atomic
def reset_second_factor(user, *, by):
    """For somebody who has lost theirs: the account has none any more, nor open sessions; they are told by e-mail."""
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    signals.second_factor_reset.send(User, user=user, by=by)
    get_adapter().send_notification_mail("account/email/second_factor_reset", user)


def _set_active(user, is_active):
    # A record of its own: the caller's keeps its state if this is taken back.
    account = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    account.is_active = is_active
    account.save(update_fields=["is_active"])


def lock_accounts():
    """Administrators who change accounts, or suspend each other, in the same second do it one after the other."""
    list(User.objects.select_for_update(no_key=True).filter(role=Role.ADMIN).order_by("pk"))


def _demand_an_administrator():
    if not User.objects.in_state(State.OPEN, timezone.localdate()).filter(role=Role.ADMIN).exists():
        raise ValidationError(LAST_ADMINISTRATOR, code="last_administrator")


def _end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()
