"""What changed after an edition was handed over: „Zmiany po zamknięciu”."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.models import Edition
from reporting.documents.steps.later_changes import later_changes

MOST_SHOWN = 500


@require_safe
@needs(Right.READ_DOCUMENTS)
def changes_after(request, key, number):
    """The records that came, went or changed since the edition was frozen, and the figures that differ by them."""
    editions = Edition.objects.select_related("document").defer("definition", "data")
    edition = get_object_or_404(editions, document__key=key, number=number)
    figures = compare(edition)
    changes = later_changes(figures, request.user, since=edition.made_at)
    record_reading(request, ReadingKind.REPORT, what=f"{edition}: zmiany po zamknięciu")
    context = {
        "edition": edition,
        "short_name": f"Wydanie {number}",
        "handed": edition.handings_over.order_by("handed_on").first(),
        "changes": changes[:MOST_SHOWN],
        "more": len(changes) - MOST_SHOWN,
        "figures": figures,
        "without_records": [each for each in figures if not each.records],
    }
    return render(request, "reporting/documents/steps/changes_after.html", context)
