"""Who is let in: asked at sign-in, and again with every request, so that whoever is suspended is out at once."""

from functools import cache

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from familycare.accounts.models import User


class AccountBackend(ModelBackend):
    """E-mail and password of an account that is open today."""

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
    """Accounts with what each request asks of them: when an assistant's employment ends, whether there is a second
    factor. Built once, as building takes as long as asking."""
    return User.objects.with_second_factor().select_related("assistant")
