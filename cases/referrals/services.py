"""Filing a referral: by a social worker after the interview, for a court, or under „Za życiem”.

What the referral says about the family (problems, the court order, the certificate) is saved as records of the
family at once, so that nobody has to enter it twice.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.choices import CaseBasis, CaseKind, CourtOrderKind, ReferralDecision, ReferralSource
from cases.drafts import drafts_of
from cases.locking import lock_family
from cases.models import Case, CourtOrder, DraftForm, Family, FamilyProblem, Referral, ZaZyciem
from familycare.lib.polish import date_in_digits

# The basis of the case by source of the referral; all others need the family's consent, unless a minor parent leaves a
# youth or detention centre (UWRiSPZ art. 11 ust. 1a).
BASES = {ReferralSource.COURT: CaseBasis.COURT_ORDER, ReferralSource.ZA_ZYCIEM: CaseBasis.APPLICATION}
# Referrals made after the community interview (rodzinny wywiad środowiskowy, UWRiSPZ art. 11 ust. 1).
AFTER_INTERVIEW = (ReferralSource.SOCIAL_WORKER, ReferralSource.INSTITUTION)


def kind_of(source):
    """Return the kind of case for a referral from this source."""
    return CaseKind.ZA_ZYCIEM if source == ReferralSource.ZA_ZYCIEM else CaseKind.DIFFICULTIES


def basis_of(source, *, minor_parent=False):
    """Return the basis of the case for a referral from this source.

    `minor_parent`: instead of the consent, it is that a minor parent leaves a youth or detention centre.
    """
    return BASES.get(source, CaseBasis.MINOR_PARENT if minor_parent else CaseBasis.CONSENT)


def referral_drafts(user):
    """Return the user's drafts about families that they may see and about new ones, newest first."""
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
    seen="",
    interview_on=None,
    consent_on=None,
    no_consent_because="",
    is_urgent=False,
    reasons="",
    problems=(),
    court_order=None,
    za_zyciem=None,
):
    """File the referral and return it; `referral` is an undecided or returned one that its author corrects.

    `form_key` (a UUID) is the key of the form: sent twice, it is filed once. `seen` is the key that the referral had
    when the form was opened; "" is not compared. `court_order` has the fields court, signature and issued_on,
    `za_zyciem` the fields entitlement, certificate_on and at_risk_pregnancy. Raise ValidationError, by field.
    """
    if sent := Referral.objects.filter(form_key=form_key).first():
        if (sent.family_id, sent.filed_by_id) != (family.pk, filed_by.pk):
            raise ValidationError("Ten formularz już wysłano. Otwórz nowy i przepisz do niego tekst.")
        return sent
    _check(family, source, referral)
    referral = _correctable(referral, seen) if referral else Referral(family=family, filed_by=filed_by)
    _, brought = brought_by(referral)
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
        _note_application(family, referred_on, za_zyciem, brought)
    return referral


def brought_by(referral):
    """Return (CourtOrder or None, ZaZyciem or None): the records that the referral created, which its author may read.

    Other orders and applications of the family stay hidden from the author.
    """
    application = None
    if referral.source == ReferralSource.ZA_ZYCIEM:
        application = referral.family.za_zyciem.filter(applied_on=referral.referred_on).order_by("pk").first()
    return referral.court_order, application


@transaction.atomic
def withdraw_referral(*, referral, by, reason):
    """Withdraw the referral, for its author or a manager. Raise ValidationError if it has been decided."""
    referral = undecided(referral)
    referral.decision, referral.decided_on, referral.decided_by = ReferralDecision.WITHDRAWN, timezone.localdate(), by
    referral.decision_reason = reason
    referral.returned_on, referral.returned_because = None, ""
    referral.save()
    return referral


def undecided(referral):
    """Return the referral, locked until the end of the transaction. Raise ValidationError if it has been decided."""
    lock_family(referral.family)  # first, in the same order as merges, against deadlocks
    referral = Referral.objects.select_for_update(of=("self",)).select_related("family").get(pk=referral.pk)
    if not referral.is_open:
        day = date_in_digits(referral.decided_on) if referral.decided_on else "–"
        raise ValidationError(f"Ten wniosek ma już rozstrzygnięcie: {referral.get_decision_display()} ({day}).")
    return referral


def _correctable(referral, seen):
    """Return the referral, locked, for its author. Raise ValidationError if it was corrected or decided meanwhile."""
    referral = undecided(referral)
    if not referral.is_correctable:
        raise ValidationError(
            "Ten wniosek jest już na liście oczekujących. Jeśli trzeba go poprawić, poproś kierownika zespołu o zwrot."
        )
    if seen and seen != referral.form_key:
        raise ValidationError(
            "Ten wniosek zmieniono, odkąd otwarto ten formularz. Zobacz na jego stronie, co w nim teraz jest."
        )
    return referral


def _check(family, source, referral):
    kind = kind_of(source)
    lock_family(family)  # of two simultaneous referrals, the second must see the first
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
    """Save the problems that are not open yet, as identified on the day."""
    known = set(FamilyProblem.objects.filter(family=family, resolved_on=None).values_list("problem", flat=True))
    for problem in problems:
        if problem.pk not in known:
            FamilyProblem.objects.create(family=family, problem=problem, identified_on=day)


def _noted_order(referral, *, issued_on, court, signature):
    """Return the court order of the referral, saved unless it is known.

    An order is known by its day and signature. An order without a signature counts as one of those known of that
    day; return None if it is unclear which.
    """
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


def _note_application(family, day, fields, brought):
    """Save the application of that day, or complete the first one without a case and without a benefit.

    `brought`: the application that the referral brought on another day, which is corrected, or None.
    """
    unused = ZaZyciem.objects.filter(family=family, case=None, benefit_granted_on=None)
    own = unused.filter(pk=brought.pk).first() if brought else None
    application = unused.filter(applied_on=day).order_by("pk").first() or own or ZaZyciem(family=family)
    application.applied_on = day
    for name, value in fields.items():
        setattr(application, name, value)
    application.save()
