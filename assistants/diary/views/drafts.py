"""What the scripts of the diary ask for: to save a draft, and for the key of what the browser keeps without signal."""

import base64
import json
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
from cases.drafts import save_draft
from cases.models import DraftForm, Family
from familycare.accounts.rights import Right, needs
from familycare.accounts.unsent_forms.browser_keys import DEVICE, browser_key
from familycare.lib.forms import kept_text
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete

YEAR = 365 * 24 * 3600  # seconds
# What is no draft: other types, numbers without end, lists within lists.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
def save(request):
    """Keeps a draft about the family `rodzina` of the address, or about several. The body is JSON with `key`, `writer`,
    `draft`, `version` and `data`; the answer says whether it is kept, and how many other versions there are."""
    Assistant.objects.get_own(request.user)
    number = request.GET.get("rodzina")
    family = Family.objects.get_met_or_404(request.user, number) if number else None
    try:
        sent = _checked(json.loads(request.body))
        draft, others = save_draft(user=request.user, form=DraftForm.VISIT, family=family, **sent)
    except UNREADABLE:
        return JsonResponse({"saved": False, "why": "Szkicu nie da się odczytać."}, status=400)
    except ValidationError as error:
        return JsonResponse({"saved": False, "why": error.messages[0]})
    return JsonResponse({"saved": True, "others": others, "version": draft.version})


def _checked(sent):
    """What `save_draft` takes, of what a browser sent. Raises one of UNREADABLE."""
    data = {kept_text(name): [kept_text(text) for text in texts] for name, texts in sent["data"].items()}
    return {
        "key": uuid.UUID(sent["key"]),
        "writer": uuid.UUID(sent["writer"]),
        "based_on": int(sent.get("draft") or 0) or None,
        "version": int(sent.get("version") or 0),
        "data": data,
    }


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
@idempotent_delete
@transaction.atomic
def delete(request, pk):
    """Throws a draft away."""
    get_object_or_404(entry_drafts(request.user), pk=pk).delete()
    return redirect_after_delete(request, "Szkic usunięty.", "my_day")


@require_POST
@never_cache
@needs(Right.KEEP_DIARY)
def give_browser_key(request):
    """The key by which this browser keeps what it cannot send; the same until somebody signs out here."""
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
