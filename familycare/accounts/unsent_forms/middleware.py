"""Middleware for unsent forms."""

from familycare.accounts.unsent_forms.models import MARK
from familycare.accounts.unsent_forms.owner import remember_owner
from familycare.accounts.unsent_forms.services import settle
from familycare.audit.acting import calm_if_locked


class UnsentFormsMiddleware:
    """Remember who opened the forms of a page, and settle an unsent form after it has been sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    @calm_if_locked
    def __call__(self, request):
        response = self.get_response(request)
        remember_owner(request, response)
        if request.method == "POST" and request.user.is_authenticated and response.status_code < 400:
            settle(request.user, request.POST.get(MARK, ""))
        return response
