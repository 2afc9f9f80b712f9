"""Move a diary entry that was written into the wrong family: its author, or the manager."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assistants.diary.month import correctable_by
from assistants.diary.moving import cases_to_move_to, move_visit
from assistants.diary.moving_form import MoveVisitForm
from assistants.models import Assistant, Visit
from cases.families.distinct_names import distinct_name, read_carer_names
from cases.locking_views import page_of
from cases.models import Family
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs(Right.WRITE_CASEWORK)
def move(request, pk):
    """Ask for the right family and the reason, and move the entry. Only families of its author on that day."""
    decides = may(request.user, Right.DECIDE)
    visit = _visit(request.user, pk, decides)
    seen = Family.objects.visible_to(request.user) if decides else Family.objects.visitable_by(request.user)
    offered = cases_to_move_to(visit)
    offered = [case for case in offered if case.family in set(seen.filter(cases__in=[each.pk for each in offered]))]
    read_carer_names([case.family for case in offered])
    form = MoveVisitForm(request.POST if request.method == "POST" else None, cases=offered)
    if form.is_valid():
        try:
            moved = move_visit(visit=visit, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, f"Przeniesiono wizytę do rodziny {distinct_name(moved.case.family)}.")
            return redirect(page_of(moved.case.family, "os-czasu") if decides else "my_entries")
    record_reading(request, ReadingKind.FAMILY, family=visit.case.family, what="przeniesienie wpisu")
    context = {
        "visit": visit,
        "form": form,
        "offered": offered,
        "goals": [each.goal for each in visit.visit_goals.select_related("goal")],
        "decides": decides,
        "back": reverse("family", args=[visit.case.family.number]) if decides else reverse("my_entries"),
    }
    return render(request, "assistants/diary/move_visit.html", context)


def _visit(user, pk, decides):
    """Return the Visit. Raise Http404 if the user may not see it, PermissionDenied if it is a colleague's."""
    seen = Visit.objects.filter(case__family__in=Family.objects.visible_to(user))
    entries = seen if decides else correctable_by(user)
    visit = get_object_or_404(entries.select_related("case__family", "assistant", "substitute"), pk=pk)
    if not decides and visit.author != Assistant.objects.get_own(user):
        raise PermissionDenied("Wpis przenosi tylko jego autor albo kierownik zespołu.")
    return visit
