"""Which changes of accounts need a second person, and who that may be.

No administrator alone reaches families: neither by a new account, nor through the account of somebody else.
"""

from familycare.accounts.models import Role, User
from familycare.accounts.rights import RIGHTS, Right, accounts_that_may

# Roles that see all families, and roles that confirm changes: an administrator could confirm their own with one.
ENTRUSTED = {Role.MANAGER, Role.DIRECTOR, Role.AUDITOR}


def is_entrusted(role):
    """Return whether an account gets, or loses, this role only with a confirmation.

    Losing it, because otherwise an administrator could do away with everybody who confirms.
    """
    return role in ENTRUSTED


def reaches_families(user):
    """Return whether the role reads files of families or confirms changes of accounts.

    A new address or a lost second factor of such an account would let in whoever asked for it.
    """
    return bool(RIGHTS[user.role] & {Right.READ_FAMILIES, Right.CONFIRM_ACCOUNTS})


def nobody_has_confirmed_yet():
    """Return whether no account that may confirm has ever been used: a centre has to start with somebody.

    Closed accounts count, so suspending all managers does not bring this time back.
    """
    roles = [role for role, rights in RIGHTS.items() if Right.CONFIRM_ACCOUNTS in rights]
    return not User.objects.filter(role__in=roles, last_login__isnull=False).exists()


def may_decide(change, user):
    """Return whether the user may confirm or refuse the change."""
    return (
        Right.CONFIRM_ACCOUNTS in RIGHTS[user.role]
        and user.pk not in (change.user_id, change.asked_by_id)
        and others_who_confirm(change).filter(pk=user.pk).exists()
    )


def others_who_confirm(change):
    """Return the accounts that are open today and may confirm the change."""
    return accounts_that_may(Right.CONFIRM_ACCOUNTS).exclude(pk__in=[change.user_id, change.asked_by_id or 0])
