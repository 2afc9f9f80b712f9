"""Endpoints of drafts: what a page keeps while somebody types, and throwing a draft away."""

import json

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db import transaction
from django.http import JsonResponse, RawPostDataException
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from familycare.accounts.rights import Right, may, needs, open_to_all
from familycare.accounts.unsent_forms.owner import owner_of
from familycare.lib.forms import parse_pk
from familycare.lib.idempotent_delete import idempotent_delete, redirect_after_delete
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.canonical import data_of
from reporting.documents.editor.drafts.models import EditedPart, EditorDraft
from reporting.documents.editor.drafts.services import TOO_LONG, EditorPage, place_now, save_editor_draft

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, RawPostDataException)
NOT_KEPT = "Szkicu nie da się zapisać. Skopiuj tekst, zanim stąd wyjdziesz."
GONE = "Ktoś usunął ten dokument. Skopiuj swój tekst, zanim stąd wyjdziesz."


@csrf_exempt
@require_POST
@never_cache
@open_to_all
def keep_editor_draft(request, key):
    """Save what is typed into a form as a draft of who opened it. The body is JSON, {field: [texts]}.

    Open to all and without CSRF check, because the session may have ended while somebody types, or somebody else has
    signed in. The form's token identifies its author; a forged token identifies nobody.
    """
    author = owner_of(request)
    if author is None or not may(author, Right.KEEP_DOCUMENTS):
        return JsonResponse({"saved": False, "why": NOT_KEPT}, status=404)
    document = DocumentDefinition.objects.filter(key=key).first()
    if document is None:
        return JsonResponse({"saved": False, "why": GONE}, status=404)
    try:
        data = {str(name): [str(text) for text in texts] for name, texts in json.loads(request.body).items()}
        part = EditedPart(request.GET.get("czesc", ""))
        page = EditorPage.of({name: "".join(texts[:1]) for name, texts in data.items()})
    except RequestDataTooBig:
        return JsonResponse({"saved": False, "why": TOO_LONG}, status=400)
    except UNREADABLE:
        return JsonResponse({"saved": False, "why": NOT_KEPT}, status=400)
    asked = tuple(min(parse_pk(request.GET.get(name, "")) or 0, 999) for name in ("rozdzial", "blok"))
    place = place_now(data_of(document), part, asked, "".join(data.get("wersja", [])[:1]))
    try:
        draft = save_editor_draft(user=author, document=document, part=part, place=place, page=page, data=data)
    except ValidationError as error:
        return JsonResponse({"saved": False, "why": error.message})
    except DocumentDefinition.DoesNotExist:  # deleted meanwhile
        return JsonResponse({"saved": False, "why": GONE}, status=404)
    answer = {"saved": True, "signed_in": author == request.user, "draft": draft.pk, "version": draft.version}
    return JsonResponse(answer)


@require_POST
@never_cache
@needs(Right.KEEP_DOCUMENTS)
@idempotent_delete
@transaction.atomic
def discard_editor_draft(request, key, pk):
    """Throw a draft away."""
    draft = get_object_or_404(EditorDraft, user=request.user, document__key=key, id=pk)
    address = reverse("edit_outline", args=[key])
    if draft.part == EditedPart.BLOCK and draft.chapter:
        address = reverse("edit_block", args=[key, draft.chapter, draft.block])
    draft.delete()
    return redirect_after_delete(request, "Odrzucono niezapisany tekst.", address)
