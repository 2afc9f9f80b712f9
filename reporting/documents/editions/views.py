"""Editions in the browser: what was frozen, as files, and why figures differ today."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.pages import answer_with_page
from reporting.documents.composing.texts import told
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.models import Edition
from reporting.documents.steps.history import replaced, replacing, steps_of
from reporting.figures.effort import is_quick
from reporting.jobs import EDITION_PAGE
from reporting.renderers import DOCUMENT_FORMATS

DOWNLOADS = ("pdf", "docx", "xlsx", "json")
MOST_SHOWN = 50  # records of one figure; the file of the comparison on the command line names more
WORDS = {"added": "doszło", "removed": "ubyło", "changed": "zmieniono"}


@require_safe
@needs(Right.READ_DOCUMENTS)
def edition(request, key, number):
    """An edition: its files, and each figure that is another today, with the records that came, went or changed."""
    found = get_object_or_404(Edition.objects.select_related("document", "made_by"), document__key=key, number=number)

    def page(content, job):
        record_reading(request, ReadingKind.REPORT, what=f"{found}: dlaczego inaczej")
        context = {
            "edition": found,
            "content": content,
            "job": job,
            "downloads": DOWNLOADS,
            "steps": steps_of(found.document, edition=found),
            "replaced": replaced(found),
            "replacing": replacing(found),
            "handed": found.handings_over.order_by("handed_on").first(),
        }
        return render(request, "reporting/documents/edition.html", context)

    quick = is_quick(periods=number_of_periods(found))
    return answer_with_page(request, EDITION_PAGE, str(found), {"edition": found.pk}, page, is_quick=quick)


def make_page(user, asked):
    """Return why figures of an edition (`edition`, its primary key) differ today."""
    differences = shown(compare(Edition.objects.get(pk=asked["edition"])))
    return render_to_string("reporting/documents/edition_differences.html", {"differences": differences})


def shown(differences):
    """Return Differences as `edition_differences.html` shows them."""
    return [
        {
            "label": each.label,
            "period": each.period.name,
            "was": told(each.was, each.unit),
            "is": told(each.now, each.unit),
            "records": [(WORDS[record.change], record) for record in each.records[:MOST_SHOWN]],
            "more": len(each.records) - MOST_SHOWN,
        }
        for each in differences
    ]


def number_of_periods(edition):
    """Return how many periods the figures of the edition have: comparing it takes as long as computing these."""
    return edition.figures.values("period").distinct().order_by().count()


@require_safe
@needs(Right.READ_DOCUMENTS)
def download_edition(request, key, number, format):
    """An edition as a file, as it was frozen."""
    found = get_object_or_404(Edition, document__key=key, number=number)
    if format not in DOWNLOADS:
        raise Http404
    file = get_object_or_404(found.files, format=format)
    record_reading(request, ReadingKind.REPORT_FILE, what=f"{found} ({format.upper()})")
    response = HttpResponse(bytes(file.content), content_type=DOCUMENT_FORMATS[format].content_type)
    response["Content-Disposition"] = f'attachment; filename="{key}-{found.year}-wydanie-{number}.{format}"'
    return response
