"""Who acts at the moment: whoever signed in and asked for a page, or a command on the server. Without either,
nothing that the log watches may be written."""

import ipaddress
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings

_here = ContextVar("actor", default=None)
anywhere = None  # The Actor where nobody else acts: none, but in tests.


class NobodyActs(Exception):
    """Something was to be written, and nobody can be named who did it."""


@dataclass(frozen=True)
class Actor:
    """Who, as the log keeps it; `user` is None for a command and for somebody who has not signed in."""

    user: Any
    words: str
    address: str | None = None


def actor():
    """The Actor of the moment. Raises NobodyActs."""
    here = _here.get()
    if callable(here):
        return here()
    if here or anywhere:
        return here or anywhere
    raise NobodyActs(
        "A write that the log watches has no actor. Outside of a page and of a command of manage.py, "
        "wrap it in familycare.audit.acting.acting_as(user) or on_server(command)."
    )


@contextmanager
def acting_as(user, address=None):
    """What happens inside is done by that user."""
    with _acting(of_user(user, address)):
        yield


@contextmanager
def on_server(command):
    """What happens inside is done by that command, called on the server."""
    # Said when it is needed: manage.py names its command before there is a catalogue of words.
    with _acting(lambda: Actor(None, f"polecenie na serwerze: {command}")):
        yield


@contextmanager
def in_request(request):
    """What happens inside is done by whoever has sent the request; signing in on the way changes who that is."""
    with _acting(lambda: of_request(request)):
        yield


@contextmanager
def _acting(who):
    token = _here.set(who)
    try:
        yield
    finally:
        _here.reset(token)


def of_user(user, address=None):
    """A signed-in user as Actor."""
    return Actor(user, str(user)[:400], address)


def of_request(request):
    """Whoever has sent the request as Actor."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return of_user(user, address_of(request))
    return Actor(None, "osoba niezalogowana", address_of(request))


def address_of(request):
    """The address that the request came from, or None. Behind a proxy it is the one that the proxy itself saw."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", text).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
