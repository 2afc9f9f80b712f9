"""The home page: the dashboard of a year."""

import re

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assistants.duplicates.pairs import open_pairs
from assistants.models import Assistant
from assistants.referrals.queue import for_the_start_page
from assistants.staff.caseload import with_load
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.lib.ordering import polish_order
from reporting.dashboard import Dashboard
from reporting.documents.steps.history import waiting_for
from reporting.forms import COMPARED
from reporting.views.links import figures_of_home, home_address, report_address
from reporting.years import year_of_last_event, years_with_data

MOST_ASSISTANTS = 15


@require_safe
@needs(Right.READ_FIGURES)
def home(request):
    """The dashboard of the year `rok` of the address, by default the year of the last event.

    Without data, the page says how to import some.
    """
    centre, years = Centre.current(), years_with_data()
    if not years:
        return render(request, "reporting/home.html", {"centre": centre, "dashboard": None})
    today = timezone.localdate()
    year, complaint = asked_year(request.GET.get("rok", ""), years)
    dashboard = Dashboard(year, today, figures_of_home(year), request.user, centre)
    employed = Assistant.objects.visible_to(request.user).employed_on(today)
    loads = with_load(employed, today).order_by("-load", polish_order("last_name"), "number")
    referrals = list(for_the_start_page(request.user)) if may(request.user, Right.DECIDE) else []
    if referrals:
        record_reading(request, ReadingKind.FAMILIES, what="nowe i pilne wnioski")
    context = {
        "centre": centre,
        "complaint": complaint,
        "dashboard": dashboard,
        "referrals": referrals,
        "duplicates": open_pairs(request.user).count() if may(request.user, Right.DECIDE) else 0,
        "waiting": waiting_for(request.user) if may(request.user, Right.READ_DOCUMENTS) else [],
        "loads": loads[:MOST_ASSISTANTS],
        "neighbours": [(near, home_address(near)) if near in years else None for near in (year - 1, year + 1)],
        "report": report_address(year, COMPARED, conceals=False),
    }
    return render(request, "reporting/home.html", context)


def asked_year(text, years):
    """Return (year, error): the year in `text` when it is one of `years`, else the year of the last event.

    `error` is a Polish sentence, or "" when the year is valid or not given.
    """
    if re.fullmatch(r"\d{4}", text, re.ASCII) and int(text) in years:
        return int(text), ""
    year = year_of_last_event()
    year = year if year in years else years[0]
    if not text:
        return year, ""
    return year, f"Nie ma danych za rok „{text[:20]}”. Dane są za lata {years[-1]}–{years[0]}."
