"""The family's consent to work with an assistant, or why there is none, added to a request that was filed without."""

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.choices import CaseBasis, ReferralDecision
from cases.locking import lock_family
from cases.referrals.services import basis_of

WITHOUT_SUPPORT = (ReferralDecision.REFUSED, ReferralDecision.WITHDRAWN)


def rests_on_consent(referral):
    """Whether the support that was asked for rests on the family's consent, and may still need it."""
    basis = referral.case.basis if referral.case else basis_of(referral.source)
    return basis == CaseBasis.CONSENT and referral.decision not in WITHOUT_SUPPORT


def request_of(case):
    """The request that led to the case, the one without a consent where there are several; or None: a register may
    bring cases without."""
    return case.referrals.order_by("consent_on", "-referred_on", "-pk").first()


@transaction.atomic
def note_request(*, case, referral):
    """Saves the unsaved `referral` as the request that led to the case, of which nothing was known. Raises
    ValidationError where one has come meanwhile."""
    lock_family(case.family)
    if case.referrals.exists():
        raise ValidationError("To wsparcie ma już wniosek. Otwórz jego stronę i uzupełnij zgodę tam.")
    referral.family, referral.case, referral.decision = case.family, case, ReferralDecision.ASSIGNED
    referral.save()
    return referral
