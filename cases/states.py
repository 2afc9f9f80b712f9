"""The state of a family as of a day: supported, waiting for an assistant, closed, or never supported."""

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, TextChoices, Value, When

from cases.choices import ReferralDecision
from cases.models import Case, Referral
from cases.spans import holds_on


class FamilyState(TextChoices):
    """The states. Their values are used in addresses and are therefore Polish."""

    SUPPORTED = "otwarte", "objęta wsparciem"
    WAITING = "oczekujace", "czeka na asystenta"
    CLOSED = "zakonczone", "wsparcie zakończone"
    NONE = "bez_wsparcia", "bez wsparcia"

    @property
    def tone(self):
        """The tone of the chip."""
        return {self.SUPPORTED: "good", self.WAITING: "notice"}.get(self, "neutral")


def with_state(families, day):
    """Annotate the families with `state`, a value of FamilyState, as of `day`."""
    choices = [When(condition, then=Value(state.value)) for state, condition in _conditions(day).items()]
    return families.annotate(state=Choose(*choices, default=Value(FamilyState.NONE.value)))


def in_state(families, state, day):
    """Return the families in the state as of `day`: the same as filtering by `with_state`, but faster."""
    for other, condition in _conditions(day).items():
        if other == state:
            return families.filter(condition)
        families = families.filter(~condition)
    return families


def _conditions(day):
    """Return {state: condition}. The first true condition decides; a family without any has the state NONE.

    A family waits while a referral is undecided or on the waiting list and no case was opened since.
    """
    cases = Case.objects.order_by().filter(family=OuterRef("pk"))
    return {
        FamilyState.SUPPORTED: Exists(cases.active_on(day)),
        FamilyState.WAITING: Exists(waiting_referrals(day).filter(family=OuterRef("pk"))),
        FamilyState.CLOSED: Exists(cases.filter(closed_on__lt=day)),
    }


def state_of(cases, waits, day):
    """Return the FamilyState as of `day`, from `cases` in memory; `waits`: whether a referral is waiting."""
    if any(holds_on(case, day) for case in cases):
        return FamilyState.SUPPORTED
    if waits:
        return FamilyState.WAITING
    if any(case.closed_on and case.closed_on < day for case in cases):
        return FamilyState.CLOSED
    return FamilyState.NONE


def waiting_referrals(day):
    """Return the referrals up to `day` that are undecided or on the waiting list, with no case opened since."""
    opened_since = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__gte=OuterRef("referred_on"))
    return Referral.objects.order_by().filter(
        ~Exists(opened_since), decision__in=["", ReferralDecision.WAITING], referred_on__lte=day
    )


def present_cases(day):
    """Return the cases open on `day`, and for each family without an open case its last case."""
    others = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__lte=day)
    rather = others.filter(Q(opened_on__gt=OuterRef("opened_on")) | Q(closed_on__isnull=True) | Q(closed_on__gte=day))
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    return Case.objects.order_by().filter(is_open | ~Exists(rather), opened_on__lte=day)
