"""The drill-down list of a figure."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import counted
from familycare.web.lists import caption, hidden_in_words
from reporting.documents.definitions.forms import DocumentYearForm
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.units import told_unit, unit_name
from reporting.figures.compute import UnknownFigure
from reporting.figures.drilldown import drill_down
from reporting.forms import PeriodForm, ReportForm, TablesForm
from reporting.models import Unit
from reporting.periods import Period
from reporting.views.links import composed_address, home_address, report_address, tables_address

ON_A_PAGE = 50


class VisibleEntries:
    """The entries of a listing that the user may see, as a sequence for a Paginator: read one page at a time."""

    def __init__(self, listing):
        self.listing = listing

    def __len__(self):
        return self.listing.total - self.listing.hidden

    def __getitem__(self, part):
        return self.listing.page(part.start, part.stop - part.start)


@require_safe
@needs(Right.READ_FIGURES)
def entries(request, table, row):
    """List the records behind a figure, with their days and reasons, for the period `okres` of the address."""
    form = PeriodForm(request.GET, reader=request.user)
    if not form.is_valid():
        return render(request, "reporting/wrong_period.html", {"form": form}, status=400)
    period = form.cleaned_data["okres"]
    try:
        listing = drill_down(table, row, period, request.user)
    except UnknownFigure:
        raise Http404 from None
    what = f"{listing.table_title}: {listing.row_label}, {listing.period.label}"
    record_reading(request, ReadingKind.FIGURE, what=what)
    page = Paginator(VisibleEntries(listing), ON_A_PAGE).get_page(request.GET.get("strona"))
    shown = list(page.object_list)
    context = {
        "listing": listing,
        "unit": "Kwota (zł)"
        if listing.unit == Unit.PLN
        else capfirst(told_unit(listing.unit) or unit_name(Unit.COUNT)),
        "page": page,
        "shown": shown,
        "caption": caption(page, "Pozycje", counted(page.paginator.count, "pozycja", "pozycje", "pozycji")),
        "columns": {
            "family": any(entry.family and str(entry.family) != entry.who for entry in shown),
            "when": any(entry.since for entry in shown),
        },
        "hidden": hidden_in_words(listing.hidden, listing.total, "pozycji"),
        "breadcrumbs": breadcrumbs(request.GET, period, listing.table_title, f"tabela-{table}"),
    }
    return render(request, "reporting/entries.html", context)


def breadcrumbs(query, period, table_title, anchor):
    """Return the page that the user came from as (label, address) pairs.

    It is the home page, a document of the centre, or a table in the report or among all tables; by default a table for
    `period`.
    """
    if "start" in query:
        return [("Start", home_address(query["start"]))]
    if definition := DocumentDefinition.objects.filter(key=query.get("dokument")).first():
        year = DocumentYearForm(query)
        return [(definition.title, composed_address(definition.key, year["rok"].value()))]
    label, address = document_of(query, period)
    return [(label, address), (table_title, f"{address}#{anchor}")]


def document_of(query, period):
    """Return the report or the page of tables that contains the figure, as (label, address)."""
    report = ReportForm.from_address(query.get("rok", period.start.year), query)
    tables = TablesForm(query if "okresy" in query else {"okresy": str(period)})
    by = query.get("podzial", "") if tables.is_valid() else ""
    is_year = period == Period.year(period.start.year)
    if report.is_valid() and ("rok" in query or ("okresy" not in query and is_year)):
        year = report.cleaned_data["rok"]
        return f"Sprawozdanie za {year} r.", report_address(
            year, report.cleaned_data["porownaj"], report.cleaned_data["ukryj"]
        )
    chosen = tables.cleaned_data if tables.is_valid() else {"okresy": [period], "ukryj": True}
    return "Tabele", tables_address(chosen["okresy"], chosen["ukryj"], by=by)
