"""Who acts: the user who sent the current request, or a command on the server.

Without an actor, no watched record can be written.
"""

import ipaddress
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest
from django.shortcuts import render

RETRY_AFTER = 60  # seconds, as the page says

_actor = ContextVar("actor", default=None)  # an Actor, or a function that returns one
default_actor = None  # the Actor when no other is set: always None, except in tests


class NoActor(Exception):
    """A watched record was about to be written without an actor."""


@dataclass(frozen=True)
class Actor:
    """Who acts, as the log stores it. `user` is None for a command and for a visitor who is not signed in."""

    user: Any
    words: str
    address: str | None = None


def actor():
    """Return the current Actor. Raises NoActor if there is none."""
    found = _actor.get()
    if callable(found):
        return found()
    if found or default_actor:
        return found or default_actor
    raise NoActor(
        "A watched record is written without an actor. Outside of requests and management commands, "
        "use familycare.audit.acting.acting_as(user) or on_server(command)."
    )


@contextmanager
def acting_as(user, address=None):
    """Make `user` the actor within the block."""
    with _acting(of_user(user, address)):
        yield


@contextmanager
def on_server(command):
    """Make the management command with the name `command` the actor within the block."""
    with _acting(Actor(None, f"polecenie na serwerze: {command}")):
        yield


@contextmanager
def in_request(request):
    """Make the user of the request the actor within the block, also if the user signs in or out on the way."""
    with _acting(lambda: of_request(request)):
        yield


@contextmanager
def _acting(who):
    token = _actor.set(who)
    try:
        yield
    finally:
        _actor.reset(token)


def of_user(user, address=None):
    """Return the Actor for a user who is signed in."""
    return Actor(user, str(user)[:400], address)


def of_request(request):
    """Return the Actor for the user of the request."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return of_user(user, address_of(request))
    return Actor(None, "osoba niezalogowana", address_of(request))


def address_of(request):
    """Return the client's IP address, or None. Behind a proxy, only the address that the proxy itself saw counts."""
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", text).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)


class ActorMiddleware:
    """Makes the user of each request the actor while the request is handled."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with in_request(request):
            return self.get_response(request)

    def process_exception(self, request, exception):
        return answer_if_locked(request, exception)


def answer_if_locked(request, exception):
    """Return the answer 503 while another process writes to SQLite, else None: what cannot be recorded must not be
    shown."""
    if is_locked(exception):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = RETRY_AFTER
        return response
    return None


def is_locked(exception):
    """Return whether SQLite was locked by another process. Sessions raise an error of their own because of that."""
    while exception:
        if isinstance(exception, OperationalError) and "database is locked" in str(exception):
            return True
        exception = exception.__cause__ or exception.__context__
    return False


def calm_if_locked(answer):
    """Decorator of `answer(request, …)`, a function or a method that writes outside of views, where Django asks no
    `process_exception`: answer 503 while another process writes to SQLite."""

    @wraps(answer)
    def calm(*args, **kwargs):
        try:
            return answer(*args, **kwargs)
        except Exception as error:
            request = next(each for each in args if isinstance(each, HttpRequest))
            if calm_answer := answer_if_locked(request, error):
                return calm_answer
            raise

    return calm
