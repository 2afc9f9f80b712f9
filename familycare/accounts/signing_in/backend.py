"""Authentication, checked at sign-in and with each request, so that a suspended user is out at once."""

from functools import cache

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from familycare.accounts.models import User


class AccountBackend(ModelBackend):
    """Sign in with e-mail and password to an account that is open today."""

    def user_can_authenticate(self, user):
        return user.may_enter_on(timezone.localdate())

    def get_user(self, user_id):
        try:
            user = _accounts().get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


@cache
def _accounts():
    """Return a query set with what each request needs: end of employment and second factor.

    Cached, because building it takes as long as running it.
    """
    return User.objects.with_second_factor().select_related("assistant")
