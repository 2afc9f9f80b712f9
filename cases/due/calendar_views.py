"""The calendar subscription: its secret address and its content."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.due.calendar import calendar_of
from cases.models.personal import CalendarLink, new_secret
from familycare.accounts.links import public_url
from familycare.accounts.rights import Right, needs, open_to_all
from familycare.audit.acting import acting_as, address_of
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.polish import counted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_FAMILIES)
def own_link(request):
    """Show the address, with buttons to create, renew and delete it. A new address replaces the old one."""
    if request.method == "POST":
        if request.POST.get("co") == "usun":
            CalendarLink.objects.filter(user=request.user).delete()
            messages.success(request, "Adres usunięto. Kalendarze, które go znały, nic już nie pobiorą.")
        else:
            CalendarLink.objects.update_or_create(user=request.user, defaults={"secret": new_secret()})
            messages.success(request, "Adres jest gotowy. Poprzedni, jeśli był, już nie działa.")
        return redirect("calendar")
    link = CalendarLink.objects.filter(user=request.user).first()
    address = link and public_url("calendar_feed", link.token)
    return render(request, "cases/due/calendar.html", {"link": link, "address": address})


@never_cache
@require_safe
@open_to_all
def feed(request, token):
    """Return the calendar of the account with this token, without names, while the account is open and authorised.

    The token replaces the login, because calendar programs cannot log in.
    """
    link = CalendarLink.of_token(token)
    if not link:
        raise Http404
    calendar = calendar_of(link.user, lambda number: public_url("family", number))
    with acting_as(link.user, address_of(request)):
        if not calendar:
            record_reading(None, ReadingKind.REFUSED, what=ReadingKind.CALENDAR.label)
            raise Http404
        events = counted(calendar.count(b"BEGIN:VEVENT"), "wpis", "wpisy", "wpisów")
        record_reading(None, ReadingKind.CALENDAR, what=events)
    return HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
