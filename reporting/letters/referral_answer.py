"""The letter that answers a referral (a request for an assistant), as PDF."""

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.referrals.letter import letter_of
from cases.models import Family, Referral
from cases.models.referral import WITH_LETTER
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from reporting.pdf_answers import pdf_answer
from reporting.renderers.html import style_sheets


@require_safe
@needs(Right.READ_REFERRALS)
def referral_letter(request, number):
    """Return the letter about a referral that was granted, put on the waiting list or refused.

    UWRiSPZ art. 11: the head of the unit assigns an assistant.
    """
    answered = Referral.objects.filter(
        family__in=Family.objects.visible_to(request.user), decision__in=WITH_LETTER
    ).select_related("family", "filed_by", "case", "court_order")
    referral = get_object_or_404(answered, number=number)
    assignment = referral.case and referral.case.assignments.select_related("assistant").order_by("starts_on").first()
    record_reading(request, ReadingKind.FAMILY_FILE, family=referral.family, what=f"pismo {number}")
    today, centre = timezone.localdate(), Centre.current()
    source = render_to_string(
        "reporting/letters/referral_answer.html",
        {
            "centre": centre,
            "referral": referral,
            "assignment": assignment,
            "today": today,
            "day": referral.decided_on or today,  # imported decisions may have no day
            "place": Referral.objects.places_on_the_list().get(referral.pk),
            "letter": letter_of(referral, centre),
            "css": style_sheets("letter.css"),
        },
    )
    return pdf_answer(request, source, name=f"pismo-{referral.number}", inline=True)
