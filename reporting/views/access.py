"""The door of every page of this app."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from cases.access import may_see_families


def for_staff(view):
    """The view for those who may see families; others get 403. Whoever has not signed in never comes this far."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_see_families(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
