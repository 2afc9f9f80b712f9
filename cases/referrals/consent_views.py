"""The consent that is missing in a referral, added later; the log keeps who added it and when."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.choices import CaseBasis
from cases.locking_views import family_to_write, lock_to_write, page_of, refuse_anonymised, tell_unchanged
from cases.models import Case, Family, Referral
from cases.referrals.consent import note_request, request_of, rests_on_consent
from cases.referrals.consent_forms import ConsentForm, EarlierRequestForm
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors

NOT_YOURS = "Zgodę uzupełnia osoba, która złożyła wniosek, albo kierownik zespołu."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REFER)
def referral_consent(request, number):
    """Edit the consent of a referral, or the reason why there is none; for its author and for managers."""
    seen = Referral.objects.filter(family__in=Family.objects.visible_to(request.user))
    found = get_object_or_404(seen.select_related("family", "case"), number=number)
    if found.filed_by_id != request.user.pk and not may(request.user, Right.DECIDE):
        raise PermissionDenied(NOT_YOURS)
    refuse_anonymised(found.family)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(found.family)
            found = get_object_or_404(seen.select_related("family", "case"), pk=found.pk)
        if not rests_on_consent(found):
            messages.info(request, "Ten wniosek nie wymaga zgody rodziny.")
            return redirect("referral", number)
        form = ConsentForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            if form.has_changed():
                found.save(update_fields=form.Meta.fields)
                messages.success(request, "Zapisano. Kto i kiedy to uzupełnił, zostaje w historii zmian.")
            else:
                tell_unchanged(request)
            return redirect("referral", number)
    back = reverse("referral", args=[number])
    return _page(request, form, found.family, back, referral=found)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REFER)
def case_consent(request, number, key):
    """Redirect to the consent of the referral that led to the case; if there is none, managers add the referral.

    Users who may not do this are told who may.
    """
    family = family_to_write(request.user, number)
    cases = Case.objects.filter(family=family, basis=CaseBasis.CONSENT)
    case, decides = get_object_or_404(cases.select_related("family"), pk=key), may(request.user, Right.DECIDE)
    if referral := request_of(case):
        if decides or referral.filed_by_id == request.user.pk:
            return redirect("referral_consent", referral.number)
        messages.info(request, NOT_YOURS)
        return redirect("referral", referral.number)
    if not decides:
        messages.info(request, "Nic nie wiadomo o wniosku, od którego zaczęło się to wsparcie. Wpisze go kierownik.")
        return redirect(page_of(family, "wsparcie"))
    form = EarlierRequestForm(request.POST if request.method == "POST" else None, case=case)
    if form.is_valid():
        try:
            referral = note_request(case=case, referral=form.save(commit=False))
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano. Kto i kiedy to uzupełnił, zostaje w historii zmian.")
            return redirect("referral", referral.number)
    return _page(request, form, family, page_of(family, "wsparcie"), case=case)


def _page(request, form, family, back, **about):
    record_reading(request, ReadingKind.FAMILY, family=family, what="zgoda rodziny")
    return render(request, "cases/referrals/consent_form.html", {"form": form, "family": family, "back": back, **about})
