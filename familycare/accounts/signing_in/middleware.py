"""Middleware of sessions, and that requires sign-in, recent activity and a second factor."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.cache import patch_cache_control

from familycare.accounts.signing_in.session_length import end_long_session, note_presence
from familycare.accounts.unsent_forms.services import keep
from familycare.accounts.views.refusals import is_script, sign_in_that_tells_of_the_form
from familycare.audit.acting import calm_if_locked

# URL names that a user without a required second factor may open.
ALLOWED_WITHOUT_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "presence",
    "keep_unsent_form",
    "print_style",
}


class CalmSessionMiddleware(SessionMiddleware):
    """Sessions that answer 503 when they cannot be saved, because another process writes to SQLite."""

    process_response = calm_if_locked(SessionMiddleware.process_response)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Require sign-in. Each request but `unattended` ones resets the idle time, and pages are not stored by the browser
    for the next user."""

    @calm_if_locked
    def process_view(self, request, view_func, view_args, view_kwargs):
        end_long_session(request)
        if request.user.is_authenticated:
            if not getattr(view_func, "unattended", False):
                note_presence(request)
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def process_response(self, request, response):
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def handle_no_permission(self, request, view_func):
        sign_in = resolve_url(self.get_login_url(view_func))
        if request.method == "POST":
            # The target of a form may not accept GET. What the diary's script could not send waits in the browser;
            # kept here too, it would wait twice.
            if not is_script(request) and keep(request):
                sign_in = sign_in_that_tells_of_the_form()
        else:
            sign_in = redirect_to_login(current_url(request), sign_in).url
        if request.headers.get("HX-Request"):  # a fragment: redirect the whole page
            return HttpResponse(headers={"HX-Redirect": sign_in})
        return redirect(sign_in)


def current_url(request):
    """Return the URL of the page that the reader sees; for a fragment, that of its page."""
    if request.headers.get("HX-Request") and request.htmx.current_url_abs_path:
        return request.htmx.current_url_abs_path
    return request.get_full_path()


class SecondFactorMiddleware:
    """If a second factor is required, let users without one only set one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.SECOND_FACTOR or not request.user.is_authenticated or request.user.has_second_factor:
            return None
        return None if request.resolver_match.url_name in ALLOWED_WITHOUT_SECOND_FACTOR else redirect("mfa_index")
