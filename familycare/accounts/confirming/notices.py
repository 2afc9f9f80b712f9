"""E-mails about changes that wait, and about what became of them.

They go to the person concerned, at the address from before the change, and to everybody who may confirm.
"""

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from django.db import transaction

from familycare.accounts.confirming.models import ChangeOfAccount
from familycare.accounts.links import public_url
from familycare.accounts.rights import Right, accounts_that_may

log = logging.getLogger(__name__)


def send_asked(change):
    """Tell them that the change waits."""
    _send("account_change_asked", change, change.user.email)


def send_decided(change, address):
    """Tell them what became of the change. `address` is that of the person concerned from before."""
    _send("account_change_decided", change, address)


def _send(name, change, address):
    context = {"change": change, "link": public_url("account_changes")}
    managers = accounts_that_may(Right.CONFIRM_ACCOUNTS).exclude(pk=change.user_id)
    letters = [(email, False) for email in managers.values_list("email", flat=True)]
    if change.kind != ChangeOfAccount.ACCOUNT:  # an invitation is the first that a new colleague hears
        letters.append((address, True))

    def send():
        for email, is_own in letters:
            try:
                get_adapter().send_mail(f"account/email/{name}", email, context | {"is_own": is_own})
            except (SMTPException, OSError) as error:
                # What was decided stays; the text of the error has the recipient's address.
                log.error("A notice could not be sent: %s", type(error).__name__)

    # Not within the transaction, which would make others wait for the mail server.
    transaction.on_commit(send)
