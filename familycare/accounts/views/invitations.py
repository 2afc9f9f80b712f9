"""The page behind the link of an invitation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from familycare.accounts.forms import FirstPasswordForm
from familycare.accounts.models import Invitation
from familycare.accounts.rights import open_to_all
from familycare.accounts.services import accept_invitation, digest


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_all
def invitation(request, token):
    """Set the first password of the account.

    The page does not say why a link is invalid (used, expired, withdrawn, invented), because it may be in the wrong
    hands.
    """
    found = Invitation.objects.select_related("user__assistant").filter(digest=digest(token)).first()
    if not (found and found.is_good):
        return invitation_gone(request)
    form = FirstPasswordForm(found.user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/invitation.html", {"form": form, "invited": found.user})
    try:
        accept_invitation(token, password=form.cleaned_data["password1"])
    except ValidationError:
        return invitation_gone(request)
    messages.success(request, "Hasło ustawione. Zaloguj się nim teraz.")
    return redirect("account_login")


def invitation_gone(request) -> HttpResponse:
    """Render the page for an invalid link (410)."""
    return render(request, "accounts/invitation_gone.html", status=410)
