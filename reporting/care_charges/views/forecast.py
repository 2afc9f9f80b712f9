"""The forecast of what the municipality will pay, and the budgets that it is compared with."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.web.lists import hidden_in_words
from reporting.care_charges.budget import budgets_of, save_budgets
from reporting.care_charges.forecast import Forecast
from reporting.care_charges.forms import BudgetForm


@require_safe
@needs(Right.READ_CHARGES)
def forecast(request):
    """Show the forecast to the end of this and of the next year, child by child, and whether the budget will do."""
    today = timezone.localdate()
    found = Forecast(request.user, today, budgets_of([today.year, today.year + 1]))
    record_reading(request, ReadingKind.FAMILIES, what="prognoza odpłatności za pieczę")
    context = {
        "forecast": found,
        "may_write": may(request.user, Right.KEEP_CHARGES),
        "hidden": hidden_in_words(found.hidden, found.total, "osób w pieczy"),
    }
    return render(request, "reporting/care_charges/forecast.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def budget(request):
    """Enter the budgets of this and of the next year. An outdated version is not saved (see VersionedFormMixin)."""
    years = [timezone.localdate().year, timezone.localdate().year + 1]
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        sent = request.POST if request.method == "POST" else None
        form = BudgetForm(sent, years=years, budgets=budgets_of(years))
        if form.is_valid():
            save_budgets(budgets=form.amounts(), source="strona prognozy odpłatności")
            messages.success(request, "Zapisano budżet.")
            return redirect("forecast")
    return render(request, "reporting/care_charges/budget.html", {"form": form})
