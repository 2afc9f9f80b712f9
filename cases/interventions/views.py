"""The register of interventions: reports that a child may have been harmed (Act of 13 May 2016, art. 22c)."""

from datetime import date

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.families.distinct_names import read_carer_names
from cases.models import Family, HarmReport
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading


@require_safe
@needs(Right.READ_ASSISTANTS)
def interventions(request):
    """Show the reports of the year `rok` of the address, by default the current one, and older ones that go on.

    Assistants find the reports of their families in the files.
    """
    families = Family.objects.visible_to(request.user)
    reports = HarmReport.objects.filter(person__family__in=families).select_related("person__family")
    years = sorted({timezone.localdate().year} | {day.year for day in reports.dates("reported_on", "year")})
    asked = request.GET.get("rok", "")
    year = int(asked) if asked in map(str, years) else years[-1]
    place = years.index(year)
    of_year = list(reports.filter(reported_on__year=year))
    older = list(reports.open().filter(reported_on__lt=date(year, 1, 1)))
    read_carer_names([report.person.family for report in (*of_year, *older)])
    record_reading(request, ReadingKind.FAMILIES, what=f"rejestr interwencji, {year}")
    context = {
        "year": year,
        "before": years[place - 1] if place else None,
        "after": years[place + 1] if place + 1 < len(years) else None,
        "of_year": of_year,
        "older": older,
    }
    return render(request, "cases/interventions/interventions.html", context)
