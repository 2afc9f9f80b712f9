"""Pages and endpoints for unsent forms."""

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
    """List the reader's unsent forms, to be sent again, opened or discarded."""
    waiting = [(form, form.pairs) for form in request.user.unsent_forms.waiting()]
    return render(request, "accounts/unsent_forms.html", {"waiting": waiting, "mark": MARK})


@require_safe
@own_account
def unsent_form(request, pk):
    """Return the fields of an unsent form for the script that fills them in."""
    form = get_object_or_404(request.user.unsent_forms.waiting(), pk=pk)
    return JsonResponse({"fields": form.pairs})


@require_POST
@own_account
@idempotent_delete
@transaction.atomic
def discard(request, pk):
    """Discard an unsent form. A draft remains among the drafts."""
    form = get_object_or_404(request.user.unsent_forms.waiting(), pk=pk)
    settle(request.user, str(form.pk))
    return redirect_after_delete(request, "Wyrzucono formularz.", "unsent_forms")


@csrf_exempt
@require_POST
@open_to_all
def keep_unsent_form(request):
    """Save a form while its author is signed out after inactivity, and sign them out.

    `address` is its URL, `fields` JSON with pairs of texts. Signing out prevents others from using the open screen.

    Open to all and without CSRF check, because the session may just have ended and another user signed in. The form's
    token identifies its author; a forged token identifies nobody.
    """
    owner, address = owner_of(request), request.POST.get("address", "")
    if owner and address.startswith("/") and url_has_allowed_host_and_scheme(iri_to_uri(address), allowed_hosts=None):
        pairs = pairs_of(request.POST.get("fields", ""))
        keep_for(owner, address=iri_to_uri(address), pairs=pairs, was_sent=False)
    if owner and owner == request.user:
        logout(request)
    return HttpResponse(status=204)


def pairs_of(text):
    """Return pairs of texts from JSON. Raise BadRequest for anything else, also if it is nested too deep."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError, RecursionError):
        raise BadRequest("not pairs of texts") from None
