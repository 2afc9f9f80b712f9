"""Entries of the diary: the pages, what their forms send, and the service behind them."""

import uuid

from django.urls import reverse

from assistants.diary.services import log_visit
from tests.diary.people import TODAY
from tests.html_forms import field_of

DAY, LOG, GROUP, ENTRIES = (reverse(name) for name in ("my_day", "log_visit", "log_group", "my_entries"))


def log(assistant, family, **contents):
    """A usual visit of today with these changes."""
    usual = {"visited_on": TODAY, "kind": "home_visit", "minutes": 60, "client_key": uuid.uuid4()}
    return log_visit(assistant=assistant, family=family, **usual | contents)


def at(family):
    """The address of the form for a visit to the family."""
    return f"{LOG}?rodzina={family.number}"


def sent(**fields):
    """What the form sends for a usual visit with these changes; None leaves a field out."""
    usual = {
        "visited_on": "2023-06-20",
        "kind": "home_visit",
        "duration": "60",
        "advice_count": "1",
        "summary": "Rozmowa o szkole.",
        "client_key": str(uuid.uuid4()),
        "writer": str(uuid.uuid4()),
    }
    return {name: value for name, value in (usual | fields).items() if value is not None}


def correction(client, address, **fields):
    """What the form of a correction sends when it is opened now."""
    return sent(version=field_of(client.get(address), "version"), **fields)
