"""Deletions that may be repeated, by a double click or from two tabs: both lead to the same page.

The cache remembers for twelve hours who deleted at which URL, in the transaction of the deletion. For everybody else
the URL answers 404.
"""

import hashlib
from functools import wraps

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, resolve_url

REMEMBERED = 12 * 3600  # seconds


def idempotent_delete(view):
    """Decorator: if the view raises Http404 because the user has already deleted the object, redirect to where that
    deletion led."""

    @wraps(view)
    def once(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            back = cache.get(_mark(request))
            if back is None:
                raise
            messages.info(request, "To już usunięto.")
            return redirect(back)

    return once


def redirect_after_delete(request, message, back):
    """Return the response of an `idempotent_delete` view that has deleted something: a message and a redirect to
    `back`."""
    cache.set(_mark(request), resolve_url(back), REMEMBERED)
    messages.success(request, message)
    return redirect(back)


def _mark(request):
    return hashlib.sha256(f"deleted {request.user.pk} {request.path}".encode()).hexdigest()
