"""The forms that wait for the reader, and how a form that is being filled in gets there."""

import json

from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from familycare.accounts.rights import open_to_all, own_account
from familycare.accounts.unsent_forms.models import MARK
from familycare.accounts.unsent_forms.owner import owner_of
from familycare.accounts.unsent_forms.services import keep_for, settle
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete


@require_safe
@own_account
def unsent_forms(request):
    """The forms that wait for the reader: to be sent again, opened again, or thrown away."""
    waiting = [(form, form.pairs) for form in request.user.unsent_forms.waiting()]
    return render(request, "accounts/unsent_forms.html", {"waiting": waiting, "mark": MARK})


@require_safe
@own_account
def unsent_form(request, key):
    """The fields of one of them, for the script that fills them in again."""
    form = get_object_or_404(request.user.unsent_forms.waiting(), pk=key)
    return JsonResponse({"fields": form.pairs})


@require_POST
@own_account
@idempotent_delete
@transaction.atomic
def throw_away(request, key):
    """The form waits no longer; a draft stays among the drafts."""
    form = get_object_or_404(request.user.unsent_forms.waiting(), pk=key)
    settle(request.user, str(form.pk))
    return redirect_after_delete(request, "Wyrzucono formularz.", "unsent_forms")


@csrf_exempt
@require_POST
@open_to_all
def keep_unsent_form(request):
    """Keeps a form that is being filled in while its author is signed out for idleness: `address`, and `fields` as
    JSON, pairs of texts. The author is signed out, so that nobody finds their screen open.

    Open to all and exempt from the check of the token, because the session may have ended a second before, and somebody
    else may have signed in meanwhile. The token says whose form it is; a forged one says nobody's.
    """
    owner, address = owner_of(request), request.POST.get("address", "")
    if owner and address.startswith("/") and url_has_allowed_host_and_scheme(iri_to_uri(address), allowed_hosts=None):
        pairs = pairs_of(request.POST.get("fields", ""))
        keep_for(owner, address=iri_to_uri(address), pairs=pairs, was_sent=False)
    if owner and owner == request.user:
        logout(request)
    return HttpResponse(status=204)


def pairs_of(text):
    """Pairs of texts from JSON; BadRequest if it is anything else."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        raise BadRequest("not pairs of texts") from None
