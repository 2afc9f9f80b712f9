"""All tables for any periods, on a page and as a file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from familycare.jobs.pages import answer_with_page
from reporting.documents.all_tables import all_tables
from reporting.documents.blocks import LEFT_OUT
from reporting.figures.effort import is_quick
from reporting.figures.splits import may_split, parts_in
from reporting.forms import TablesForm
from reporting.jobs import TABLES, TABLES_PAGE
from reporting.periods import Period
from reporting.renderers import FORMATS, html
from reporting.units import SplitBy
from reporting.views.links import figures_of_tables, tables_address
from reporting.views.report import give_file
from reporting.years import year_to_report, years_with_data

DOWNLOADS = ("xlsx", "json")


@require_safe
@needs(Right.READ_FIGURES)
def tables(request):
    """Every table for the periods `okresy` of the address; by default for the default year of a report.

    `podzial` (a code of SplitBy): those that can be split by assistant or district, with their parts.
    `ukryj` of the address says whether the files, which may leave the centre, are without small numbers; by default
    they are.

    Without data, the page says how to import some.
    """
    if "okresy" not in request.GET and not years_with_data():
        return render(request, "reporting/tables.html", {"form": None, "content": ""})
    form = TablesForm(
        request.GET if "okresy" in request.GET else {"okresy": str(year_to_report())}, reader=request.user
    )
    if not form.is_valid():
        return render(request, "reporting/tables.html", {"form": form, "content": ""}, status=400)
    periods, conceals, by = (form.cleaned_data.get(name, "") for name in ("okresy", "ukryj", "podzial"))
    what = _told(periods, by)

    def page(content, job):
        record_reading(request, ReadingKind.TABLES, what=what)
        context = {
            "form": form,
            "content": content,
            "job": job,
            "downloads": [
                (format.upper(), tables_address(periods, conceals, "download_tables", format, by=by))
                for format in DOWNLOADS
            ],
        }
        return render(request, "reporting/tables.html", context)

    asked = {"periods": [str(period) for period in periods], "conceals": conceals} | ({"by": by} if by else {})
    computed = len(periods) * (1 + len(parts_in(by, periods)) if by else 1)
    return answer_with_page(request, TABLES_PAGE, f"Tabele: {what}", asked, page, is_quick=is_quick(periods=computed))


def make_page(user, asked):
    """Return the tables of a page as the user may read them, with a link to the list behind each figure."""
    periods, by = _periods(asked), asked.get("by", "")
    _refuse_split(user, by)
    document = all_tables(centre=Centre.current(), periods=periods, reader=user, by=by)
    context = {
        "left_out": document.left_out,
        "left_out_note": LEFT_OUT,
        "chapters": [
            (item["chapter"], [(view, has_values(view["block"].table)) for view in item["blocks"]])
            for item in html.view(document, figures_of_tables(periods, asked["conceals"], by))["chapters"]
        ],
    }
    return render_to_string("reporting/tables_content.html", context)


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
        return render(request, "reporting/tables.html", {"form": form, "content": ""}, status=400)
    periods, conceals, by = (form.cleaned_data.get(name, "") for name in ("okresy", "ukryj", "podzial"))
    chosen = {"periods": [str(period) for period in periods], "conceals": conceals, "format": format}
    chosen |= {"by": by} if by else {}
    return answer_with_job(request, TABLES, f"Tabele: {_what(chosen)}", parameters=chosen)


def make_file(work):
    """Make the tables as a file, as a job."""
    work.phase("Liczę tabele")
    periods, format = _periods(work.parameters), work.parameters["format"]
    conceals, by = work.parameters["conceals"], work.parameters.get("by", "")
    document = all_tables(centre=Centre.current(), periods=periods, reader=work.user, conceals=conceals, by=by)
    give_file(work, FORMATS[format].render(document), format, "tabele")


def check_file(user, parameters):
    """Raise PermissionDenied if the user may not, or no longer, read figures of periods as short as these, or split."""
    form = TablesForm({"okresy": ",".join(parameters["periods"])}, reader=user)
    if not form.is_valid():
        raise PermissionDenied(" ".join(form.errors["okresy"]))
    _refuse_split(user, parameters.get("by"))


def record_file(request, job):
    record_reading(request, ReadingKind.TABLES_FILE, what=_what(job.parameters))


def _refuse_split(user, by):
    if by and not may_split(user, by):
        raise PermissionDenied("Twoja rola nie czyta tabel w tym podziale.")


def _what(chosen):
    return f"{_told(_periods(chosen), chosen.get('by'))} ({chosen['format'].upper()})"


def _told(periods, by):
    split = f", w podziale na {SplitBy(by).label}" if by else ""
    return ", ".join(period.label for period in periods) + split


def _periods(chosen):
    return [Period.parse(text) for text in chosen["periods"]]
