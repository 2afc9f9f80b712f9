"""Whether a family has support, had it, or waits for it: as of a day."""

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, TextChoices, Value, When

from cases.choices import ReferralDecision
from cases.models import Case, Referral
from cases.spans import holds_on


class FamilyState(TextChoices):
    """The values are words of an address, therefore in Polish."""

    SUPPORTED = "otwarte", "objęta wsparciem"
    WAITING = "oczekujace", "czeka na asystenta"
    CLOSED = "zakonczone", "wsparcie zakończone"
    NONE = "bez_wsparcia", "bez wsparcia"

    @property
    def tone(self):
        """The tone of its chip."""
        return {self.SUPPORTED: "good", self.WAITING: "notice"}.get(self, "neutral")


def with_state(families, day):
    """The families, each with `state`, a value of FamilyState, as of `day`."""
    choices = [When(condition, then=Value(state.value)) for state, condition in _conditions(day).items()]
    return families.annotate(state=Choose(*choices, default=Value(FamilyState.NONE.value)))


def in_state(families, state, day):
    """Those of the families that `with_state` would say to be in `state`, which the database finds faster this way."""
    for other, condition in _conditions(day).items():
        if other == state:
            return families.filter(condition)
        families = families.filter(~condition)
    return families


def _conditions(day):
    """{state: what puts a family in it}; the first that is true decides, and without any a family has no support.

    A family waits while a request for an assistant is undecided or on the waiting list, and no case was opened since.
    """
    cases = Case.objects.order_by().filter(family=OuterRef("pk"))
    return {
        FamilyState.SUPPORTED: Exists(cases.active_on(day)),
        FamilyState.WAITING: Exists(waiting_referrals(day).filter(family=OuterRef("pk"))),
        FamilyState.CLOSED: Exists(cases.filter(closed_on__lt=day)),
    }


def state_of(cases, waits, day):
    """What `with_state` says of a family, where its cases, and whether it waits, are known already."""
    if any(holds_on(case, day) for case in cases):
        return FamilyState.SUPPORTED
    if waits:
        return FamilyState.WAITING
    if any(case.closed_on and case.closed_on < day for case in cases):
        return FamilyState.CLOSED
    return FamilyState.NONE


def waiting_referrals(day):
    """Requests for an assistant that are undecided on `day` or on the waiting list, with no case opened since."""
    opened_since = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__gte=OuterRef("referred_on"))
    return Referral.objects.order_by().filter(
        ~Exists(opened_since), decision__in=["", ReferralDecision.WAITING], referred_on__lte=day
    )


def present_cases(day):
    """The cases open on `day`, and of a family without one its last case."""
    others = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__lte=day)
    rather = others.filter(Q(opened_on__gt=OuterRef("opened_on")) | Q(closed_on__isnull=True) | Q(closed_on__gte=day))
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    return Case.objects.order_by().filter(is_open | ~Exists(rather), opened_on__lte=day)
