"""Rights of roles. Each view declares the right that it needs.

Which families a user sees, and which parts of their files, is decided in `cases/access.py`.
"""

from enum import StrEnum
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from familycare.accounts.models import Role, User
from familycare.lib.polish import joined


class Right(StrEnum):
    """A right that a view can require."""

    READ_FAMILIES = "read_families"
    READ_FAMILY_HISTORY = "read_family_history"
    WRITE_CASEWORK = "write_casework"
    KEEP_DIARY = "keep_diary"  # the user's own: entries, drafts, appointments
    READ_REFERRALS = "read_referrals"
    REFER = "refer"
    DECIDE = "decide"  # referrals, assignments, handovers, closing, restrictions
    ACKNOWLEDGE_ASSESSMENTS = "acknowledge_assessments"  # as the head of the unit
    READ_ASSISTANTS = "read_assistants"
    MANAGE_STAFF = "manage_staff"  # assistants, their employment and posts
    READ_DIARY = "read_diary"  # the page of an assistant: the user's own, or everybody's
    READ_WORKSHOPS = "read_workshops"
    KEEP_WORKSHOPS = "keep_workshops"
    READ_COMMUNITY = "read_community"  # supporting families, day-care centres, and whom they help
    KEEP_COMMUNITY = "keep_community"
    READ_CHARGES = "read_charges"  # what the municipality pays: foster care, supporting families, day-care centres
    KEEP_CHARGES = "keep_charges"  # these, and first days of stays that are set by hand
    READ_FIGURES = "read_figures"
    KEEP_FIGURES = "keep_figures"  # those from outside of the case records
    READ_DOCUMENTS = "read_documents"  # reports and programmes that the centre writes
    KEEP_DOCUMENTS = "keep_documents"
    APPROVE_DOCUMENTS = "approve_documents"
    EXCHANGE_REGISTER = "exchange_register"
    ANSWER_PERSONS = "answer_persons"  # RODO art. 15–17, retention
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"
    KEEP_CENTRE = "keep_centre"  # its names and letters
    KEEP_TERMS = "keep_terms"  # the terms that it sets itself; some decide who reads a file
    KEEP_DICTIONARIES = "keep_dictionaries"
    MERGE_ENTRIES = "merge_entries"  # of dictionaries, which changes records of families
    CONFIRM_ACCOUNTS = "confirm_accounts"  # changes of accounts that an administrator asked for


# Rights on family data, which require an authorisation and a declaration of secrecy.
ON_FAMILY_DATA = frozenset(Right) - {
    Right.READ_LOG,
    Right.MANAGE_ACCOUNTS,
    Right.CONFIRM_ACCOUNTS,
    Right.KEEP_CENTRE,
    Right.KEEP_DICTIONARIES,
}


RIGHTS = {
    Role.ASSISTANT: {
        Right.READ_FAMILIES,
        Right.READ_FAMILY_HISTORY,
        Right.WRITE_CASEWORK,
        Right.KEEP_DIARY,
        Right.READ_DIARY,
        Right.READ_WORKSHOPS,
        Right.KEEP_WORKSHOPS,
        Right.READ_COMMUNITY,
        Right.READ_FIGURES,
    },
    Role.SOCIAL_WORKER: {Right.READ_FAMILIES, Right.READ_REFERRALS, Right.REFER, Right.READ_FIGURES},
    Role.MANAGER: ON_FAMILY_DATA - {Right.KEEP_DIARY, Right.APPROVE_DOCUMENTS}
    | {Right.CONFIRM_ACCOUNTS, Right.KEEP_CENTRE, Right.KEEP_DICTIONARIES},
    Role.DIRECTOR: {
        Right.READ_FAMILIES,
        Right.ACKNOWLEDGE_ASSESSMENTS,
        Right.READ_FAMILY_HISTORY,
        Right.READ_REFERRALS,
        Right.READ_ASSISTANTS,
        Right.READ_DIARY,
        Right.READ_WORKSHOPS,
        Right.READ_COMMUNITY,
        Right.READ_CHARGES,
        Right.READ_FIGURES,
        Right.READ_DOCUMENTS,
        Right.APPROVE_DOCUMENTS,
    },
    Role.AUDITOR: {Right.READ_LOG, Right.CONFIRM_ACCOUNTS},
    Role.ADMIN: {Right.MANAGE_ACCOUNTS, Right.KEEP_CENTRE, Right.KEEP_DICTIONARIES},
}


NO_AUTHORISATION = (
    "Zanim zobaczysz dane rodzin, administrator ośrodka musi wpisać do Twojego konta datę upoważnienia "
    "do przetwarzania danych i datę oświadczenia o zachowaniu tajemnicy."
)


class NotAuthorisedYet(PermissionDenied):
    """The role has the right, but the authorisation or the declaration of secrecy is missing."""


def rights_of(user):
    """Return the user's Rights today."""
    rights = _rights_if_authorised(user)
    return rights if not rights or user.is_authorised_on(timezone.localdate()) else rights - ON_FAMILY_DATA


def may(user, right):
    """Return whether the user has the right today."""
    return right in rights_of(user)


def _rights_if_authorised(user):
    """Return the user's Rights as if the authorisation and the declaration were present."""
    return RIGHTS[user.role] if user.is_authenticated and user.may_enter_on(timezone.localdate()) else frozenset()


def needs(right, otherwise=None):
    """Decorator: only users with the right may use the view; others get 403 with a message who may.

    `otherwise` is an exception to raise instead, for example Http404 if the page must look as if it did not exist.
    Users who are not signed in do not get this far.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if right not in _rights_if_authorised(request.user):
                raise otherwise or PermissionDenied(who_may(right))
            if not may(request.user, right):
                raise NotAuthorisedYet(NO_AUTHORISATION)
            return view(request, *args, **kwargs)

        guarded.access = right
        return guarded

    return decorate


def who_may(right):
    """Return sentences that say which roles have the right and who can help."""
    roles = joined([role.label for role in Role if right in RIGHTS[role]], "lub")
    return (
        f"Tę stronę może otworzyć: {roles}. Jeśli potrzebujesz tego w pracy, poproś administratora ośrodka o "
        "dostęp. Jeśli masz inne konto, wyloguj się i zaloguj ponownie."
    )


def open_to_all(view):
    """Decorator: the view is open without signing in and shows no personal data."""
    view = login_not_required(view)
    view.access = "open to all"
    return view


def own_account(view):
    """Decorator: the view is open to every user and only concerns their own account."""
    view.access = "own account"
    return view


def accounts_that_may(right):
    """Return the accounts that are open today and whose role has the right."""
    today = timezone.localdate()
    roles = [role for role, theirs in RIGHTS.items() if right in theirs]
    closed = Q(last_day__lt=today) | Q(assistant__employed_to__lt=today)
    return User.objects.filter(is_active=True, role__in=roles).exclude(closed)


def accounts_ready_to(right):
    """Return the accounts that have the right today: open, with the role, authorisation and declaration."""
    today = timezone.localdate()
    return accounts_that_may(right).filter(authorised_on__lte=today, secrecy_on__lte=today)


def deciders():
    """Return the accounts that may decide today."""
    return accounts_ready_to(Right.DECIDE)


def rights(request):
    """Context processor: `rights` of the reader, as in `{% if "read_log" in rights %}`."""
    return {"rights": SimpleLazyObject(lambda: rights_of(request.user) if hasattr(request, "user") else frozenset())}
