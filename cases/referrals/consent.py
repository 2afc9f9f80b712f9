"""The family's consent to work with an assistant, or the reason why there is none, added after the referral."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.choices import CaseBasis, ReferralDecision
from cases.locking import lock_family
from cases.referrals.services import basis_of

WITHOUT_SUPPORT = (ReferralDecision.REFUSED, ReferralDecision.WITHDRAWN)


def rests_on_consent(referral):
    """Return whether the requested support is based on the family's consent and may still need it."""
    basis = referral.case.basis if referral.case else basis_of(referral.source)
    return basis == CaseBasis.CONSENT and referral.decision not in WITHOUT_SUPPORT


def request_of(case):
    """Return the referral that led to the case, or None, as imported cases may have none.

    If there are several, one without consent is preferred.
    """
    return case.referrals.order_by("consent_on", "-referred_on", "-pk").first()


@transaction.atomic
def note_request(*, case, referral):
    """Save the new `referral` as the one that led to the case. Raise ValidationError if the case has one meanwhile."""
    lock_family(case.family)
    if case.referrals.exists():
        raise ValidationError("To wsparcie ma już wniosek. Otwórz jego stronę i uzupełnij zgodę tam.")
    referral.family, referral.case, referral.decision = case.family, case, ReferralDecision.ASSIGNED
    referral.save()
    return referral
