"""The first page: the centre and the choice of a report."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import for_staff
from familycare.centre.models import Centre
from reporting.forms import ReportForm
from reporting.years import years_with_data


@require_safe
@for_staff
def home(request):
    """What is here and what can be done with it; without data, how to get some."""
    return choice(request, ReportForm.suggested())


def choice(request, form, status=200):
    """The page with `form` on it: as suggested, or with what is wrong with the wishes."""
    context = {"centre": Centre.current(), "form": form, "years": years_with_data()}
    return render(request, "reporting/home.html", context, status=status)
