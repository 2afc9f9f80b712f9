"""What is deleted twice, by a double click or from two tabs: the second time leads where the first one did.

The database remembers for a while who has deleted at which address, in the transaction of the deletion itself. Nobody
else is told that there ever was something.
"""

import hashlib
from functools import wraps

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, resolve_url

REMEMBERED = 12 * 3600  # seconds


def deletes(view):
    """A view that finds nothing to delete any more says so to whoever deleted it, and leads them back."""

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


def deleted(request, message, back):
    """The answer of a view, marked with `deletes`, that has just deleted something."""
    cache.set(_mark(request), resolve_url(back), REMEMBERED)
    messages.success(request, message)
    return redirect(back)


def _mark(request):
    return hashlib.sha256(f"deleted {request.user.pk} {request.path}".encode()).hexdigest()
