"""The list of deadlines and gaps."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.due import DEADLINES, DueKind, DueList, kinds_read_by
from cases.due.forms import DueForm
from cases.due.presentation import DueCard, DueRows, address, figures, table
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.centre.models import Centre

ON_A_PAGE = 50


@require_safe
@needs(Right.READ_FAMILIES)
def dues(request):
    """List what is due in the reader's own and monitored families, the longest overdue first."""
    record_reading(request, ReadingKind.FAMILIES, what="terminy")
    readable = kinds_read_by(request.user)
    form = DueForm(request.GET, request.user, readable)
    kind, when, assistant = (form.chosen(name) for name in ("rodzaj", "kiedy", "asystent"))
    everything = DueList.of_reader(request.user, timezone.localdate(), readable, assistant and assistant.pk)
    kinds = [DueKind(kind)] if kind else [each for each in readable if each in DEADLINES]
    counts = {each: everything.counts[each] for each in kinds}
    found = sum(count.of(when) for count in counts.values())
    number = assistant.number if assistant else ""
    rows = DueRows(request.user, everything.only(kinds), when, found)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "form": form,
        "figures": [] if kind and DueKind(kind).is_gap else figures(counts, kind, number),
        "table": table(everything.counts, number),
        "page": page,
        "has_actions": any(line.action for line in page),
        "found": found,
        "is_narrowed": bool(kind or when or assistant),
        "address": address(),
    }
    return render(request, "cases/due/dues.html", context)


@require_safe
@needs(Right.READ_FAMILIES)
def dues_card(request):
    """Return the card of the home page. It is loaded after the page, because it takes longer."""
    record_reading(request, ReadingKind.FAMILIES, what="terminy")
    return render(request, "cases/due/card.html", {"dues": DueCard(request.user, Centre.current())})
