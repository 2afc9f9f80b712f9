"""The page of a year's refunds to supporting families."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.supporting_families.refunds import RefundsOfYear
from cases.supporting_families.services import save_refunds
from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.dates import EARLIEST
from familycare.lib.polish import counted, joined


@require_safe
@needs(Right.READ_CHARGES)
def latest_refunds(request):
    """Redirect to the present year."""
    return redirect("refunds", timezone.localdate().year)


@require_safe
@needs(Right.READ_CHARGES)
def refunds(request, year):
    """Show the refunds of the year."""
    return _page(request, year, RefundsOfYear(_past_or_404(year), timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def enter_refunds(request, year):
    """Enter, correct and delete the refunds of the year in a grid, on the same page."""
    today = timezone.localdate()
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        shown = RefundsOfYear(_past_or_404(year), today, request.POST if request.method == "POST" else None)
        is_saved = shown.grid.is_valid() and _saved(request, shown, today)
    return redirect("refunds", year) if is_saved else _page(request, year, shown)


def _past_or_404(year):
    """Return the year unless it is to come or too far back. Raise Http404."""
    if not EARLIEST.year <= year <= timezone.localdate().year:
        raise Http404
    return year


def _page(request, year, shown):
    record_reading(request, ReadingKind.FAMILIES, what=f"zwroty rodzinom wspierającym, {year}")
    context = {
        "year": year,
        "before": year - 1 if year > EARLIEST.year else None,
        "after": year + 1 if year < timezone.localdate().year else None,
        "shown": shown,
        "grid": shown.grid,
        "may_write": may(request.user, Right.KEEP_CHARGES),
    }
    return render(request, "cases/supporting_families/refunds.html", context)


def _saved(request, shown, today):
    """Save what was changed and return True, or add the errors to the grid and return False."""
    try:
        saved = save_refunds(amounts=shown.amounts(), today=today)
    except ValidationError as error:
        for key, found in error.message_dict.items():
            for message in found:
                shown.grid.add_error(*key.rsplit(" ", 1), message)
        return False
    done = [
        counted(saved.added, "nowy", "nowe", "nowych") if saved.added else "",
        counted(saved.corrected, "poprawiony", "poprawione", "poprawionych") if saved.corrected else "",
        counted(saved.deleted, "usunięty", "usunięte", "usuniętych") if saved.deleted else "",
    ]
    if told := joined([*filter(None, done)]):
        messages.success(request, f"Zapisano zwroty: {told}.")
    else:
        messages.info(request, "Nic się nie zmieniło, więc niczego nie zapisano.")
    return True
