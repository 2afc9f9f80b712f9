"""All tables for any periods, on a page and as a file."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from reporting.documents.all_tables import all_tables
from reporting.documents.blocks import LEFT_OUT
from reporting.forms import TablesForm
from reporting.renderers import html
from reporting.views.links import figures_of_tables, tables_address
from reporting.views.report import file
from reporting.years import year_to_report, years_with_data

DOWNLOADS = ("xlsx", "json")


@require_safe
@needs(Right.READ_FIGURES)
def tables(request):
    """Every table for the periods `okresy` of the address; by default for the default year of a report.

    `ukryj` of the address says whether the files, which may leave the centre, are without small numbers; by default
    they are.

    Without data, the page says how to import some.
    """
    if "okresy" not in request.GET and not years_with_data():
        return render(request, "reporting/tables.html", {"form": None, "chapters": []})
    form = TablesForm(
        request.GET if "okresy" in request.GET else {"okresy": str(year_to_report())}, reader=request.user
    )
    if not form.is_valid():
        return render(request, "reporting/tables.html", {"form": form, "chapters": []}, status=400)
    periods, conceals = form.cleaned_data["okresy"], form.cleaned_data["ukryj"]
    record_reading(request, ReadingKind.TABLES, what=", ".join(period.label for period in periods))
    document = all_tables(centre=Centre.current(), periods=periods, reader=request.user)
    context = {
        "form": form,
        "left_out": document.left_out,
        "left_out_note": LEFT_OUT,
        "chapters": [
            (item["chapter"], [(view, has_values(view["block"].table)) for view in item["blocks"]])
            for item in html.view(document, figures_of_tables(periods, conceals))["chapters"]
        ],
        "downloads": [
            (format.upper(), tables_address(periods, conceals, "download_tables", format)) for format in DOWNLOADS
        ],
    }
    return render(request, "reporting/tables.html", context)


def has_values(table):
    """Whether a ComputedTable has a value other than None."""
    return any(value is not None for row in table.rows for value in row.values)


@require_safe
@needs(Right.READ_FIGURES)
def download_tables(request, format):
    """The same tables as a file in one of the formats of DOWNLOADS."""
    form = TablesForm(request.GET, reader=request.user)
    if format not in DOWNLOADS:
        raise Http404
    if not form.is_valid():
        return render(request, "reporting/tables.html", {"form": form, "chapters": []}, status=400)
    periods, conceals = form.cleaned_data["okresy"], form.cleaned_data["ukryj"]
    what = f"{', '.join(period.label for period in periods)} ({format.upper()})"
    record_reading(request, ReadingKind.TABLES_FILE, what=what)
    document = all_tables(centre=Centre.current(), periods=periods, reader=request.user, conceals=conceals)
    return file(document, format, "tabele")
