"""The service that connects accounts with assistants, whose families they may then see."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Assistant
from familycare.accounts.confirming.models import ChangeOfAccount
from familycare.accounts.confirming.services import applies, ask
from familycare.accounts.models import Role, User
from familycare.accounts.signals import account_changed
from familycare.audit.services import lock_changes

TWO_JOBS = (
    "Nikt nie jest naraz asystentem rodziny i pracownikiem socjalnym tej samej gminy (art. 17 ustawy). "
    "Najpierw {first}."
)
NOT_FREE = "Tej karty nie można wybrać: nie ma jej albo ma już inne konto."


@transaction.atomic
def connect_account(user, assistant, *, by):
    """Connect the account with `assistant`, whose families it may then see, or with nobody (None).

    Return the AccountChange that waits for a second person, or None: an administrator alone only disconnects.
    Raise ValidationError for "assistant" if another account has been connected with them meanwhile, or the account is
    a social worker's.
    """
    lock_changes()
    before = Assistant.objects.filter(account=user).first()
    if before == assistant:
        return None
    if assistant is None:
        _connect(user, None, by)
        return None
    if user.role == Role.SOCIAL_WORKER:
        raise ValidationError({"assistant": TWO_JOBS.format(first="zmień rolę konta")})
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
    if user.role == Role.SOCIAL_WORKER:
        raise ValidationError(TWO_JOBS.format(first="zmień rolę konta"))
    _connect(user, assistant, by)


def refuse_two_jobs(sender, user, new, **kwargs):
    """Signal receiver: an account that is connected with an assistant does not become a social worker's (art. 17).

    Raise ValidationError for "role".
    """
    if new == Role.SOCIAL_WORKER and Assistant.objects.filter(account=user).exists():
        raise ValidationError({"role": TWO_JOBS.format(first="odłącz od konta kartę asystenta")})


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
