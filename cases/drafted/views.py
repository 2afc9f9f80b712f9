"""Endpoints for drafts of the long forms about a family: for the script (`static/js/drafts.js`), and to delete one."""

import json
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.drafted.pages import family_drafts
from cases.drafts import save_draft
from cases.locking_views import family_to_write, page_of
from cases.models import DraftForm
from familycare.accounts.rights import Right, needs
from familycare.lib.forms import storable_text
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete

OF_A_FAMILY = (DraftForm.PLAN, DraftForm.DIAGNOSIS)
# Errors from input that is not a draft: other types, numbers too long, lists nested too deep.
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    RawPostDataException,  # of a form with files
)


@require_POST
@never_cache
@needs(Right.WRITE_CASEWORK)
def save(request, number, form):
    """Save a draft of the form about the family.

    The body is JSON with `key`, `writer`, `draft`, `version` and `data`. The response says whether the draft was saved
    and how many other versions exist.
    """
    family = family_to_write(request.user, number)
    _check(form)
    try:
        sent = _checked(json.loads(request.body))
        draft, others = save_draft(user=request.user, form=form, family=family, **sent)
    except UNREADABLE:
        return JsonResponse({"saved": False, "why": "Szkicu nie da się odczytać."}, status=400)
    except ValidationError as error:
        return JsonResponse({"saved": False, "why": error.messages[0]})
    return JsonResponse({"saved": True, "others": others, "version": draft.version})


def _checked(sent):
    """Return the arguments of `save_draft` from a browser's JSON. Raise one of UNREADABLE."""
    data = {storable_text(name): [storable_text(text) for text in texts] for name, texts in sent["data"].items()}
    return {
        "key": uuid.UUID(sent["key"]),
        "writer": uuid.UUID(sent["writer"]),
        "based_on": int(sent.get("draft") or 0) or None,
        "version": int(sent.get("version") or 0),
        "data": data,
    }


@require_POST
@never_cache
@needs(Right.WRITE_CASEWORK)
@idempotent_delete
@transaction.atomic
def delete(request, number, form, pk):
    """Delete a draft of the user."""
    family = family_to_write(request.user, number)
    _check(form)
    get_object_or_404(family_drafts(request.user, form, family), id=pk).delete()
    return redirect_after_delete(request, "Szkic usunięty.", page_of(family, "plan"))


def _check(form):
    if form not in OF_A_FAMILY:
        raise Http404
