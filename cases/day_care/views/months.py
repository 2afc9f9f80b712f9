"""The page of a month: what day-care centres cost, and how many children of no family attend them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.day_care.months import HEADINGS, MonthOfDayCare
from cases.day_care.services import save_month
from familycare.accounts.rights import Right, may, needs
from familycare.audit.services import lock_changes
from familycare.lib.months import Month
from familycare.lib.polish import counted, joined

OFFER = "zaproponuj"


@require_safe
@needs(Right.READ_CHARGES)
def latest_day_care_month(request):
    """Redirect to the last month that is over."""
    return redirect("day_care_month", Month.of(timezone.localdate()) + -1)


@require_safe
@needs(Right.READ_CHARGES)
def day_care_month(request, month):
    """Show the numbers of the month (2024-05)."""
    return _page(request, MonthOfDayCare(_begun_or_404(month)))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def enter_day_care_month(request, month):
    """Enter, correct and delete the numbers of the month in a grid, on the same page."""
    month, offered, is_saved = _begun_or_404(month), None, False
    with transaction.atomic():
        data = None
        if request.method == "POST":
            lock_changes()
            data = request.POST
            if OFFER in data:
                data, offered = MonthOfDayCare(month).with_offered(data)
        shown = MonthOfDayCare(month, data)
        if offered is None and shown.grid.is_valid():
            is_saved = _saved(request, shown)
    return redirect("day_care_month", month) if is_saved else _page(request, shown, offered)


def _begun_or_404(text):
    """Return the Month written in an address, up to the present one. Raise Http404."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if month.start > timezone.localdate():
        raise Http404
    return month


def _page(request, shown, offered=None):
    """Return the page. `offered`: how many numbers of last month were just put into the grid, or None."""
    context = {
        "month": shown.month,
        "before": shown.month + -1,
        "after": shown.month + 1 if shown.month < Month.of(timezone.localdate()) else None,
        "shown": shown,
        "grid": shown.grid,
        "offered": offered,
        "may_write": may(request.user, Right.KEEP_CHARGES),
    }
    return render(request, "cases/day_care/month.html", context)


def _saved(request, shown):
    """Save what was changed and return True, or add the errors to the grid and return False."""
    numbers = shown.numbers()
    try:
        saved = save_month(month=shown.month, numbers=numbers, today=timezone.localdate())
    except ValidationError as error:
        for number, found in error.message_dict.items():
            typed = [key for row, key in shown.grid.changes if row == number]
            column = next(heading.key for heading in HEADINGS if heading.key in typed)
            for message in found:
                shown.grid.add_error(number, column, message)
        return False
    done = [
        counted(saved.added, "nowa", "nowe", "nowych") if saved.added else "",
        counted(saved.corrected, "poprawiona", "poprawione", "poprawionych") if saved.corrected else "",
        counted(saved.deleted, "usunięta", "usunięte", "usuniętych") if saved.deleted else "",
    ]
    if told := joined([*filter(None, done)]):
        messages.success(request, f"Zapisano liczby: {told}.")
    else:
        messages.info(request, "Nic się nie zmieniło, więc niczego nie zapisano.")
    return True
