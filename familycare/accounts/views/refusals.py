"""Refusals: what is missing, who can help, and what was typed is not lost."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familycare.accounts import kept
from familycare.accounts.models import Role, State, User
from familycare.accounts.rights import NotAuthorisedYet


def permission_denied(request, exception):
    """403: the role does not allow it, or the authorisation is missing that would."""
    context = {"exception": str(exception), "kept": kept.keep(request) if request.method == "POST" else None}
    if is_script(request):
        return told_to_script(context["kept"], 403)
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
    form = kept.keep(request) if request.method == "POST" and request.user.is_authenticated else None
    if is_script(request):
        return told_to_script(form, 404)
    return render(request, "404.html", {"kept": form}, status=404)


def is_script(request):
    """Whether a script that sends what was typed has asked, not somebody who reads the answer."""
    return request.headers.get("Accept") == "application/json"


def told_to_script(form, status):
    return JsonResponse({"saved": False, "kept": form is not None}, status=status)


def forged_form(request, reason=""):
    """A form whose token is not that of the reader's last signing in: gone stale, another person's, or forged.

    What its own owner typed is given back to them; of another person's form nothing is shown.
    """
    owner, form = kept.owner_of(request), kept.keep(request)
    if form and not request.user.is_authenticated:
        return redirect("account_login")
    context = {
        "kept": form,
        "mine": form is not None and owner == request.user,
        "fields": kept.fields_of(form) if form and owner == request.user else [],
        "mark": kept.MARK,
    }
    return render(request, "403_csrf.html", context, status=403)
