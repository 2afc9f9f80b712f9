"""Which report is wanted."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from reporting.forms import COMPARED, ReportForm
from reporting.views.links import report_address
from reporting.years import year_to_report, years_with_data


@require_safe
@needs(Right.READ_FIGURES)
def choose_report(request):
    """On to the report that was chosen, or, where nothing was, to the one that is most likely wanted."""
    if not request.GET and years_with_data():
        return redirect(report_address(year_to_report(), COMPARED))
    form = ReportForm(request.GET or None)
    if form.is_valid():
        return redirect(report_address(form.cleaned_data["rok"], form.cleaned_data["porownaj"]))
    return choice(request, form, status=400 if request.GET else 200)


def choice(request, form, status=200):
    """The page on which the year is chosen, with what is wrong with the wishes; without data, how to get some."""
    return render(request, "reporting/choice.html", {"form": form, "years": years_with_data()}, status=status)
