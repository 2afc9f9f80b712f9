"""The supplement to pay: the settlement of a year, a month as a grid, and the caps."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assistants.models import SupplementCap
from assistants.supplement.forms import CapForm, MonthForm
from assistants.supplement.services import save_cap, save_month
from assistants.supplement.settlement import posts_in, settlement
from assistants.supplement.workbook import settlement_workbook
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import lock_changes, record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.months import FIRST_YEAR, LAST_YEAR, Month

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@needs(Right.READ_ASSISTANTS)
def supplement(request):
    """Show the settlement of the year `rok` of the address, by default the current one, and the caps."""
    today, asked = timezone.localdate(), request.GET.get("rok", "")
    known = asked.isascii() and asked.isdigit() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR
    year = int(asked) if known else today.year
    record_reading(request, ReadingKind.ASSISTANTS, what=f"dodatek do wynagrodzenia, {year}")
    settled = settlement(year)
    first = Month.parse(f"{year}-01")
    context = {
        "year": year,
        "settled": settled,
        "cost": sum((each.cost for each in settled), Decimal()),
        "supplement": sum((each.supplement for each in settled), Decimal()),
        "over_share": sum(each.is_over_share for line in settled for each in line.months),
        "months": [first + place for place in range(12)],
        "caps": [(Month.of(cap.since), cap) for cap in SupplementCap.objects.all()],
    }
    return render(request, "assistants/supplement/supplement.html", context)


@require_safe
@needs(Right.READ_ASSISTANTS)
def supplement_xlsx(request, year):
    """Download the settlement of the year as a workbook."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    record_reading(request, ReadingKind.ASSISTANTS, what=f"dodatek do wynagrodzenia, {year} (XLSX)")
    response = HttpResponse(settlement_workbook(settlement(year), year), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="dodatek-{year}.xlsx"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def supplement_month(request, month):
    """Enter what the posts of the month (2026-03) cost. A wrong cell keeps the others as typed; an outdated version is
    not saved (see VersionedFormMixin)."""
    try:
        month = Month.parse(month)
    except ValueError:
        raise Http404 from None
    posts = posts_in(month.start, month.end)
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        form = MonthForm(request.POST if request.method == "POST" else None, month=month, posts=posts)
        if form.is_valid() and _saved(form):
            messages.success(request, f"Zapisano: {month.name}.")
            return redirect(_year(month))
    record_reading(request, ReadingKind.ASSISTANTS, what=f"dodatek do wynagrodzenia, {month.name}")
    context = {"form": form, "month": month, "back": _year(month)}
    return render(request, "assistants/supplement/month.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.MANAGE_STAFF)
def supplement_cap(request):
    """Enter a cap of supplements; change the one that begins in the same month, or take it back."""
    initial = {"since": f"{timezone.localdate().year}-01"}
    form = CapForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        month = form.cleaned_data["since"]
        try:
            named = {name: form.cleaned_data[name] for name in ("amount", "share", "source")}
            saved = save_cap(month=month, **named)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, "Zapisano limit dodatku." if saved else "Usunięto limit dodatku.")
            return redirect(_year(month))
    return render(request, "assistants/supplement/cap.html", {"form": form, "back": reverse("supplement")})


def _saved(form):
    """Save the month and return True, or add the errors to the form and return False."""
    try:
        save_month(month=form.month, amounts=form.amounts())
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


def _year(month):
    return f"{reverse('supplement')}?rok={month.start.year}"
