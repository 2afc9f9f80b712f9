"""Services that decide a referral."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.assignments.services import assign
from cases.choices import CaseBasis, ReferralDecision, ReferralSource
from cases.models import Case, Referral, ZaZyciem
from cases.referrals.services import basis_of, kind_of, undecided
from cases.rules import opening_problem
from familycare.lib.polish import date_in_words


@transaction.atomic
def assign_referral(*, referral, assistant, starts_on, decided_by, minor_parent=False, confirmed=False):
    """Open a case with the assistant from `starts_on` (included). Return the Assignment.

    Without the family's consent a case needs a court order, or `minor_parent`: a minor parent leaves a youth or
    detention centre (UWRiSPZ art. 11 ust. 1a). It may begin on the last day of a case of the same kind, not earlier.
    `confirmed`: the user knows that others on the waiting list are passed over.

    Raise ValidationError by field, at `confirmed` if others would be passed over unconfirmed, and NoFreePlace if the
    assistant has the maximum number of families (UWRiSPZ art. 15 ust. 4).
    """
    referral = undecided(referral)
    basis = basis_of(referral.source, minor_parent=minor_parent)
    if minor_parent and basis != CaseBasis.MINOR_PARENT:
        raise ValidationError({"minor_parent": "Ten wniosek ma już inną podstawę i nie wymaga zgody. Odznacz to pole."})
    if basis == CaseBasis.CONSENT and not referral.consent_on:
        raise ValidationError(
            "Bez zgody rodziny asystenta można przydzielić tylko na podstawie postanowienia sądu albo małoletniemu "
            "rodzicowi, który opuszcza ośrodek lub zakład dla nieletnich. "
            "Uzupełnij zgodę na tej stronie albo zwróć wniosek osobie, która go złożyła."
        )
    if problem := opening_problem(starts_on, referral.referred_on):
        raise ValidationError({"starts_on": problem})
    if not confirmed and Referral.objects.ahead_of(referral).exists():
        raise ValidationError(
            {"confirmed": "Na liście oczekujących są wnioski, które mają pierwszeństwo. Potwierdź, że je pomijasz."}
        )
    before = referral.family.cases.filter(kind=kind_of(referral.source), closed_on__gt=starts_on).order_by("-closed_on")
    if last := before.first():
        raise ValidationError(
            {
                "starts_on": (
                    f"Wsparcie {last.number} tego samego rodzaju trwało do {date_in_words(last.closed_on)}. "
                    "Podaj ten dzień albo późniejszy."
                )
            }
        )
    case = Case(family=referral.family, kind=kind_of(referral.source), basis=basis, opened_on=starts_on)
    case.full_clean(exclude=["number"])
    case.save()
    assignment = assign(case=case, assistant=assistant, starts_on=starts_on)
    if referral.source == ReferralSource.ZA_ZYCIEM:
        # Only the application made with this referral belongs to the case.
        for application in ZaZyciem.objects.filter(
            family=referral.family, case=None, applied_on=referral.referred_on, benefit_granted_on=None
        ):
            application.case = case
            application.save()
    _decide(referral, ReferralDecision.ASSIGNED, decided_by, case=case)
    return assignment


@transaction.atomic
def put_on_waiting_list(*, referral, decided_by):
    """Put the referral on the waiting list, whose order is `ReferralQuerySet.in_turn`. Return the Referral.

    Raise ValidationError if it is on the list or has been decided already.
    """
    referral = undecided(referral)
    if referral.decision == ReferralDecision.WAITING:
        raise ValidationError("Wniosek jest już na liście oczekujących.")
    return _decide(referral, ReferralDecision.WAITING, decided_by)


@transaction.atomic
def refuse_referral(*, referral, reason, decided_by):
    """Refuse to assign an assistant. The letter quotes `reason`. Return the Referral.

    Raise ValidationError if it has been decided already.
    """
    return _decide(undecided(referral), ReferralDecision.REFUSED, decided_by, reason=reason)


@transaction.atomic
def return_referral(*, referral, because):
    """Return the referral to its author to be completed; it keeps its place in the queue. Return the Referral.

    Raise ValidationError if it has been decided already.
    """
    referral = undecided(referral)
    referral.returned_on, referral.returned_because = timezone.localdate(), because
    referral.save()
    return referral


def _decide(referral, decision, decided_by, *, reason="", case=None):
    referral.decision, referral.decided_by = decision, decided_by
    referral.decided_on = timezone.localdate()
    referral.decision_reason, referral.case = reason, case
    referral.returned_on, referral.returned_because = None, ""
    referral.save()
    return referral
