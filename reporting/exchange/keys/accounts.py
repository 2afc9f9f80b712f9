"""The accounts that the records of a register name, without their secrets.

An imported account opens nothing: it is closed and has no password until the administrator opens it and invites its
owner. A role that needs a second person needs one then, as if the account were new.
"""

from django.utils import timezone

from familycare.accounts.confirming.models import AccountChange, ChangeOfAccount, Decision
from familycare.accounts.confirming.rules import is_entrusted
from familycare.accounts.models import Role, User
from familycare.audit.registry import watched
from reporting.exchange.keys.columns import AccountColumn


def named_accounts(files):
    """Return the accounts that rows of these files name."""
    keys = set()
    for file in files:
        for column in file.columns:
            if isinstance(column, AccountColumn):
                keys |= set(_exported(file.model).values_list(f"{column.path}_id", flat=True))
    return User.objects.order_by().filter(pk__in=keys - {None})


def _exported(model):
    """Return the records without those of families that were merged into another: nothing of these is exported."""
    way = watched(model).family
    absorbed = {"self": "merged_into__isnull", "": ""}.get(way, f"{way}__merged_into__isnull")
    return model.objects.order_by().filter(**{absorbed: True} if absorbed else {})


def account_keys(emails):
    """Return {e-mail: primary key} of accounts."""
    return dict(User.objects.filter(email__in=emails).values_list("email", "pk"))


def create_accounts(rows):
    """Create the accounts of rows of `accounts.csv` that the database does not have."""
    there = account_keys([row.email for row in rows])
    for row in rows:
        if row.email not in there:
            _create(row._asdict())


def _create(fields):
    del fields["line"]
    user = User.objects.create_user(**fields, is_active=False)
    if is_entrusted(user.role):
        # A request that nobody confirmed: so opening the account asks a second person.
        AccountChange.objects.create(
            user=user,
            kind=ChangeOfAccount.ACCOUNT,
            words=Role(user.role).label,
            asked_by=None,
            decision=Decision.WITHDRAWN,
            decided_at=timezone.now(),
        )
