"""The inspection view of plans: what they lack, each with its count and its list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.access import Part, parts_read_by
from cases.families.distinct_names import read_carer_names
from cases.models_above import Assistant
from cases.plan_gaps.gaps import cases_with, counts_of, gaps_read_by, open_cases
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre

ON_A_PAGE = 50


@require_safe
@needs(Right.READ_FAMILIES)
def plan_gaps(request):
    """Count what the plans of the reader's families lack; `brak` in the address lists the families that lack it."""
    if Part.PLANS not in parts_read_by(request.user):
        raise Http404
    record_reading(request, ReadingKind.FAMILIES, what="braki w planach pracy")
    gaps = gaps_read_by(request.user)
    cases = open_cases(request.user, timezone.localdate(), Centre.current())
    chosen = next((gap for gap in gaps if gap.code == request.GET.get("brak")), None)
    page, lines = None, []
    if chosen:
        page = Paginator(cases_with(cases, chosen), ON_A_PAGE).get_page(request.GET.get("strona"))
        read_carer_names([case.family for case in page])
        names = Assistant.objects.in_bulk({case.assistant for case in page} - {None})
        lines = [(case, names.get(case.assistant)) for case in page]
    context = {"counts": counts_of(cases, gaps), "chosen": chosen, "page": page, "lines": lines}
    return render(request, "cases/plan_gaps/plan_gaps.html", context)
