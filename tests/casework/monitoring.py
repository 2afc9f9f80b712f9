"""Monitoring of family R12 after its support: the diary entry, the daily e-mail, the calendar."""

from uuid import uuid4

import icalendar
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from cases.models import CalendarLink

LOG = f"{reverse('log_visit')}?rodzina=R12"
TERM = "Monitorowanie po zakończeniu wsparcia"


def entry(**fields):
    """The fields of a diary entry about monitoring."""
    keys = {"client_key": str(uuid4()), "writer": str(uuid4())}
    return keys | {"visited_on": "2024-05-17", "kind": "monitoring", "duration": "30"} | fields


def digest_of(user):
    """The daily e-mail to the user, or ""."""
    mail.outbox.clear()
    call_command("send_digest")
    return next((message.body for message in mail.outbox if message.to == [user.email]), "")


def calendar_of(user, client):
    """{summary: event} of the user's calendar of terms."""
    link = CalendarLink.objects.get_or_create(user=user)[0]
    answer = client.get(reverse("calendar_feed", args=[link.token]))
    return {str(event["summary"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}
