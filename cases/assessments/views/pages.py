"""Reading assessments: one, all of a family with the line of changes; handing one over; going on with the support."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.access import may_write_in, parts_read_by, reads_assessments
from cases.assessments import services
from cases.assessments.change_line import change_lines, compared
from cases.assessments.evidence import Evidence
from cases.assessments.tasks import cases_to_end, cases_to_replan, days_late, with_term
from cases.locking_views import family_to_write, refuse_anonymised
from cases.models import Assessment, Case, Draft, DraftForm, Family
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors


def _family_or_404(user, number):
    if not reads_assessments(parts_read_by(user)):
        raise Http404
    return Family.objects.get_or_404(user, number)


def _of_family(family):
    return with_term(Assessment.objects.filter(case__family=family)).select_related("case__family", "acknowledged_by")


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def assessment(request, number, key):
    """Show an assessment with the one before it beside, what its period held, and what may be done with it now."""
    family = _family_or_404(request.user, number)
    if family.number != number:
        return redirect("assessment", family.number, key)
    shown = get_object_or_404(_of_family(family), pk=key)
    today = timezone.localdate()
    found = Evidence(shown.case, shown.period_start or shown.case.opened_on, shown.period_end or shown.held_on)
    record_reading(request, ReadingKind.FAMILY, family=family, what="okresowa ocena")
    context = {
        "family": family,
        "assessment": shown,
        "before": found.before(shown),
        "rows": _beside(found, shown),
        "groups": found.groups,
        "late": days_late(shown, today),
        "may_write": may_write_in(request.user, family),
        "may_acknowledge": may(request.user, Right.ACKNOWLEDGE_ASSESSMENTS),
        "asks_to_end": cases_to_end(today).filter(pk=shown.case_id, assessment=shown.pk).exists(),
        "asks_for_plan": cases_to_replan(today).filter(pk=shown.case_id, assessment=shown.pk).exists(),
    }
    return render(request, "cases/assessments/assessment.html", context)


def _beside(found, shown):
    """Return [(AreaScore, the AreaScore of the assessment before or None, how it changed or "")] in order."""
    before = found.before(shown)
    last = found.scores[before.pk] if before else {}
    places = {step.code: place for place, step in enumerate(found.steps)}
    rows = []
    for area in found.areas:
        if score := found.scores[shown.pk].get(area.code):
            earlier = last.get(area.code)
            change = compared(places[earlier.step_id], places[score.step_id]) if earlier else ""
            rows.append((score, earlier, change))
    return rows


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def assessments(request, number):
    """List the assessments of the family's cases, and draw how each area changed."""
    family = _family_or_404(request.user, number)
    if family.number != number:
        return redirect("assessments", family.number)
    record_reading(request, ReadingKind.FAMILY, family=family, what="okresowe oceny")
    today, parts = timezone.localdate(), []
    listed = list(_of_family(family).order_by("-held_on", "-pk"))
    for case in sorted(Case.objects.filter(family=family), key=lambda each: each.opened_on, reverse=True):
        case.family = family
        found = Evidence(case, case.opened_on, today)
        of_case = [each for each in listed if each.case_id == case.pk]
        lines = change_lines(found.areas, found.steps, found.assessments, found.scores)
        parts.append((case, [(each, days_late(each, today)) for each in of_case], lines))
    drafts = Draft.objects.filter(user=request.user, form=DraftForm.ASSESSMENT, family=family)
    context = {
        "family": family,
        "parts": parts,
        "may_write": may_write_in(request.user, family),
        "drafts": list(drafts.order_by("-saved_at")),
    }
    return render(request, "cases/assessments/assessments.html", context)


@require_POST
@needs(Right.WRITE_CASEWORK)
def hand_over_assessment(request, number, key):
    """Hand an assessment to the head of the unit."""
    family = family_to_write(request.user, number)
    handed = get_object_or_404(Assessment.objects.filter(case__family=family).select_related("case__family"), pk=key)
    services.hand_over(assessment=handed)
    messages.success(request, "Ocena przekazana kierownikowi.")
    return redirect("assessment", family.number, key)


class GoOnForm(forms.Form):
    because = forms.CharField(
        label="Dlaczego wsparcie trwa dalej",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Napisz jedno zdanie: dlaczego wsparcie trwa dalej."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def go_on(request, number, key):
    """Decide that the support goes on although the assessment recommends to end it."""
    family = family_to_write(request.user, number)
    refuse_anonymised(family)
    decided = get_object_or_404(Assessment.objects.filter(case__family=family).select_related("case__family"), pk=key)
    form = GoOnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.keep_open(assessment=decided, because=form.cleaned_data["because"])
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano: wsparcie trwa dalej.")
            return redirect("assessment", family.number, key)
    record_reading(request, ReadingKind.FAMILY, family=family, what="decyzja po okresowej ocenie")
    return render(request, "cases/assessments/go_on.html", {"family": family, "assessment": decided, "form": form})
