"""Signing in through the centre's directory (OpenID Connect)."""

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.views.decorators.http import require_safe

from familycare.accounts.models import User
from familycare.accounts.rights import open_to_all

LINK_PARAMETERS = {"next", "process"}  # of the link on the sign-in page


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the centre's directory, for invited users only."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Link an account of the directory with the user whose confirmed address it has, if that user has no link yet.

        Another account of the directory with the same address is of somebody else, to whom the address was given.
        """
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied("The directory is for signing in only.")
        if sociallogin.is_existing:
            return
        # Only `true` confirms an address; the text "false" would do as well, if any value did.
        addresses = [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
        with transaction.atomic():
            user = User.objects.select_for_update(no_key=True).filter(email__in=addresses).first()
            if user and user.may_enter_on(timezone.localdate()) and directory_link(user) is None:
                sociallogin.connect(request, user)


@require_safe
@open_to_all
def sign_in_at_directory(request, provider_id):
    """Redirect to the directory.

    Refuse parameters that allauth would take from anybody's link: linking the directory's account with the account that
    is signed in here (`process=connect`), other scopes, other parameters for the directory.
    """
    if request.GET.keys() - LINK_PARAMETERS or request.GET.get("process", AuthProcess.LOGIN) != AuthProcess.LOGIN:
        raise BadRequest("The directory is for signing in only.")
    return views.login(request, provider_id)


def directory_link(user):
    """Return the user's link with an account of the directory (a SocialAccount), or None."""
    return SocialAccount.objects.filter(user=user).first()
