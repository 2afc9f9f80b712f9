"""Refusals: what is missing, who can help, and what was typed is not lost."""

from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familycare.accounts.models import Role, State, User
from familycare.accounts.rights import NotAuthorisedYet
from familycare.accounts.unsent_forms.models import MARK
from familycare.accounts.unsent_forms.owner import TokenCheck
from familycare.accounts.unsent_forms.services import keep


def permission_denied(request, exception):
    """403: the role does not allow it, or the authorisation is missing that would."""
    context = {"exception": str(exception), "unsent": keep(request) if request.method == "POST" else None}
    if is_script(request):
        return told_to_script(context["unsent"], 403)
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


def not_found(request, exception):
    """404. A form that went there waits for whoever typed it: the family was handed over, say, while it was open."""
    form = keep(request) if request.method == "POST" and request.user.is_authenticated else None
    if is_script(request):
        return told_to_script(form, 404)
    return render(request, "404.html", {"unsent": form}, status=404)


def is_script(request):
    """Whether a script that sends what was typed has asked, not somebody who reads the answer."""
    return request.headers.get("Accept") == "application/json"


def told_to_script(form, status):
    return JsonResponse({"saved": False, "kept": form is not None}, status=status)


def forged_form(request, reason=""):
    """A form whose token is not of the reader's last sign-in: stale, another person's, or forged.

    What its own owner typed is given back to them; of another person's form nothing is shown.
    """
    if isinstance(request, TokenCheck):  # the answer to our own question whether it is
        return HttpResponseForbidden()
    form = keep(request)
    if form and not request.user.is_authenticated:
        return redirect("account_login")
    mine = form is not None and form.user == request.user
    context = {"unsent": form, "mine": mine, "fields": form.pairs if mine else [], "mark": MARK}
    return render(request, "403_csrf.html", context, status=403)
