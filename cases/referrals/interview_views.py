"""The day of the community interview (UWRiSPZ art. 11), entered after the referral was filed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.locking_views import lock_to_write, refuse_anonymised, tell_unchanged
from cases.models import Family, Referral
from cases.records.base import with_days
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.optimistic_lock import VersionedForm

NOT_YOURS = "Datę wywiadu wpisuje osoba, która złożyła wniosek, albo kierownik zespołu."


class InterviewForm(VersionedForm):
    """The day of the interview."""

    class Meta:
        model = Referral
        fields = ("interview_on",)
        formfield_callback = with_days
        labels = {"interview_on": "Data wywiadu środowiskowego"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["interview_on"]
        field.required, field.days_ahead = True, 0
        field.error_messages["required"] = "Podaj datę wywiadu."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.REFER)
def referral_interview(request, number):
    """Enter or correct the day of the interview; for the author of the referral and for managers."""
    seen = Referral.objects.filter(family__in=Family.objects.visible_to(request.user)).select_related("family")
    found = get_object_or_404(seen, number=number)
    if found.filed_by_id != request.user.pk and not may(request.user, Right.DECIDE):
        raise PermissionDenied(NOT_YOURS)
    refuse_anonymised(found.family)
    with transaction.atomic():
        if request.method == "POST":
            lock_to_write(found.family)
            found = get_object_or_404(seen, pk=found.pk)
        form = InterviewForm(request.POST if request.method == "POST" else None, instance=found)
        if form.is_valid():
            if form.has_changed():
                found.save(update_fields=form.Meta.fields)
                messages.success(request, "Zapisano datę wywiadu.")
            else:
                tell_unchanged(request)
            return redirect("referral", number)
    record_reading(request, ReadingKind.FAMILY, family=found.family, what="wywiad środowiskowy")
    return render(request, "cases/referrals/interview_form.html", {"form": form, "referral": found})
