"""Deadlines and appointments as a calendar subscription (iCalendar, RFC 5545).

It contains numbers of families but no names, because calendars store it outside of the centre.
"""

from datetime import UTC, datetime, timedelta

import icalendar
from django.utils import timezone

from cases.due.kinds import DEADLINES, kinds_read_by
from cases.due.listing import DueList
from cases.models import Family
from cases.models_above import Appointment

DAYS_BACK, DAYS_AHEAD = 30, 92
MOST_EVENTS = 2000


def calendar_of(user, address):
    """Return the user's deadlines and appointments from DAYS_BACK to DAYS_AHEAD as an iCalendar file (bytes).

    At most MOST_EVENTS deadlines are included, the earliest first. `address(number)` returns the address of a
    family's page. Return None if the user may read about no family today.
    """
    kinds = [kind for kind in kinds_read_by(user) if kind in DEADLINES]
    if not kinds:
        return None
    today = timezone.localdate()
    first, last = today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD)
    dues = DueList.of_reader(user, today, kinds).dues(first=first, last=last, rows=slice(MOST_EVENTS))
    keys = {due.family for due in dues}
    numbers = dict(Family.objects.filter(pk__in=keys).order_by().values_list("pk", "number"))
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//familycare//terminy//PL")
    calendar.add("x-wr-calname", "familycare: terminy")
    calendar.add("refresh-interval", timedelta(hours=4), {"VALUE": "DURATION"})
    for due in dues:
        calendar.add_component(_deadline_event(due, numbers[due.family], address))
    for appointment in _appointments(user).filter(planned_on__range=(first, last)):
        calendar.add_component(_appointment_event(appointment, address))
    return calendar.to_ical()


def _appointments(user):
    """Return the user's planned appointments with families that they support or monitor, if they are an assistant."""
    kept = Appointment.objects.planned().filter(family__in=Family.objects.visitable_by(user)).select_related("family")
    own = getattr(user, "assistant", None)
    return kept.kept_by(own) if own else kept.none()


def _deadline_event(due, number, address):
    event = _event(f"{due.kind}-{due.record}", f"{due.kind.label}: {number}", address(number))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a deadline does not block the day
    return event


def _appointment_event(appointment, address):
    """Return an event of one hour, or of the whole day if no time was agreed.

    The place is left out, because it may be somebody's home.
    """
    number, day = appointment.family.number, appointment.planned_on
    event = _event(f"spotkanie-{appointment.pk}", f"Spotkanie: {number}", address(number))
    if appointment.starts_at:
        local = datetime.combine(day, appointment.starts_at, timezone.get_default_timezone())
        event.add("dtstart", local.astimezone(UTC))
        event.add("duration", timedelta(hours=1))
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    return event


def _event(key, summary, url):
    event = icalendar.Event()
    event.add("uid", f"{key}@familycare")
    event.add("dtstamp", timezone.now())
    event.add("summary", summary)
    event.add("url", url)
    event.add("class", "CONFIDENTIAL")
    return event
