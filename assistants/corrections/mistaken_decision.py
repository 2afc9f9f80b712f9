"""A decision that was entered at the wrong referral, or by mistake."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assistants.corrections.mistaken_case import contents, delete_case, undecide
from assistants.corrections.traces import check_reason, leave_trace
from cases.choices import CaseBasis, ReferralDecision
from cases.locking import lock_family
from cases.models import Case, Referral
from cases.records.rules import lacks_obligation
from cases.referrals.services import basis_of, kind_of
from cases.rules import opening_problem

OF_THE_DECISION = ("decision", "decided_on", "decided_by", "decision_reason", "case")


def others_to_decide(referral):
    """Return the referrals of the family that wait and ask for a case of the same kind: the decision may be theirs."""
    kind = kind_of(referral.source)
    return [each for each in Referral.objects.besides(referral) if kind_of(each.source) == kind]


@transaction.atomic
def take_back_decision(*, referral, reason, by, confirmed=False):
    """Let a referral that was decided by mistake wait again. Return the Referral.

    A case that was opened with it is deleted, if nothing was recorded in it.

    Raise ValidationError: at "reason" and "confirmed" as `check_reason`; otherwise if the referral waits already, its
    case has contents, or the family has support or another referral waits.
    """
    referral = _decided(referral)
    decision = referral.state_in_words
    if case := referral.case:
        if contents(case) or case.referrals.count() > 1:
            raise ValidationError(
                f"W objęciu wsparciem {case.number} coś już zapisano, więc rozstrzygnięcia nie można cofnąć. "
                "Popraw najpierw wsparcie albo wskaż wniosek, którego dotyczyło."
            )
        reason = check_reason(reason, _affected_days(referral), confirmed=confirmed)
        delete_case(case=case, reason=reason, by=by, confirmed=True)
        referral.refresh_from_db()
    else:
        if Case.objects.filter(family=referral.family_id, kind=kind_of(referral.source), closed_on=None).exists():
            raise ValidationError("Rodzina ma już asystenta w tej sprawie, więc wniosek nie może znów czekać.")
        reason = check_reason(reason, _affected_days(referral), confirmed=confirmed)
        referral = undecide(referral)
    sentence = f"Wniosek {referral.number} znów czeka. Cofnięto rozstrzygnięcie: {decision}."
    leave_trace(family=referral.family, sentence=sentence, reason=reason, by=by)
    return referral


@transaction.atomic
def move_decision(*, referral, to, reason, by, confirmed=False):
    """Give the decision on the referral to `to`, another one of the family. The first waits again. Return `to`.

    A case that was opened with it belongs to `to` from now on, with its basis.

    Raise ValidationError: at "reason" and "confirmed" as `check_reason`; at "to" if it was decided meanwhile, or the
    case could not have been opened with it.
    """
    referral = _decided(referral)
    to = next((each for each in others_to_decide(referral) if each == to), None)
    if to is None:
        raise ValidationError({"to": "Na ten wniosek ktoś już odpowiedział. Wybierz inny."})
    if message := _moving_problem(referral, to):
        raise ValidationError({"to": message})
    reason = check_reason(reason, _affected_days(referral), confirmed=confirmed)
    decision, kept = referral.state_in_words, {name: getattr(referral, name) for name in OF_THE_DECISION}
    # Of two referrals of a kind only one waits at a time, so the other one is decided first.
    for name, value in kept.items():
        setattr(to, name, value)
    to.returned_on, to.returned_because = None, ""
    to.save()
    undecide(referral)
    if case := to.case:
        case.basis = basis_of(to.source, minor_parent=case.basis == CaseBasis.MINOR_PARENT)
        case.save(update_fields=["basis"])
    sentence = f"Rozstrzygnięcie „{decision}” dotyczyło wniosku {to.number}, a nie {referral.number}, który znów czeka."
    leave_trace(family=to.family, sentence=sentence, reason=reason, by=by)
    return to


def _decided(referral):
    """Return the referral, its family locked. Raise ValidationError if it waits."""
    lock_family(referral.family)
    referral = Referral.objects.select_related("family", "case").get(pk=referral.pk)
    if referral.is_open:
        raise ValidationError("Ten wniosek czeka na rozstrzygnięcie, więc nie ma czego cofać.")
    return referral


def _affected_days(referral):
    """Return the first and the last day whose figures the decision changes: its own, and those of its case."""
    day, case = referral.decided_on or referral.referred_on, referral.case
    return (min(day, case.opened_on), case.closed_on or timezone.localdate()) if case else (day, day)


def _moving_problem(referral, to):
    """Return why the decision on the referral cannot be that on `to`, or ""."""
    case = referral.case
    if referral.decided_on and referral.decided_on < to.referred_on:
        return "Ten wniosek złożono później, niż zapadło rozstrzygnięcie."
    if referral.decision == ReferralDecision.WAITING or case is None:
        return ""
    if problem := opening_problem(case.opened_on, to.referred_on):
        return problem
    basis = basis_of(to.source, minor_parent=case.basis == CaseBasis.MINOR_PARENT)
    if basis == CaseBasis.CONSENT and not to.consent_on:
        return "Ten wniosek nie ma zgody rodziny. Uzupełnij ją najpierw na jego stronie."
    if lacks_obligation(
        Case(family_id=case.family_id, basis=basis, opened_on=case.opened_on, closed_on=case.closed_on)
    ):
        return "W czasie tego wsparcia nie obowiązywało postanowienie sądu, którego dotyczy ten wniosek."
    return ""
