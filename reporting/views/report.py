"""The annual report on a page and as a file."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre
from familycare.jobs.answers import answer_with_job
from familycare.jobs.running import JobFailed
from reporting.documents.council_report import NoData, council_report
from reporting.figures.readable import unread_figures
from reporting.forms import ReportForm
from reporting.jobs import REPORT_PDF
from reporting.pdf_answers import PDF, kept_pdf, pdf_file, pdf_to_keep
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

    def download(document, form):
        name = f"sprawozdanie-{document.year}"
        if format == "pdf":
            return _pdf(request, document, form, name)
        record_reading(request, ReadingKind.REPORT_FILE, what=f"{document.title} ({format.upper()})")
        return file(document, format, name)

    return _answer(request, year, download)


def _pdf(request, document, form, name):
    """Return the PDF if it is kept, else what answers while a job makes it."""
    if content := kept_pdf(pdf.html_source(document)):
        record_reading(request, ReadingKind.REPORT_FILE, what=f"{document.title} (PDF)")
        return pdf_file(content, name)
    chosen = {"year": document.year, "compare": form.cleaned_data["porownaj"], "conceals": form.cleaned_data["ukryj"]}
    return answer_with_job(request, REPORT_PDF, f"{document.title} (PDF)", parameters=chosen)


def make_pdf(work):
    """Make the PDF of a report, as a job."""
    work.phase("Liczę dane sprawozdania")
    try:
        document = council_report(centre=Centre.current(), **work.parameters)
    except NoData:
        raise JobFailed("Danych tego sprawozdania już nie ma.") from None
    source = pdf.html_source(document)
    work.phase("Składam strony")
    work.give(pdf_to_keep(source), name=f"sprawozdanie-{document.year}.pdf", content_type=PDF)


def record_pdf(request, job):
    record_reading(request, ReadingKind.REPORT_FILE, what=job.title)


def file(document, format, name):
    """Return the document as a download named `name` with the extension of the format (a key of FORMATS)."""
    renderer = FORMATS[format]
    response = HttpResponse(renderer.render(document), content_type=renderer.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{renderer.extension}"'
    return response


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
        context = {"year": year, "years": years_with_data()}
        return render(request, "reporting/no_report.html", context, status=404)
    return show(document, form)
