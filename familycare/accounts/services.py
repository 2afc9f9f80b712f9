"""Services that change accounts. Each sends a signal of `familycare.accounts.signals`; `by` is the acting user."""

import hashlib
import secrets

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.accounts import signals
from familycare.accounts.confirming.models import ChangeOfAccount, Decision
from familycare.accounts.confirming.rules import is_entrusted, reaches_families
from familycare.accounts.confirming.services import applies, ask, withdraw_all
from familycare.accounts.links import public_url
from familycare.accounts.models import Invitation, Role, State, User
from familycare.audit.services import lock_changes

LAST_ADMINISTRATOR = (
    "To jedyne czynne konto administratora. Najpierw nadaj rolę administratora komuś innemu: "
    "inaczej nikt nie mógłby zakładać i otwierać kont."
)


@transaction.atomic
def invite(*, by, **fields):
    """Create an account with `fields` of User and send its owner an e-mail. Return the User.

    An account with a role that needs a second person is closed until one confirms it; the e-mail is sent then.
    Raise OSError if the e-mail cannot be sent; then no account is created.
    """
    if is_entrusted(fields["role"]):
        user = User.objects.create_user(is_active=False, **fields)
        ask(user, ChangeOfAccount.ACCOUNT, by=by, words=user.get_role_display())
        user.refresh_from_db(fields=["is_active"])
        return user
    user = User.objects.create_user(**fields)
    _send_link(user)
    signals.account_invited.send(User, user=user, by=by)
    return user


@applies(ChangeOfAccount.ACCOUNT)
def _open_new_account(*, user, value, by):
    _set_active(user, True)
    _send_link(user)
    signals.account_invited.send(User, user=user, by=by)


@transaction.atomic
def invite_again(user, *, by):
    """Send a new link, which replaces the previous one. Raise OSError if the e-mail cannot be sent."""
    _send_link(user)
    signals.account_invited.send(User, user=user, by=by)


def _send_link(user):
    token = secrets.token_urlsafe(32)
    invitation, _created = Invitation.objects.update_or_create(
        user=user, defaults={"digest": digest(token), "sent_at": timezone.now(), "accepted_at": None}
    )
    context = {"user": user, "link": public_url("invitation", token), "invitation": invitation}
    get_adapter().send_mail("account/email/invitation", user.email, context)


def digest(token):
    """Return the digest under which the token of a link is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def withdraw_invitation(user, *, by):
    """Invalidate the link and suspend the account."""
    lock_accounts()
    user.invitation.delete()
    _set_active(user, False)
    signals.invitation_withdrawn.send(User, user=user, by=by)


@transaction.atomic
def accept_invitation(token, *, password):
    """Set the first password of the invited account and return the User.

    Raise ValidationError if the link is not valid.
    """
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
    """Change `fields` of User. Return a list of AccountChanges: what waits for a second person.

    Raise ValidationError if the centre would be left without an administrator.
    """
    lock_accounts()
    before = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    changes = {name: value for name, value in fields.items() if getattr(before, name) != value}
    asked = []
    if "role" in changes and (is_entrusted(before.role) or is_entrusted(changes["role"])):
        if before.role == Role.ADMIN:
            _check_administrator_left(without=before)
        role = Role(changes.pop("role"))
        asked.append(ask(before, ChangeOfAccount.ROLE, by=by, value=role.value, words=role.label))
    if "email" in changes and reaches_families(before):
        email = changes.pop("email")
        asked.append(ask(before, ChangeOfAccount.EMAIL, by=by, value=email, words=email))
    if "email" in changes:
        withdraw_all(before, by=by)  # whoever confirms must know whose account it is
    _change(before, by, changes)
    return [change for change in asked if change.is_waiting]


@applies(ChangeOfAccount.ROLE)
def _change_role(*, user, value, by):
    lock_accounts()
    _change(user, by, {"role": value})


@applies(ChangeOfAccount.EMAIL)
def _change_email(*, user, value, by):
    if User.objects.filter(email=value).exists():
        raise ValidationError("Ten adres e-mail ma już inne konto.")
    _change(user, by, {"email": value})


def _change(user, by, values):
    """Save `values` {field: value} of the account, and say so."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    changes = {name: (getattr(user, name), value) for name, value in values.items()}
    if not changes:
        return
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=[*changes])
    if changes.keys() & {"role", "last_day"}:
        _check_administrator_left()
    if "email" in changes:
        EmailAddress.objects.filter(user=user).delete()  # allauth would still send to this copy
    if "role" in changes:
        old, new = changes["role"]
        signals.role_changed.send(User, user=user, by=by, old=old, new=new)
    signals.account_changed.send(User, user=user, by=by, changes=changes)


@transaction.atomic
def suspend(user, *, by):
    """Suspend the account and end its sessions. Raise ValidationError for the last administrator."""
    lock_accounts()
    _set_active(user, False)
    _check_administrator_left()
    _end_sessions(user)
    signals.account_suspended.send(User, user=user, by=by)


@transaction.atomic
def restore(user, *, by):
    """Undo a suspension. Return the AccountChange that waits if nobody has confirmed this new account yet, or None."""
    lock_accounts()
    openings = user.account_changes.filter(kind=ChangeOfAccount.ACCOUNT)
    if openings.exists() and not openings.filter(decision__in=[Decision.CONFIRMED, Decision.UNASKED]).exists():
        change = ask(user, ChangeOfAccount.ACCOUNT, by=by, words=user.get_role_display())
        return change if change.is_waiting else None
    _set_active(user, True)
    signals.account_restored.send(User, user=user, by=by)
    return None


@transaction.atomic
def reset_second_factor(user, *, by):
    """Delete the second factor, for a user who has lost it.

    Return the AccountChange if it waits for a second person, because the account reaches families, or None.
    """
    if reaches_families(user):
        change = ask(user, ChangeOfAccount.SECOND_FACTOR, by=by)
        return change if change.is_waiting else None
    _reset_second_factor(user=user, value="", by=by)
    return None


@applies(ChangeOfAccount.SECOND_FACTOR)
def _reset_second_factor(*, user, value, by):
    """Delete the second factor, end the sessions and notify the user by e-mail.

    The link with the directory goes too: whoever signs in there must again have the confirmed address of the account.
    """
    Authenticator.objects.filter(user=user).delete()
    disconnect_directory(user, by=by)
    _end_sessions(user)
    signals.second_factor_reset.send(User, user=user, by=by)
    get_adapter().send_notification_mail("account/email/second_factor_reset", user)


@transaction.atomic
def disconnect_directory(user, *, by):
    """Delete the link with an account of the directory, if there is one.

    The next sign-in there by somebody with the account's address, confirmed by the directory, makes a new link.
    """
    links, _count = SocialAccount.objects.filter(user=user).delete()
    if links:
        signals.directory_disconnected.send(User, user=user, by=by)


def _set_active(user, is_active):
    # A separate instance, so that the caller's keeps its state if the transaction is rolled back.
    account = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    account.is_active = is_active
    account.save(update_fields=["is_active"])


def lock_accounts():
    """Lock the administrators' accounts, so that simultaneous changes run one after the other."""
    lock_changes()
    list(User.objects.select_for_update(no_key=True).filter(role=Role.ADMIN).order_by("pk"))


def _check_administrator_left(without=None):
    """Raise ValidationError if no open account of an administrator is left, not counting that of `without`."""
    administrators = User.objects.in_state(State.OPEN, timezone.localdate()).filter(role=Role.ADMIN)
    if not administrators.exclude(pk=without and without.pk).exists():
        raise ValidationError(LAST_ADMINISTRATOR, code="last_administrator")


def _end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()
