"""Whether a family has support, had it, or waits for it: as of a day."""

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Referral
from cases.vocabulary import ReferralDecision


class FamilyState(TextChoices):
    """The values are words of an address, therefore in Polish."""

    SUPPORTED = "otwarte", _("objęta wsparciem")
    WAITING = "oczekujace", _("czeka na asystenta")
    CLOSED = "zakonczone", _("wsparcie zakończone")
    NONE = "bez_wsparcia", _("bez wsparcia")

    @property
    def tone(self):
        """The tone of its chip."""
        return {self.SUPPORTED: "good", self.WAITING: "notice"}.get(self, "neutral")


def with_state(families, day):
    """The families, each with `state`, a value of FamilyState, as of `day`.

    A family waits while a request for an assistant is undecided or on the waiting list, and no case was opened since.
    """
    cases = Case.objects.order_by().filter(family=OuterRef("pk"))
    opened_since = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__gte=OuterRef("referred_on"))
    waiting = Referral.objects.order_by().filter(
        ~Exists(opened_since),
        family=OuterRef("pk"),
        decision__in=["", ReferralDecision.WAITING],
        referred_on__lte=day,
    )
    return families.annotate(
        state=Choose(
            When(Exists(cases.active_on(day)), then=Value(FamilyState.SUPPORTED.value)),
            When(Exists(waiting), then=Value(FamilyState.WAITING.value)),
            When(Exists(cases.filter(closed_on__lt=day)), then=Value(FamilyState.CLOSED.value)),
            default=Value(FamilyState.NONE.value),
        )
    )


def present_cases(day):
    """The cases open on `day`, and of a family without one its last case."""
    others = Case.objects.order_by().filter(family=OuterRef("family"), opened_on__lte=day)
    rather = others.filter(Q(opened_on__gt=OuterRef("opened_on")) | Q(closed_on__isnull=True) | Q(closed_on__gte=day))
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    return Case.objects.order_by().filter(is_open | ~Exists(rather), opened_on__lte=day)
