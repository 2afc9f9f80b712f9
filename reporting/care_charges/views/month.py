"""The page of a month's charges."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, may, needs, who_may
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.months import Month
from familycare.lib.polish import counted, joined
from familycare.web.lists import hidden_in_words
from reporting.care_charges.charged_month import ChargedMonth
from reporting.care_charges.grid import COST, charges_grid, with_proposals
from reporting.care_charges.services import save_charges
from reporting.care_charges.sums import sums_of

PROPOSE = "zaproponuj"
NOBODY = (
    "W tym miesiącu nikt z rodzin, które widzisz, nie był w pieczy zastępczej. Lista powstaje z pobytów poza rodziną, "
    "które wpisuje się na stronie rodziny."
)


@require_safe
@needs(Right.READ_CHARGES)
def latest_charges(request):
    """Redirect to the last month that is over."""
    return redirect("charges", Month.of(timezone.localdate()) + -1)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_CHARGES)
def charges(request, month):
    """Show the charges of the month (2024-05); whoever keeps charges enters, corrects and deletes them in a grid."""
    month, this_month = month_or_404(month), Month.of(timezone.localdate())
    if request.method == "POST" and not may(request.user, Right.KEEP_CHARGES):
        raise PermissionDenied(who_may(Right.KEEP_CHARGES))
    proposed, is_saved = None, False
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        charged = ChargedMonth(month, request.user)
        data = request.POST if request.method == "POST" else None
        if PROPOSE in request.POST:
            data, proposed = with_proposals(request.POST, charged)
        grid = charges_grid(charged, data)
        if proposed is None and grid.is_valid():
            is_saved = _saved(request, grid, charged)
    if is_saved:
        return redirect("charges", month)
    record_reading(request, ReadingKind.FAMILIES, what=f"odpłatności za pieczę, {month.name}")
    context = {
        "month": month,
        "before": month + -1,
        "after": month + 1 if month < this_month else None,
        "charged": charged,
        "grid": grid,
        "proposed": proposed,
        "may_write": may(request.user, Right.KEEP_CHARGES),
        "proposals": [line for line in charged.missing if line.last and line.is_writable],
        "sums": sums_of(month, request.user),
        "nobody": NOBODY,
        "hidden": hidden_in_words(charged.hidden, charged.total, "osób w pieczy"),
    }
    return render(request, "reporting/care_charges/month.html", context)


def _saved(request, grid, charged):
    """Save what was changed and return True, or add the errors to the grid and return False."""
    persons = {line.person.number: line.person for line in charged.lines}
    costs = {persons[key]: new for (key, _column), (_old, new) in grid.changes.items()}
    try:
        saved = save_charges(month=charged.month, costs=costs, today=timezone.localdate())
    except ValidationError as error:
        for key, found in getattr(error, "message_dict", {"": error.messages}).items():
            for message in found:
                if key in persons:
                    grid.add_error(key, COST, message)
                else:
                    grid.complaints.append(message)
        return False
    done = [
        counted(saved.added, "nowa", "nowe", "nowych") if saved.added else "",
        counted(saved.corrected, "poprawiona", "poprawione", "poprawionych") if saved.corrected else "",
        counted(saved.deleted, "usunięta", "usunięte", "usuniętych") if saved.deleted else "",
    ]
    if told := joined([*filter(None, done)]):
        messages.success(request, f"Zapisano odpłatności: {told}.")
    else:
        messages.info(request, "Nic się nie zmieniło, więc niczego nie zapisano.")
    return True


def month_or_404(text):
    """Return the Month written in an address, up to the present one. Raise Http404."""
    try:
        month = Month.parse(text)
    except ValueError:
        raise Http404 from None
    if month.start > timezone.localdate():
        raise Http404
    return month
