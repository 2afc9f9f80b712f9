"""The list of groups, and the values of one: read by all who read figures, typed in by whoever keeps them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, may, needs, who_may
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import counted
from reporting.outside.forms import NewPeriodForm, SourceForm
from reporting.outside.groups import group_of, groups
from reporting.outside.history import corrections
from reporting.outside.sheet import PeriodSheet, latest_periods
from reporting.outside.values import save_sources, save_values
from reporting.periods import Period, PeriodError

ON_A_PAGE = 50


@require_safe
@needs(Right.READ_FIGURES)
def outside_figures(request):
    """List the groups in the order of the centre, each with the latest period that the reader may read."""
    latest = latest_periods(request.user)
    listed = [(group, latest.get(group.key)) for group in groups()]
    return render(request, "reporting/outside/groups.html", {"groups": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_FIGURES)
def outside_group(request, group):
    """Show the values of a group; whoever keeps figures types them in.

    `okres` of the address is a period to show; `okresy=wszystkie` shows all of them.
    """
    data = request.POST if request.method == "POST" else None
    with transaction.atomic():
        if data is not None:
            lock_changes()
        group, sheet = _sheet(request, group, data)
        _check_right(request)
        grid, form = sheet.values(), SourceForm(data)
        if grid.is_valid() and form.is_valid() and (changes := sheet.changes(grid)):
            try:
                save_values(group=group, changes=changes, source=form.cleaned_data["source"])
            except ValidationError as error:
                add_service_errors(form, error)
        if grid.is_valid() and form.is_valid():
            _say(request, len(grid.changes), "Zapisano")
            return redirect(request.get_full_path())
    context = _context(request, group, sheet) | {"grid": grid, "form": form}
    return render(request, "reporting/outside/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_FIGURES)
def outside_sources(request, group):
    """Show where each value of a group comes from; whoever keeps figures corrects it."""
    data = request.POST if request.method == "POST" else None
    with transaction.atomic():
        if data is not None:
            lock_changes()
        group, sheet = _sheet(request, group, data)
        _check_right(request)
        grid = sheet.sources()
        if grid.is_valid():
            save_sources(group=group, changes=sheet.changes(grid))
            _say(request, len(grid.changes), "Zapisano źródła:")
            return redirect(request.get_full_path())
    return render(request, "reporting/outside/sources.html", _context(request, group, sheet) | {"grid": grid})


@require_safe
@needs(Right.READ_FIGURES)
def outside_history(request, group):
    """Show who entered and corrected the values of a group."""
    group = group_or_404(group)
    page = Paginator(corrections(group, request.user), ON_A_PAGE).get_page(request.GET.get("strona"))
    return render(request, "reporting/outside/history.html", {"group": group, "page": page})


@require_safe
@needs(Right.KEEP_FIGURES)
def new_outside_period(request, group):
    """Ask for a period, and open the grid of the group with it."""
    group = group_or_404(group)
    form = NewPeriodForm(request.GET if request.GET else None)
    if form.is_valid():
        return redirect(f"{reverse('outside_group', args=[group.key])}?okres={form.cleaned_data['period']}")
    return render(request, "reporting/outside/period.html", {"group": group, "form": form})


def group_or_404(key):
    """Return the Group with that key."""
    if group := group_of(key):
        return group
    raise Http404


def _sheet(request, key, data):
    group = group_or_404(key)
    try:
        asked = Period.parse(request.GET["okres"]) if "okres" in request.GET else None
    except PeriodError:
        raise Http404 from None
    shows_all = request.GET.get("okresy") == "wszystkie"
    return group, PeriodSheet(group, request.user, asked=asked, shows_all=shows_all, data=data)


def _context(request, group, sheet):
    return {"group": group, "sheet": sheet, "keeps": may(request.user, Right.KEEP_FIGURES)}


def _say(request, count, what):
    if count:
        messages.success(request, f"{what} {counted(count, 'wartość', 'wartości', 'wartości')}.")
    else:
        messages.info(request, "Niczego nie zmieniono.")


def _check_right(request):
    if request.method == "POST" and not may(request.user, Right.KEEP_FIGURES):
        raise PermissionDenied(who_may(Right.KEEP_FIGURES))
