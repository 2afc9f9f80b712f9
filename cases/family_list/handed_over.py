"""The list of families that an assistant handed over."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.family_list.filters import LONGEST_SEARCH
from cases.family_list.search_encryption import FIELD, UNKNOWN, decrypted, encrypted, must_encrypt
from cases.models import Family
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.ordering import fold, polish_order

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_FAMILIES)
def handed_over(request):
    """List name, number and last own day of each family.

    The search is sent by POST and then encrypted in the address, as on the list of families.
    """
    sent = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" or must_encrypt(sent.get(FIELD, "")):
        words = encrypted(request, sent).get(FIELD, "")
        return redirect(reverse("handed_over", query={FIELD: words} if words else None))
    data = decrypted(request, request.GET)
    if data is None:
        messages.warning(request, UNKNOWN)
        return redirect("handed_over")
    asked = data.get(FIELD, "").strip()[:LONGEST_SEARCH]
    families = Family.objects.handed_over_by(request.user).order_by(polish_order("name"), "number")
    # Not in the database: its search column contains the current district, which this user may not know.
    found = [
        family
        for family in families
        if all(word in fold(f"{family.name} {family.number}") for word in fold(asked).split())
    ]
    record_reading(request, ReadingKind.FAMILIES, what="rodziny przekazane", searched=asked)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("strona"))
    return render(request, "cases/family_list/handed_over.html", {"asked": asked, "page": page})
