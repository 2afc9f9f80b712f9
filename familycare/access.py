"""Who may do what, and who may see which family: the one module that decides it, for pages, lists, searches, exports,
drill-downs, files and the choices of forms alike.

What a role may do is `RIGHTS`; each view names the right that it `needs`. Which families a person sees
is `families_seen_by`, behind `Family.objects.visible_to(user)`, the one door. Families are named by their relations
here, so that the ground floor imports nothing from above it.
"""

from enum import StrEnum
from functools import wraps

from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from familycare.accounts.models import Role


class Right(StrEnum):
    """What a view may need."""

    READ_FAMILIES = "read_families"
    WRITE_CASEWORK = "write_casework"
    READ_REFERRALS = "read_referrals"
    REFER = "refer"
    DECIDE = "decide"  # referrals, assignments, handovers, closing, restrictions
    READ_ASSISTANTS = "read_assistants"
    READ_FIGURES = "read_figures"
    EXCHANGE_REGISTER = "exchange_register"
    ANSWER_PERSONS = "answer_persons"  # RODO art. 15–17, retention
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"


# Whatever shows or changes what is known of families; without an authorisation and a declaration nobody has these.
ON_FAMILY_DATA = frozenset(Right) - {Right.READ_LOG, Right.MANAGE_ACCOUNTS}

RIGHTS = {
    Role.ASSISTANT: {Right.READ_FAMILIES, Right.WRITE_CASEWORK, Right.READ_FIGURES},
    Role.SOCIAL_WORKER: {Right.READ_FAMILIES, Right.READ_REFERRALS, Right.REFER, Right.READ_FIGURES},
    Role.MANAGER: ON_FAMILY_DATA,
    Role.DIRECTOR: {Right.READ_FAMILIES, Right.READ_REFERRALS, Right.READ_ASSISTANTS, Right.READ_FIGURES},
    Role.AUDITOR: {Right.READ_LOG},
    Role.ADMIN: {Right.MANAGE_ACCOUNTS},
}


NO_AUTHORISATION = _(
    "Zanim zobaczysz dane rodzin, administrator ośrodka musi wpisać do Twojego konta datę upoważnienia "
    "do przetwarzania danych i datę oświadczenia o zachowaniu tajemnicy."
)


class NotAuthorisedYet(PermissionDenied):
    """The role would allow it, but the authorisation or the declaration of secrecy is missing."""


def may(user, right):
    """Whether the user has the right today."""
    return _role_allows(user, right) and (right not in ON_FAMILY_DATA or user.is_authorised_on(timezone.localdate()))


def _role_allows(user, right):
    return user.is_authenticated and user.may_enter_on(timezone.localdate()) and right in RIGHTS[user.role]


def needs(right, otherwise=PermissionDenied):
    """The view for those who have the right; the others get 403, or what `otherwise` raises: a page that is about one
    object says Http404, as if it were not there. Whoever has not signed in never comes this far."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not _role_allows(request.user, right):
                raise otherwise
            if not may(request.user, right):
                raise NotAuthorisedYet(NO_AUTHORISATION)
            return view(request, *args, **kwargs)

        guarded.access = right
        return guarded

    return decorate


def open_to_all(view):
    """The view also for those who have not signed in: it shows nothing of anybody."""
    view = login_not_required(view)
    view.access = "open to all"
    return view


def own_account(view):
    """The view for whoever has signed in; it is about nobody but themselves."""
    view.access = "own account"
    return view


def families_seen_by(user, day=None):
    """The condition (Q) on families that the user may read in full on `day`, by default today; None: on no family."""
    if not may(user, Right.READ_FAMILIES):
        return None
    day = day or timezone.localdate()
    scope = {Role.ASSISTANT: _entrusted_to, Role.SOCIAL_WORKER: _referred_by}.get(user.role, _all)(user, day)
    named = _records("cases.NamedReader").filter(user=user)
    return scope & (Q(is_restricted=False) | Q(pk__in=named.values("family")))


def _all(user, day):
    return Q()


def _entrusted_to(user, day):
    """Families assigned to the assistant on the day, and those in which they stand in for a colleague."""
    assigned = _records("assistants.Assignment").active_on(day)
    substituted = _records("assistants.Substitution").active_on(day).filter(substitute__account=user)
    own = assigned.filter(Q(assistant__account=user) | Q(pk__in=substituted.values("assignment")))
    return Q(pk__in=own.values("family"))


def _referred_by(user, day):
    filed = _records("cases.Referral").filter(filed_by=user)
    return Q(social_worker=user) | Q(pk__in=filed.values("family"))


def _records(model):
    """All records of a model of the floors above, in no order."""
    return apps.get_model(model).objects.order_by()


def rights(request):
    """For templates: `rights`, the rights of the reader, as words (`{% if "read_log" in rights %}`)."""
    user = getattr(request, "user", None)
    return {"rights": {right for right in Right if user and may(user, right)}}
