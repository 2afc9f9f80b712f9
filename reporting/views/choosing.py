"""The choice of a report."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from reporting.forms import COMPARED, ReportForm
from reporting.views.links import report_address
from reporting.years import year_to_report, years_with_data


@require_safe
@needs(Right.READ_FIGURES)
def choose_report(request):
    """Redirect to the chosen report; without a choice, to the default one (`year_to_report`)."""
    if not request.GET and years_with_data():
        return redirect(report_address(year_to_report(), COMPARED, conceals=False))
    form = ReportForm(request.GET or None)
    if form.is_valid():
        return redirect(report_address(*map(form.cleaned_data.get, ("rok", "porownaj", "ukryj"))))
    return choice(request, form, status=400 if request.GET else 200)


def choice(request, form, status=200):
    """Render the page with the form and its errors; without data, the page says how to import some."""
    return render(request, "reporting/choice.html", {"form": form, "years": years_with_data()}, status=status)
