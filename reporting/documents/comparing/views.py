"""„Dlaczego inaczej?” between two versions of a document: figures with their records, and words side by side."""

from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.jobs.pages import answer_with_page
from familycare.jobs.running import JobFailed
from reporting.documents.comparing.versions import NOW, versions_of
from reporting.documents.comparing.words import block_differences
from reporting.documents.composing.files import DELETED
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editions.comparing import compare
from reporting.documents.editions.views import number_of_periods, shown
from reporting.figures.effort import is_quick
from reporting.jobs import COMPARISON_PAGE

MOST_BLOCKS = 200
FOLDER = "reporting/documents/comparing"


@require_safe
@needs(Right.READ_DOCUMENTS)
def compare_versions(request, key):
    """Compare the versions `z` and `do` of the address; without them the latest that is kept and the document now."""
    document = get_object_or_404(DocumentDefinition, key=key)
    versions = versions_of(document)
    first = _chosen(versions, request.GET.get("z", ""), versions[1] if len(versions) > 1 else None)
    second = _chosen(versions, request.GET.get("do", ""), versions[0])
    if first and first.at > second.at:
        first, second = second, first
    context = {"document": document, "versions": versions, "first": first, "second": second}

    def page(content, job):
        record_reading(request, ReadingKind.REPORT, what=f"{document.title}: porównanie wersji")
        return render(request, f"{FOLDER}/compare_versions.html", context | {"content": content, "job": job})

    if first is None or first.code == second.code:
        return page("", None)
    asked = {"document": document.pk, "first": first.code, "second": second.code}
    quick = is_quick(periods=number_of_periods(first.kept))
    return answer_with_page(request, COMPARISON_PAGE, f"Porównanie: {document}"[:200], asked, page, is_quick=quick)


def _chosen(versions, code, otherwise):
    return next((version for version in versions if version.code == code), otherwise)


def make_page(user, asked):
    """Return how two versions (`first`, `second`: codes) of a document differ. Raises JobFailed."""
    document = DocumentDefinition.objects.filter(pk=asked["document"]).first()
    if document is None:
        raise JobFailed(DELETED)
    versions = {version.code: version for version in versions_of(document)}
    if asked["first"] not in versions or asked["second"] not in versions:
        raise JobFailed("Tej wersji dokumentu już nie ma.")
    first, second = versions[asked["first"]], versions[asked["second"]]
    context = {
        "has_figures": first.has_figures and second.has_figures,
        "differences": [],
        "other_year": second.year if second.year and second.year != first.year else None,
        "first": first,
        "second": second,
    }
    if context["has_figures"]:
        context["differences"] = shown(compare(first.kept, second.kept))
    try:
        blocks = block_differences(*(version.wording(document, first.year) for version in (first, second)))
    except InvalidDefinition as error:
        context["mistakes"] = error.mistakes
    else:
        context |= {"blocks": blocks[:MOST_BLOCKS], "more": len(blocks) - MOST_BLOCKS}
    return render_to_string(f"{FOLDER}/version_differences.html", context | {"is_now": second.code == NOW})
