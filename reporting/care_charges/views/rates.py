"""The rates that counties announced for institutions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from familycare.accounts.rights import Right, needs
from familycare.lib.forms import add_service_errors
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from familycare.lib.polish import money
from reporting.care_charges.forms import RateForm
from reporting.care_charges.rates import announced_rates, delete_rate, save_rate


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def rates(request):
    """List the rates, and add one."""
    form = RateForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _saved(form):
        messages.success(request, "Zapisano stawkę.")
        return redirect("rates")
    return render(request, "reporting/care_charges/rates.html", {"form": form, "rates": announced_rates()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
@idempotent_delete
@transaction.atomic
def remove_rate(request, pk):
    """Ask for confirmation and delete a rate that was entered by mistake."""
    rate = get_object_or_404(announced_rates(), pk=pk)
    if request.method == "POST":
        delete_rate(rate=rate)
        return redirect_after_delete(request, "Usunięto stawkę.", reverse("rates"))
    consequence = f"{rate.label}: {money(rate.value)} za miesiąc. Not, które przyjdą później, nic z nią nie porówna."
    return render(request, "reporting/care_charges/rate_delete.html", {"rate": rate, "consequence": consequence})


def _saved(form):
    """Save the rate and return True, or add the errors to the form and return False."""
    try:
        save_rate(**form.cleaned_data)
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors
