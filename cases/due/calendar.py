"""Terms as a calendar that phones and desktops subscribe to (iCalendar, RFC 5545). It holds no names: numbers of
families only, as it lies in calendars that the centre does not keep."""

from datetime import timedelta

import icalendar
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.due.kinds import TERMS, kinds_read_by
from cases.due.listing import DueList
from cases.models import Family

DAYS_BACK, DAYS_AHEAD = 30, 92
MOST_EVENTS = 2000


def terms_of(user, address):
    """The calendar of the user's terms from DAYS_BACK to DAYS_AHEAD as bytes; of more than MOST_EVENTS the first ones.

    `address(number)` gives the address of a family's page, where who signs in reads more. None: the user may read
    nothing of families today.
    """
    kinds = [kind for kind in kinds_read_by(user) if kind in TERMS]
    if not kinds:
        return None
    today = timezone.localdate()
    dues = DueList(Family.objects.visible_to(user), today, kinds).dues(
        first=today - timedelta(days=DAYS_BACK), last=today + timedelta(days=DAYS_AHEAD), rows=slice(MOST_EVENTS)
    )
    keys = {due.family for due in dues}
    numbers = dict(Family.objects.filter(pk__in=keys).order_by().values_list("pk", "number"))
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//familycare//terminy//PL")
    calendar.add("x-wr-calname", _("familycare: terminy"))
    calendar.add("refresh-interval", timedelta(hours=4), {"VALUE": "DURATION"})
    for due in dues:
        calendar.add_component(_event(due, numbers[due.family], address))
    return calendar.to_ical()


def _event(due, number, address):
    event = icalendar.Event()
    event.add("uid", f"{due.kind}-{due.record}@familycare")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", f"{due.kind.label}: {number}")
    event.add("url", address(number))
    event.add("transp", "TRANSPARENT")  # a term takes no time of the day
    event.add("class", "CONFIDENTIAL")
    return event
