"""Ask for a change of an account, confirm, refuse or withdraw it.

What is done after a confirmation is registered by the service that owns it, with `applies`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.accounts import signals
from familycare.accounts.confirming import notices
from familycare.accounts.confirming.models import AccountChange, Decision
from familycare.accounts.confirming.rules import may_decide, nobody_has_confirmed_yet
from familycare.accounts.models import User
from familycare.audit.services import lock_changes

GONE = "Ta zmiana już na nic nie czeka: ktoś o niej zdecydował, wycofano ją albo minął jej czas."
NOT_YOURS = "Tej zmiany nie możesz potwierdzić: dotyczy Twojego konta albo to Ty o nią prosisz."

_apply = {}  # {ChangeOfAccount: function}


def applies(kind):
    """Decorator: the function makes changes of this kind; it takes `user`, `value` and `by`.

    It runs in the transaction of the decision. It raises ValidationError if the change is no longer possible.
    """

    def register(function):
        _apply[kind] = function
        return function

    return register


def ask(user, kind, *, by, value="", words=""):
    """Let the change wait for a second person, and tell those concerned by e-mail. Return the AccountChange.

    It replaces an earlier one of the same kind. As long as nobody could confirm it, it is made at once, and that is
    recorded. `by` is the User who asks. Call it within a transaction.
    """
    lock_changes()
    _close(AccountChange.objects.filter(user=user, kind=kind, decision=Decision.WAITING), by=by)
    change = AccountChange(user=user, kind=kind, value=value, words=words, asked_by=by)
    if nobody_has_confirmed_yet():
        change.decision, change.decided_at = Decision.UNASKED, change.asked_at
    change.save()
    if change.decision == Decision.UNASKED:
        _apply[kind](user=user, value=value, by=by)
        signals.change_decided.send(User, user=user, by=by, change=change)
        notices.send_decided(change, user.email)
    else:
        signals.change_asked.send(User, user=user, by=by, change=change)
        notices.send_asked(change)
    return change


@transaction.atomic
def confirm(pk, *, by):
    """Make the change. Raise ValidationError unless `by` may decide on it (None: somebody on the server).

    Raise OSError if an invitation cannot be sent; then nothing changes.
    """
    lock_changes()
    change = _locked(pk, by)
    address = change.user.email  # the old one, if it changes
    _decide(change, Decision.CONFIRMED, by)
    _apply[change.kind](user=change.user, value=change.value, by=by)
    signals.change_decided.send(User, user=change.user, by=by, change=change)
    notices.send_decided(change, address)
    return change


@transaction.atomic
def refuse(pk, *, by):
    """Drop the change. Raise ValidationError unless `by` may decide on it."""
    lock_changes()
    change = _locked(pk, by)
    _decide(change, Decision.REFUSED, by)
    signals.change_decided.send(User, user=change.user, by=by, change=change)
    notices.send_decided(change, change.user.email)
    return change


@transaction.atomic
def withdraw(pk, *, by):
    """Drop the change before anybody decides on it."""
    lock_changes()
    _close(AccountChange.objects.filter(pk=pk, decision=Decision.WAITING), by=by)


def withdraw_all(user, *, by):
    """Drop what waits for the account, because it is no longer what was to be confirmed."""
    _close(AccountChange.objects.filter(user=user, decision=Decision.WAITING), by=by)


def _locked(pk, by):
    changes = AccountChange.objects.select_for_update(no_key=True, of=("self",)).select_related("user")
    change = changes.filter(pk=pk).first()
    if change is None or not change.is_waiting:
        raise ValidationError(GONE)
    if by is not None and not may_decide(change, by):
        raise ValidationError(NOT_YOURS)
    return change


def _close(changes, *, by):
    for change in changes.select_for_update(no_key=True, of=("self",)).select_related("user"):
        _decide(change, Decision.WITHDRAWN, by)
        signals.change_decided.send(User, user=change.user, by=by, change=change)


def _decide(change, decision, by):
    change.decision, change.decided_by, change.decided_at = decision, by, timezone.now()
    change.save(update_fields=["decision", "decided_by", "decided_at"])
