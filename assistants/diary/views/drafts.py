"""Endpoints for the scripts of the diary: save and delete drafts, get the browser's key."""

import base64
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from assistants.diary.drafts import entry_drafts
from assistants.models import Assistant
from cases.drafts import UNREADABLE, draft_sent, save_draft
from cases.models import DraftForm, Family
from familycare.accounts.rights import Right, needs
from familycare.accounts.unsent_forms.browser_keys import DEVICE, browser_key
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete

YEAR = 365 * 24 * 3600  # seconds


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
def save(request):
    """Save a draft about the family `rodzina` of the query string, or about several families.

    The body is JSON with `key`, `writer`, `draft`, `version` and `data`. The response says whether the draft was saved
    and how many other versions exist.
    """
    Assistant.objects.get_own(request.user)
    number = request.GET.get("rodzina")
    family = Family.objects.get_visitable_or_404(request.user, number) if number else None
    try:
        draft, others = save_draft(user=request.user, form=DraftForm.VISIT, family=family, **draft_sent(request))
    except UNREADABLE:
        return JsonResponse({"saved": False, "why": "Szkicu nie da się odczytać."}, status=400)
    except ValidationError as error:
        return JsonResponse({"saved": False, "why": error.messages[0]})
    return JsonResponse({"saved": True, "others": others, "version": draft.version})


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
@idempotent_delete
@transaction.atomic
def delete(request, pk):
    """Delete a draft."""
    # `pk` is a relation to the unsent form: there, a number too large for the database is an error.
    get_object_or_404(entry_drafts(request.user), id=pk).delete()
    return redirect_after_delete(request, "Szkic usunięty.", "my_day")


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
def give_browser_key(request):
    """Return the key with which this browser encrypts what it cannot send. It is valid until a user signs out here."""
    Assistant.objects.get_own(request.user)
    try:
        device = uuid.UUID(request.COOKIES.get(DEVICE, ""))
    except ValueError:
        device = uuid.uuid4()
    key = browser_key(request.user, device)
    answer = JsonResponse({"id": str(key.pk), "key": base64.b64encode(bytes(key.secret)).decode()})
    answer.set_cookie(
        DEVICE, str(device), max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer
