"""The service that connects accounts with assistants, whose families they may then see."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Assistant
from familycare.accounts.confirming.models import ChangeOfAccount
from familycare.accounts.confirming.services import applies, ask
from familycare.accounts.models import User
from familycare.accounts.signals import account_changed
from familycare.audit.services import lock_changes

NOT_FREE = "Tej karty nie można wybrać: nie ma jej albo ma już inne konto."


@transaction.atomic
def connect_account(user, assistant, *, by):
    """Connect the account with `assistant`, whose families it may then see, or with nobody (None).

    Return the AccountChange that waits for a second person, or None: an administrator alone only disconnects.
    Raise ValidationError for "assistant" if another account has been connected with them meanwhile.
    """
    lock_changes()
    before = Assistant.objects.filter(account=user).first()
    if before == assistant:
        return None
    if assistant is None:
        _connect(user, None, by)
        return None
    if not Assistant.objects.filter(pk=assistant.pk, account=None).exists():
        raise ValidationError({"assistant": NOT_FREE})
    words = f"{assistant} ({assistant.number})"
    change = ask(user, ChangeOfAccount.CARD, by=by, value=str(assistant.pk), words=words)
    return change if change.is_waiting else None


@applies(ChangeOfAccount.CARD)
def _connect_confirmed(*, user, value, by):
    assistant = Assistant.objects.filter(pk=value, account=None).first()
    if assistant is None:
        raise ValidationError(NOT_FREE)
    _connect(user, assistant, by)


def _connect(user, assistant, by):
    before = Assistant.objects.filter(account=user).first()
    if before:
        before.account = None
        before.save(update_fields=["account"])
    if assistant:
        assistant = Assistant.objects.select_for_update(of=("self",)).get(pk=assistant.pk)
        assistant.account = user
        assistant.save(update_fields=["account"])
    account_changed.send(User, user=user, by=by, changes={"assistant": (before, assistant)})
