"""Families that may be one: a list, and two beside each other. The manager decides."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.duplicates.forms import DifferentFamiliesForm
from assistants.duplicates.pairs import compared, different_pairs, first_to_keep, open_pairs, others_in, shown
from assistants.duplicates.services import consider_again, decide_different
from assistants.models import SuspectedDuplicate
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading

ON_A_PAGE = 30


@require_safe
@needs(Right.DECIDE)
def suspected_duplicates(request):
    """List the open pairs (page `strona`) and those that are no duplicates (page `rozne`), of families that the user
    may see."""
    record_reading(request, ReadingKind.FAMILIES, what="możliwe duplikaty")
    page = Paginator(open_pairs(request.user), ON_A_PAGE).get_page(request.GET.get("strona"))
    decided = Paginator(different_pairs(request.user), ON_A_PAGE).get_page(request.GET.get("rozne"))
    context = {"page": page, "pairs": shown(page), "decided": decided, "different": shown(decided)}
    return render(request, "assistants/duplicates/suspected_duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DECIDE)
def suspected_duplicate(request, pk):
    """Show two families beside each other; save that they are not the same, or (`ponownie`) take that back."""
    pairs = SuspectedDuplicate.objects.seen_by(request.user)
    pair = get_object_or_404(pairs.select_related("family", "other", "decided_by"), pk=pk)
    today = timezone.localdate()
    if request.method == "POST" and "ponownie" in request.POST:
        consider_again(pair=pair)
        messages.success(request, "Para jest znów do rozstrzygnięcia.")
        return redirect("suspected_duplicate", pk)
    form = DifferentFamiliesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            decide_different(pair=pair, by=request.user, today=today, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Zapisano, że to nie ta sama rodzina. Lista nie pokaże już tej pary.")
            return redirect("suspected_duplicates")
    for family in pair.families:
        record_reading(request, ReadingKind.FAMILY, family=family, what="możliwy duplikat")
    (found,) = shown([pair])
    kept, merged = first_to_keep(pair, today)
    context = {
        "found": found,
        "pair": pair,
        "form": form,
        "rows": compared(pair, today),
        "kept": kept,
        "merged": merged,
        "others": [others_in(family, found.alike, today) for family in pair.families],
    }
    return render(request, "assistants/duplicates/suspected_duplicate.html", context)
