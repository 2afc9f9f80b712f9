"""The annual report on a page and as a file."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from familycare.jobs.running import JobFailed
from reporting.documents.council_report import TITLE, NoData, council_report
from reporting.figures.readable import unread_figures
from reporting.forms import ReportForm
from reporting.jobs import REPORT
from reporting.pdf_answers import pdf_to_keep
from reporting.renderers import FORMATS, html, pdf
from reporting.views.choosing import choice
from reporting.views.links import figures_of_report, report_address
from reporting.years import years_with_data

DOWNLOADS = ("pdf", "xlsx", "json")


@require_safe
@needs(Right.READ_FIGURES)
def report(request, year):
    """The whole report; every figure links to its drill-down list."""

    def page(document, form):
        record_reading(request, ReadingKind.REPORT, what=document.title)
        compare, conceals = form.cleaned_data["porownaj"], form.cleaned_data["ukryj"]
        address = partial(report_address, document.year, compare, conceals, "download_report")
        context = {
            "title": document.title,
            "form": form,
            "article": html.fragment(
                document, figures_of_report(document.year, compare, conceals, unread_figures(request.user))
            ),
            "downloads": [(format.upper(), address(format)) for format in DOWNLOADS],
        }
        return render(request, "reporting/report.html", context)

    return _answer(request, year, page)


@require_safe
@needs(Right.READ_FIGURES)
def download_report(request, year, format):
    """The report as a file in one of the formats of DOWNLOADS."""
    if format not in DOWNLOADS:
        raise Http404

    form = ReportForm.from_address(year, request.GET)
    if not form.is_valid():
        return choice(request, form, status=400)
    chosen = {"year": form.cleaned_data["rok"], "compare": form.cleaned_data["porownaj"]}
    if chosen["year"] not in years_with_data():
        return _no_report(request, chosen["year"])
    chosen |= {"conceals": form.cleaned_data["ukryj"], "format": format}
    return answer_with_job(request, REPORT, _title(chosen), parameters=chosen)


def make_file(work):
    """Make the report as a file, as a job."""
    chosen = dict(work.parameters)
    format = chosen.pop("format")
    work.phase("Liczę dane sprawozdania")
    try:
        document = council_report(centre=Centre.current(), **chosen)
    except NoData as error:
        raise JobFailed(str(error)) from None
    work.phase("Składam strony")
    content = pdf_to_keep(pdf.html_source(document)) if format == "pdf" else FORMATS[format].render(document)
    give_file(work, content, format, f"sprawozdanie-{document.year}")


def record_file(request, job):
    record_reading(request, ReadingKind.REPORT_FILE, what=_title(job.parameters))


def _title(chosen):
    return f"{TITLE.format(year=chosen['year'])} ({chosen['format'].upper()})"


def give_file(work, content, format, name):
    """Make this the file of the job: in the format (a key of FORMATS), named `name` with its extension."""
    renderer = FORMATS[format]
    work.give(content, name=f"{name}.{renderer.extension}", content_type=renderer.content_type)


def _answer(request, year, show):
    """Return `show(document, form)` for the requested report, or a page that explains why there is none."""
    form = ReportForm.from_address(year, request.GET)
    if not form.is_valid():
        return choice(request, form, status=400)
    year = form.cleaned_data["rok"]
    try:
        document = council_report(
            centre=Centre.current(),
            year=year,
            compare=form.cleaned_data["porownaj"],
            conceals=form.cleaned_data["ukryj"],
        )
    except NoData:
        return _no_report(request, year)
    return show(document, form)


def _no_report(request, year):
    return render(request, "reporting/no_report.html", {"year": year, "years": years_with_data()}, status=404)
