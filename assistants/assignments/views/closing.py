"""Close a case and undo the closing on the same day."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.closing import close_case, open_tasks, reopen_case
from assistants.assignments.forms import ClosingForm
from cases.access import closed_today
from cases.locking_views import family_to_write, page_of
from cases.models import Case
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import date_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def close(request, number, pk):
    """Ask for the last day and the reason, show the open tasks, and close the case."""
    family, case = _case_or_404(request.user, number, pk)
    if case.closed_on:
        messages.info(request, "To wsparcie jest już zakończone.")
        return redirect(page_of(family, "wsparcie"))
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            close_case(case=case, **form.cleaned_data)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Wsparcie zakończone. Jeśli to pomyłka, możesz to poprawić albo cofnąć.")
            return redirect(page_of(family, "wsparcie"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="zakończenie wsparcia")
    waiting = open_tasks(case, timezone.localdate())
    context = {"family": family, "case": case, "form": form, "waiting": waiting}
    return render(request, "assistants/assignments/close_case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def reopen(request, number, pk):
    """Ask for confirmation and undo a closing that was entered today; an older one needs a reason, on a page of its
    own."""
    family, case = _case_or_404(request.user, number, pk)
    back = page_of(family, "wsparcie")
    if request.method == "POST":
        try:
            reopen_case(case=case)
        except (ValidationError, NoFreePlace) as error:
            messages.error(request, error.messages[0] if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, "Zakończenie cofnięte: wsparcie trwa dalej, jak przedtem.")
        return redirect(back)
    if not closed_today(case):
        return redirect("take_back_closing", number, pk)
    record_reading(request, ReadingKind.FAMILY, family=family, what="cofnięcie zakończenia wsparcia")
    consequence = (
        f"Wsparcie, zakończone {date_in_words(case.closed_on)}, będzie trwało dalej. "
        "Wrócą też przydzielenie asystenta i zastępstwa, które skończyły się razem z nim."
    )
    return render(
        request, "assistants/assignments/reopen_case.html", {"family": family, "back": back, "consequence": consequence}
    )


def _case_or_404(user, number, pk):
    family = family_to_write(user, number)
    return family, get_object_or_404(Case.objects.filter(family=family), pk=pk)
