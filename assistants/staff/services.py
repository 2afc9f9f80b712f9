"""The service that connects accounts with assistants."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assistants.models import Assistant
from familycare.accounts.models import User
from familycare.accounts.signals import account_changed
from familycare.audit.services import lock_changes


@transaction.atomic
def connect_account(user, assistant, *, by):
    """Connect the account with `assistant`, whose families it may then see, or with nobody (None).

    Raise ValidationError for "assistant" if another account has been connected with them meanwhile.
    """
    lock_changes()
    before = Assistant.objects.filter(account=user).first()
    if before == assistant:
        return
    if before:
        before.account = None
        before.save(update_fields=["account"])
    if assistant:
        free = Assistant.objects.select_for_update(of=("self",)).filter(pk=assistant.pk, account=None).first()
        if free is None:
            raise ValidationError({"assistant": "Tej karty nie można wybrać: nie ma jej albo ma już inne konto."})
        free.account = user
        free.save(update_fields=["account"])
    account_changed.send(User, user=user, by=by, changes={"assistant": (before, assistant)})
