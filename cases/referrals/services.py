"""Filing a request for an assistant: by a social worker after the interview, for a court, or under „Za życiem”.

What the request tells of the family (its problems, the court's order, the certificate) becomes a record of the family
at once, so that figures and the file know it without anybody writing it twice.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.choices import CaseBasis, CaseKind, CourtOrderKind, ReferralDecision, ReferralSource
from cases.drafts import drafts_of
from cases.locking import lock_family
from cases.models import Case, CourtOrder, DraftForm, Family, FamilyProblem, Referral, ZaZyciem
from familycare.lib.polish import date_in_digits

# The basis on which a case is opened that was asked for in this way; all others need the family's consent.
BASES = {ReferralSource.COURT: CaseBasis.COURT_ORDER, ReferralSource.ZA_ZYCIEM: CaseBasis.APPLICATION}
# Requests that are made after the community interview (rodzinny wywiad środowiskowy, UWRiSPZ art. 11 ust. 1).
AFTER_INTERVIEW = (ReferralSource.SOCIAL_WORKER, ReferralSource.INSTITUTION)


def kind_of(source):
    """The kind of case that a request from this source is for."""
    return CaseKind.ZA_ZYCIEM if source == ReferralSource.ZA_ZYCIEM else CaseKind.DIFFICULTIES


def basis_of(source):
    """The basis of the case that a request from this source leads to."""
    return BASES.get(source, CaseBasis.CONSENT)


def referral_drafts(user):
    """The user's drafts about families that they may see, and about new ones; the newest first."""
    return drafts_of(user, DraftForm.REFERRAL, Family.objects.visible_to(user))


@transaction.atomic
def file_referral(
    *,
    family,
    filed_by,
    source,
    referred_on,
    form_key,
    referral=None,
    interview_on=None,
    consent_on=None,
    no_consent_because="",
    is_urgent=False,
    reasons="",
    problems=(),
    court_order=None,
    za_zyciem=None,
):
    """Files the request and returns the Referral; one that was returned (`referral`) is filed anew, completed.

    `form_key` (a UUID) is the form's own: sent twice, it is filed once. `court_order` holds the fields of the order
    (court, signature, issued_on), `za_zyciem` those of the application (entitlement, certificate_on,
    at_risk_pregnancy). Raises ValidationError, by field, when the request cannot be.
    """
    if sent := Referral.objects.filter(form_key=form_key).first():
        if (sent.family_id, sent.filed_by_id) != (family.pk, filed_by.pk):
            raise ValidationError("Ten formularz już wysłano. Otwórz nowy i przepisz do niego tekst.")
        return sent
    _check(family, source, referral)
    referral = _returned(referral) if referral else Referral(family=family, filed_by=filed_by)
    referral.form_key = form_key
    referral.source, referral.referred_on, referral.interview_on = source, referred_on, interview_on
    referral.consent_on, referral.no_consent_because = consent_on, no_consent_because
    referral.is_urgent, referral.reasons = is_urgent, reasons
    referral.returned_on, referral.returned_because = None, ""
    referral.court_order = _noted_order(referral, **court_order) if source == ReferralSource.COURT else None
    referral.full_clean(exclude=["number", "case"])  # a new one gets its number when it is saved
    referral.save()
    _note_problems(family, problems, interview_on or referred_on)
    if source == ReferralSource.ZA_ZYCIEM:
        _note_application(family, referred_on, za_zyciem)
    return referral


def brought_by(referral):
    """(CourtOrder or None, ZaZyciem or None): what the request put into the file, and whoever filed it therefore knows;
    of other orders and applications of the family they read nothing."""
    application = None
    if referral.source == ReferralSource.ZA_ZYCIEM:
        application = referral.family.za_zyciem.filter(applied_on=referral.referred_on).order_by("pk").first()
    return referral.court_order, application


@transaction.atomic
def withdraw_referral(*, referral, by, reason):
    """Takes the request back, for whoever filed it or the manager."""
    referral = undecided(referral)
    referral.decision, referral.decided_on, referral.decided_by = ReferralDecision.WITHDRAWN, timezone.localdate(), by
    referral.decision_reason = reason
    referral.returned_on, referral.returned_because = None, ""
    referral.save()
    return referral


def undecided(referral):
    """The referral, locked until the end of the transaction. Raises ValidationError when it has been decided."""
    lock_family(referral.family)  # first, as whoever merges families does
    referral = Referral.objects.select_for_update(of=("self",)).select_related("family").get(pk=referral.pk)
    if not referral.is_open:
        day = date_in_digits(referral.decided_on) if referral.decided_on else "–"
        raise ValidationError(f"Ten wniosek ma już rozstrzygnięcie: {referral.get_decision_display()} ({day}).")
    return referral


def _returned(referral):
    """The referral, locked, to be completed. Raises ValidationError when meanwhile somebody completed or decided it."""
    referral = undecided(referral)
    if not referral.returned_on:
        raise ValidationError("Ten wniosek już uzupełniono. Zobacz na jego stronie, co w nim jest.")
    return referral


def _check(family, source, referral):
    kind = kind_of(source)
    lock_family(family)  # of two who file at once, the second one sees the first
    if Case.objects.filter(family=family, kind=kind, closed_on__isnull=True).exists():
        raise ValidationError({"source": "Rodzina ma już asystenta w tej sprawie: wsparcie tego rodzaju jest otwarte."})
    same = [
        each
        for each in family.referrals.open()
        if kind_of(each.source) == kind and each.pk != getattr(referral, "pk", None)
    ]
    if same:
        raise ValidationError(
            {"source": f"Wniosek {same[0].number} o asystenta dla tej rodziny czeka już na rozstrzygnięcie."}
        )


def _note_problems(family, problems, day):
    """Records the problems that are not known yet, as identified on the day."""
    known = set(FamilyProblem.objects.filter(family=family, resolved_on=None).values_list("problem", flat=True))
    for problem in problems:
        if problem.pk not in known:
            FamilyProblem.objects.create(family=family, problem=problem, identified_on=day)


def _noted_order(referral, *, issued_on, court, signature):
    """The order that the request tells of, recorded unless it is known: one of that day and signature. One without a
    signature is no other order than those known of that day; which of them it is, nobody can tell then: None."""
    order = {"family": referral.family, "kind": CourtOrderKind.ASSISTANT_OBLIGATION, "issued_on": issued_on}
    known = list(CourtOrder.objects.filter(**order).order_by("pk"))
    own = next((each for each in known if each.pk == referral.court_order_id), None)
    if own and (not signature or own.signature in ("", signature)):
        own.court, own.signature = own.court or court, own.signature or signature
        own.save()
        return own
    for each in known:
        if each.signature == signature and (signature or each.court == court):
            return each
    return CourtOrder.objects.create(court=court, signature=signature, **order) if signature or not known else None


def _note_application(family, day, fields):
    """Records the application of that day, or completes the first one that nothing has come of yet."""
    same = ZaZyciem.objects.filter(family=family, case=None, benefit_granted_on=None, applied_on=day)
    application = same.order_by("pk").first() or ZaZyciem(family=family, applied_on=day)
    for name, value in fields.items():
        setattr(application, name, value)
    application.save()
