"""The page of a month's charges."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, may, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.months import Month
from familycare.lib.polish import counted, joined
from familycare.web.lists import hidden_in_words
from reporting.care_charges.charged_month import ChargedMonth
from reporting.care_charges.grid import COST, charges_grid, costs_in, with_proposals
from reporting.care_charges.services import save_charges
from reporting.care_charges.sums import sums_of

PROPOSE = "zaproponuj"
COMPONENTS = "skladniki"  # in the address: the grid has the components of costs
NOBODY = (
    "W tym miesiącu nikt z rodzin, które widzisz, nie był w pieczy zastępczej. Lista powstaje z pobytów poza rodziną, "
    "które wpisuje się na stronie rodziny."
)


@require_safe
@needs(Right.READ_CHARGES)
def latest_charges(request):
    """Redirect to the last month that is over."""
    return redirect("charges", Month.of(timezone.localdate()) + -1)


@require_safe
@needs(Right.READ_CHARGES)
def charges(request, month):
    """Show the charges of the month (2024-05)."""
    charged = ChargedMonth(month_or_404(month), request.user)
    return _page(request, charged, charges_grid(charged, with_components=COMPONENTS in request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_CHARGES)
def enter_charges(request, month):
    """Enter, correct and delete the charges of the month in a grid, on the same page."""
    month, proposed, is_saved = month_or_404(month), None, False
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        charged = ChargedMonth(month, request.user)
        data = request.POST if request.method == "POST" else None
        if PROPOSE in request.POST:
            data, proposed = with_proposals(request.POST, charged)
        grid = charges_grid(charged, data, with_components=COMPONENTS in request.GET)
        if proposed is None and grid.is_valid():
            is_saved = _saved(request, grid, charged)
    if is_saved:
        return redirect(f"{reverse('charges', args=[month])}{_asked(request)}")
    return _page(request, charged, grid, proposed)


def _page(request, charged, grid, proposed=None):
    """Return the page of the month. `proposed`: how many costs of last month were just put into the grid, or None."""
    month, this_month = charged.month, Month.of(timezone.localdate())
    record_reading(request, ReadingKind.FAMILIES, what=f"odpłatności za pieczę, {month.name}")
    context = {
        "month": month,
        "before": month + -1,
        "after": month + 1 if month < this_month else None,
        "charged": charged,
        "grid": grid,
        "proposed": proposed,
        "with_components": COMPONENTS in request.GET,
        "asked": _asked(request),
        "may_write": may(request.user, Right.KEEP_CHARGES),
        "proposals": [line for line in charged.missing if line.last and line.is_writable],
        "sums": sums_of(month, request.user),
        "nobody": NOBODY,
        "hidden": hidden_in_words(charged.hidden, charged.total, "osób w pieczy"),
    }
    return render(request, "reporting/care_charges/month.html", context)


def _asked(request):
    """Return the query of the address, which says whether the grid has components."""
    return f"?{COMPONENTS}" if COMPONENTS in request.GET else ""


def _saved(request, grid, charged):
    """Save what was changed and return True, or add the errors to the grid and return False."""
    persons = {line.person.number: line.person for line in charged.lines}
    try:
        saved = save_charges(month=charged.month, costs=costs_in(grid, charged), today=timezone.localdate())
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
