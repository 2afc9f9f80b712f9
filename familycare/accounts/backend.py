"""Who is let in: asked at sign-in, and again with every request, so that whoever is suspended is out at once."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from familycare.accounts.models import User


class AccountBackend(ModelBackend):
    """E-mail and password of an account that is open today."""

    def user_can_authenticate(self, user):
        return user.may_enter_on(timezone.localdate())

    def get_user(self, user_id):
        # What each request asks of them is read along: when an assistant's employment ends, whether there is a second
        # factor.
        user = User.objects.with_second_factor().select_related("assistant").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
