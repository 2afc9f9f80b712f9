"""What the law sets: shown with the days since when it holds; amendments are added and withdrawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.centre.law.forms import AmendmentForm
from familycare.centre.law.services import add_amendment, withdraw_amendment
from familycare.centre.law.terms import MEASURES
from familycare.centre.models import LegalParameter
from familycare.lib.dates import EARLIEST
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import date_in_words


@require_safe
@needs(Right.KEEP_CENTRE)
def law(request):
    """List the values of each legal term, the newest first."""
    today, rows = timezone.localdate(), list(LegalParameter.objects.order_by("-starts_on"))
    shown = []
    for measure in MEASURES.values():
        values = [row for row in rows if row.term == measure.term]
        now = next((row for row in values if row.starts_on <= today), None)
        shown.append(
            {
                "measure": measure,
                "title": measure.term.label,
                "values": [
                    {
                        "in_words": measure.in_words(row.value),
                        "row": row,
                        "since": _since(row),
                        "is_now": row == now,
                        "is_first": row.starts_on == EARLIEST,
                    }
                    for row in values
                ],
            }
        )
    return render(request, "centre/law.html", {"terms": shown})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_TERMS)
def amend(request, word):
    """Enter an amendment: another value from a day on."""
    if word not in MEASURES:
        raise Http404
    measure = MEASURES[word]
    form = AmendmentForm(request.POST if request.method == "POST" else None, measure=measure)
    if form.is_valid():
        try:
            add_amendment(term=measure.term, **form.cleaned_data)
        except ValidationError as error:
            form.ask()
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano zmianę prawa.")
            return redirect("law")
    return render(request, "centre/amend_law.html", {"form": form, "measure": measure})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_TERMS)
@idempotent_delete
@transaction.atomic
def withdraw(request, pk):
    """Ask for confirmation and delete a value that was entered by mistake."""
    if request.method == "POST":
        lock_changes()
    row = get_object_or_404(LegalParameter.objects.exclude(starts_on=EARLIEST), pk=pk)
    if request.method == "POST":
        withdraw_amendment(parameter=row)
        return redirect_after_delete(request, "Usunięto.", reverse("law"))
    if row.starts_on <= timezone.localdate():
        consequence = (
            f"Obowiązuje {_since(row)}: bez niej zmienią się terminy i dane liczone od tego dnia, także w tabelach "
            "i sprawozdaniach za okresy, które minęły."
        )
    else:
        consequence = f"Miała obowiązywać {_since(row)}."
    measure = next(each for each in MEASURES.values() if each.term == row.term)
    context = {"row": row, "in_words": measure.in_words(row.value), "consequence": consequence}
    return render(request, "centre/withdraw_law.html", context)


def _since(row):
    return "od początku" if row.starts_on == EARLIEST else f"od {date_in_words(row.starts_on)}"
