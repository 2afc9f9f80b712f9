"""What changed after an edition was handed over: „Zmiany po zamknięciu”."""

from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.pages import answer_with_page
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.models import Edition
from reporting.documents.editions.views import number_of_periods
from reporting.documents.steps.later_changes import later_changes
from reporting.figures.effort import is_quick
from reporting.jobs import CHANGES_PAGE

MOST_SHOWN = 500


@require_safe
@needs(Right.READ_DOCUMENTS)
def changes_after(request, key, number):
    """The records that came, went or changed since the edition was frozen, and the figures that differ by them."""
    editions = Edition.objects.select_related("document").defer("definition", "data")
    edition = get_object_or_404(editions, document__key=key, number=number)

    def page(content, job):
        record_reading(request, ReadingKind.REPORT, what=f"{edition}: zmiany po zamknięciu")
        context = {
            "edition": edition,
            "short_name": f"Wydanie {number}",
            "handed": edition.handings_over.order_by("handed_on").first(),
            "content": content,
            "job": job,
        }
        return render(request, "reporting/documents/steps/changes_after.html", context)

    title, quick = f"Zmiany po zamknięciu: {edition}", is_quick(periods=number_of_periods(edition))
    return answer_with_page(request, CHANGES_PAGE, title, {"edition": edition.pk}, page, is_quick=quick)


def make_page(user, asked):
    """Return the changes since an edition (`edition`, its primary key), with the families that the user may see."""
    edition = Edition.objects.select_related("document").get(pk=asked["edition"])
    figures = compare(edition)
    changes = later_changes(figures, user, since=edition.made_at)
    context = {
        "edition": edition,
        "changes": changes[:MOST_SHOWN],
        "more": len(changes) - MOST_SHOWN,
        "figures": figures,
        "without_records": [each for each in figures if not each.records],
    }
    return render_to_string("reporting/documents/steps/changes_list.html", context)
