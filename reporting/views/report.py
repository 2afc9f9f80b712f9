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
from familycare.jobs.pages import answer_with_page
from familycare.jobs.running import JobFailed
from reporting.documents.council_report import TITLE, NoData, council_report
from reporting.figures.effort import is_quick
from reporting.figures.readable import unread_figures
from reporting.forms import ReportForm
from reporting.jobs import REPORT, REPORT_PAGE
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
    form = ReportForm.from_address(year, request.GET)
    if not form.is_valid():
        return choice(request, form, status=400)
    asked, title = _asked(form), TITLE.format(year=form.cleaned_data["rok"])
    address = partial(report_address, asked["year"], asked["compare"], asked["conceals"], "download_report")

    def page(article, job):
        record_reading(request, ReadingKind.REPORT, what=title)
        context = {
            "title": title,
            "form": form,
            "article": article,
            "job": job,
            "downloads": [(format.upper(), address(format)) for format in DOWNLOADS],
        }
        return render(request, "reporting/report.html", context)

    try:
        return answer_with_page(
            request, REPORT_PAGE, title, asked, page, is_quick=is_quick(periods=asked["compare"] + 1)
        )
    except JobFailed:
        return _no_report(request, asked["year"])


def make_page(user, asked):
    """Return the article of the report as the user may read it. Raises JobFailed without data."""
    document = _report(asked)
    links = figures_of_report(document.year, asked["compare"], asked["conceals"], unread_figures(user))
    return html.fragment(document, links)


@require_safe
@needs(Right.READ_FIGURES)
def download_report(request, year, format):
    """The report as a file in one of the formats of DOWNLOADS."""
    if format not in DOWNLOADS:
        raise Http404

    form = ReportForm.from_address(year, request.GET)
    if not form.is_valid():
        return choice(request, form, status=400)
    chosen = _asked(form) | {"format": format}
    if chosen["year"] not in years_with_data():
        return _no_report(request, chosen["year"])
    return answer_with_job(request, REPORT, _title(chosen), parameters=chosen)


def make_file(work):
    """Make the report as a file, as a job."""
    chosen = dict(work.parameters)
    format = chosen.pop("format")
    work.phase("Liczę dane sprawozdania")
    document = _report(chosen)
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


def _asked(form):
    """Return what a valid ReportForm asks for, as arguments of `council_report`."""
    asked = form.cleaned_data
    return {"year": asked["rok"], "compare": asked["porownaj"], "conceals": asked["ukryj"]}


def _report(asked):
    """Return the Document. Raises JobFailed without data."""
    try:
        return council_report(centre=Centre.current(), **asked)
    except NoData as error:
        raise JobFailed(str(error)) from None


def _no_report(request, year):
    return render(request, "reporting/no_report.html", {"year": year, "years": years_with_data()}, status=404)
