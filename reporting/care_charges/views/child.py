"""A child for whom the municipality pays, and whose family the centre does not know."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.families.views.new_family import check_similar_families
from cases.foster_care.services import register_child_in_care
from familycare.accounts.rights import Right, needs
from reporting.care_charges.forms import ChildInCareForm
from reporting.care_charges.views.month import month_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def new_child_in_care(request, month):
    """Register the child with a family without a case, and go back to the month."""
    month, similar = month_or_404(month), ()
    form = ChildInCareForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        similar = check_similar_families(request, form)
        if not form.errors:
            child = register_child_in_care(**form.details())
            messages.success(request, f"Dopisano: {child}. Wpisz teraz odpłatność.")
            return redirect("charges", month)
    context = {"month": month, "form": form, "similar_families": similar}
    return render(request, "reporting/care_charges/new_child.html", context)
