"""What somebody typed and could not send: `familycare.accounts.kept`."""

import json

from allauth.account.internal.flows.logout import logout
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from familycare.accounts import kept
from familycare.accounts.rights import open_to_all, own_account
from familycare.lib.idempotent_delete import deleted, deletes


@require_safe
@own_account
def kept_forms(request):
    """The forms that wait for the reader: to be sent again, opened again, or thrown away."""
    waiting = [(form, kept.fields_of(form)) for form in kept.kept_for(request.user)]
    return render(request, "accounts/kept_forms.html", {"waiting": waiting, "mark": kept.MARK})


@require_safe
@own_account
def kept_form(request, key):
    """The fields of one of them, for the script that fills them in again."""
    form = get_object_or_404(kept.kept_for(request.user), pk=key)
    return JsonResponse({"fields": kept.fields_of(form)})


@require_POST
@own_account
@deletes
@transaction.atomic
def throw_away(request, key):
    get_object_or_404(kept.kept_for(request.user), pk=key).delete()
    return deleted(request, "Wyrzucono formularz.", "kept_forms")


@csrf_exempt
@require_POST
@open_to_all
def keep_form(request):
    """A form being typed on while idleness signs its owner out: `address`, and `fields` as JSON, pairs of texts.

    Open to all and exempt from the check of the token, because the session may have ended a second before, and somebody
    else may have signed in meanwhile. The token says whose the form is, and a forged one says nobody's. The owner is
    signed out then, so that nobody finds their screen open.
    """
    owner, address = kept.owner_of(request), request.POST.get("address", "")
    if owner and address.startswith("/") and url_has_allowed_host_and_scheme(iri_to_uri(address), allowed_hosts=None):
        kept.keep_for(
            owner, address=iri_to_uri(address), fields=pairs_of(request.POST.get("fields", "")), was_sent=False
        )
    if owner and owner == request.user:
        logout(request, show_message=False)
    return HttpResponse(status=204)


def pairs_of(text):
    """Pairs of texts from JSON; BadRequest if it is anything else."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        raise BadRequest("not pairs of texts") from None
