"""The change log of a family's file."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.models import Change
from familycare.audit.sentences import headline, sentences
from familycare.audit.services import record_reading

ON_A_PAGE = 50


@require_safe
@needs(Right.READ_FAMILY_HISTORY, otherwise=Http404)
def history(request, number):
    """List the changes of the file, the latest first."""
    family = Family.objects.get_or_404(request.user, number)
    record_reading(request, ReadingKind.FAMILY_HISTORY, family=family)
    page = Paginator(changes_of(family), ON_A_PAGE).get_page(request.GET.get("strona"))
    changes = [(change, headline(change), sentences(change)) for change in page.object_list]
    return render(request, "cases/families/history.html", {"family": family, "page": page, "changes": changes})


def changes_of(family):
    """Return the log entries about the family and about those merged into it."""
    return Change.objects.of_families(Family.objects.filter(pk=family.pk).with_absorbed())
