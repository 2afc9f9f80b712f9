"""Who may see which family: the one door that every page, list, export and drill-down goes through."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404


def may_see_families(user):
    """For now signed-in staff see every family and everyone else none; the roles come with accounts."""
    return user.is_active and user.is_staff


def for_staff(view):
    """The view for those who may see families; others get 403. Whoever has not signed in never comes this far."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_see_families(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def family_or_404(user, number):
    """The family of that number, if `user` may see it; what one may not see is as if it were not there."""
    from cases.models import Family  # the models stand on this module

    if "\0" in number:  # PostgreSQL takes no such text
        raise Http404
    return get_object_or_404(Family.objects.visible_to(user), number=number)


class FamilyQuerySet(QuerySet):
    """Families. What a user may see is `visible_to`."""

    def visible_to(self, user):
        """The families whose records `user` may read."""
        return self if may_see_families(user) else self.none()
