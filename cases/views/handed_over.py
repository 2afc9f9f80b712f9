"""The families that an assistant handed over."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import Family
from cases.search import fold
from familycare.access import Right, needs
from familycare.audit.services import record_reading
from familycare.audit.vocabulary import ReadingKind
from familycare.ordering import polish

ON_A_PAGE = 50
LONGEST_SEARCH = 100


@require_safe
@needs(Right.READ_FAMILIES)
def handed_over(request):
    """Name, number and last own day of each; `szukaj` of the address are words of the name or the number."""
    asked = request.GET.get("szukaj", "").strip()[:LONGEST_SEARCH]
    families = Family.objects.handed_over_by(request.user).order_by(polish("name"), "number")
    # Not in the database: its column for searches holds the district too, and that of today.
    found = [
        family
        for family in families
        if all(word in fold(f"{family.name} {family.number}") for word in fold(asked).split())
    ]
    record_reading(request, ReadingKind.FAMILIES, what=_("rodziny przekazane"), searched=asked)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("strona"))
    return render(request, "cases/handed_over.html", {"asked": asked, "page": page})
