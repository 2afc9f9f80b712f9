"""Error pages: what is missing, who can help, and that the form was saved."""

from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from familycare.accounts.models import Role, State, User
from familycare.accounts.rights import NotAuthorisedYet
from familycare.accounts.unsent_forms.models import MARK
from familycare.accounts.unsent_forms.owner import TokenCheck
from familycare.accounts.unsent_forms.services import keep
from familycare.audit.acting import calm_if_locked


@calm_if_locked
def permission_denied(request, exception):
    """Render 403: the role has no such right, or the authorisation is missing."""
    context = {"exception": str(exception), "unsent": keep(request) if request.method == "POST" else None}
    if is_script(request):
        return script_response(context["unsent"], 403)
    if not isinstance(exception, NotAuthorisedYet):
        return render(request, "403.html", context, status=403)
    today = timezone.localdate()
    documents = [
        (request.user.authorised_on, "data pisemnego upoważnienia do przetwarzania danych osobowych"),
        (request.user.secrecy_on, "data oświadczenia o zachowaniu tajemnicy"),
    ]
    context |= {
        "missing": [words for day, words in documents if day is None or day > today],
        "administrators": User.objects.in_state(State.OPEN, today).filter(role=Role.ADMIN),
    }
    return render(request, "accounts/not_authorised_yet.html", context, status=403)


@calm_if_locked
def not_found(request, exception):
    """Render 404. A posted form is saved for its author, for example if the family was handed over meanwhile."""
    form = keep(request) if request.method == "POST" and request.user.is_authenticated else None
    if is_script(request):
        return script_response(form, 404)
    return render(request, "404.html", {"unsent": form}, status=404)


def is_script(request):
    """Return whether the request was made by a script."""
    return request.headers.get("Accept") == "application/json"


def sign_in_that_tells_of_the_form():
    """Return the address of the sign-in page that says that what was typed waits: once, however often it was sent."""
    return f"{reverse('account_login')}?formularz=czeka"


def script_response(form, status):
    """Return the JSON response for a script."""
    return JsonResponse({"saved": False, "kept": form is not None}, status=status)


@calm_if_locked
def forged_form(request, reason=""):
    """Render 403 for a form whose CSRF token is not of the reader's current sign-in: stale, of another user, or forged.

    Its author gets the typed text back; nothing of another user's form is shown.
    """
    if isinstance(request, TokenCheck):  # our own check of a token
        return HttpResponseForbidden()
    form = keep(request)
    if form and not request.user.is_authenticated:
        return redirect(sign_in_that_tells_of_the_form())
    mine = form is not None and form.user == request.user
    context = {"unsent": form, "mine": mine, "fields": form.pairs if mine else [], "mark": MARK}
    return render(request, "403_csrf.html", context, status=403)
