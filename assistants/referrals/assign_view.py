"""Assign an assistant to a case that has none: decided by the manager."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import reassign_case
from assistants.referrals.forms import AssignForm
from assistants.referrals.suggestions import no_room_message, suggestions
from cases.difficulty import IN_A_SENTENCE
from cases.locking_views import family_to_write, page_of
from cases.models import Case
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def assign_case(request, number, pk):
    """Show who could take the family and from when, and assign the case.

    Redirect if the case is closed or has an assistant today.
    """
    family = family_to_write(request.user, number)
    case = get_object_or_404(Case.objects.filter(family=family), pk=pk)
    today = timezone.localdate()
    back = page_of(family, "wsparcie")
    if case.closed_on or case.assignments.active_on(today).exists():
        messages.info(request, "To wsparcie ma już asystenta albo się skończyło.")
        return redirect(back)
    offered = suggestions(today, family.district)
    best = offered[0].assistant.number if offered and offered[0].has_room else None
    form = AssignForm(request.POST if request.method == "POST" else None, initial={"assistant": best})
    form.fields["starts_on"].label = "Od kiedy"
    if form.is_valid():
        try:
            reassign_case(case=case, **form.cleaned_data)
        except NoFreePlace as refused:
            form.add_error("assistant", str(refused))
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, f"Przydzielono asystenta: {form.cleaned_data['assistant']}.")
            return redirect(back)
    record_reading(request, ReadingKind.FAMILY, family=family, what="przydzielanie asystenta")
    context = {"family": family, "case": case, "form": form, "back": back}
    context |= {"suggestions": offered, "no_room": no_room_message(offered), "difficulty": IN_A_SENTENCE}
    return render(request, "assistants/referrals/assign_case.html", context)
