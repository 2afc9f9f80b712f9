"""Saving, finding and forgetting drafts of the editor. A page never overwrites the draft of another page."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import QueryDict

from familycare.accounts.unsent_forms.models import OF_THE_PAGE, UnsentState
from familycare.lib.forms import parse_pk, parse_uuid, storable_text
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.changing import block_at, block_place
from reporting.documents.editor.drafts.models import FORM, EditedPart, EditorDraft

MOST_TEXT = 500_000  # characters of one draft
MOST_DRAFTS = 100  # of one user in one document
TOO_LONG = "Tego tekstu jest za dużo na szkic. Zapisz blok albo podziel go na mniejsze."
NOT_TYPED = {*OF_THE_PAGE, "do"}


@dataclass(frozen=True)
class EditorPage:
    """An open form of the editor: `key` of the form, `writer`, the page; `draft`, `version`: what it was opened with.

    A page that was opened anew has keys of its own.
    """

    key: uuid.UUID
    writer: uuid.UUID
    draft: int = 0
    version: int = 0

    @classmethod
    def of(cls, data):
        """Return the page that sent a form."""
        draft, version = (parse_pk(data.get(name, "")) or 0 for name in ("draft", "version"))
        key, writer = (parse_uuid(data.get(name, "")) or uuid.uuid4() for name in ("client_key", "writer"))
        return cls(key, writer, draft, version)

    @classmethod
    def opened(cls, draft=None):
        """Return a page that is opened now, with a draft in it or without."""
        if draft is None:
            return cls(uuid.uuid4(), uuid.uuid4())
        return cls(draft.key, uuid.uuid4(), draft.pk, draft.version)


@transaction.atomic
def save_editor_draft(*, user, document, part, place, page, data) -> EditorDraft:
    """Save what is typed into a form, `data` {name: [texts]} of the EditorPage. Raises ValidationError if it is too
    long, and DocumentDefinition.DoesNotExist.

    The draft of the page is replaced, and the one that it was opened with, unless that has changed since.
    """
    data = {storable_text(name): [storable_text(text) for text in texts] for name, texts in typed(data).items()}
    if sum(len(text) for name, texts in data.items() for text in (name, *texts)) > MOST_TEXT:
        raise ValidationError(TOO_LONG)
    # Of two savings of one page at once the second waits here.
    document = DocumentDefinition.objects.select_for_update().get(pk=document.pk)
    drafts = document.drafts.filter(user=user)
    own = drafts.filter(writer=page.writer).first() or drafts.filter(pk=page.draft, version=page.version).first()
    if own is None:
        surplus = drafts.order_by("-saved_at").values_list("pk", flat=True)[MOST_DRAFTS - 1 :]
        for each in EditorDraft.objects.filter(pk__in=list(surplus)):
            each.delete()
        own = EditorDraft(user=user, document=document, form=FORM, key=page.key, version=0)
        own.part, (own.chapter, own.block) = part, place
        own.seen = "".join(data.get("wersja", [])[:1])[:64]
    own.data, own.writer, own.state, own.version = data, page.writer, UnsentState.DRAFT, own.version + 1
    own.save()
    return own


@transaction.atomic
def forget_editor_draft(*, user, document, page, data):
    """Delete the draft of a page whose form was saved, and others with the same content."""
    data = typed(data)
    for draft in EditorDraft.objects.filter(Q(key=page.key) | Q(writer=page.writer), user=user, document=document):
        if draft.writer == page.writer or (draft.pk, draft.version) == (page.draft, page.version) or draft.data == data:
            draft.delete()


def place_now(data, part, place, version):
    """Return the (chapter, block) of the part that a page was opened for at `place`, (0, 0) if it was deleted.

    `version`: the fingerprint that the page has of it, by which a block is found that somebody has moved.
    """
    if part != EditedPart.BLOCK:
        return place[0], 0
    return block_place(data, *place, version) or (place if block_at(data, *place) else (0, 0))


def drafts_in(document, user):
    """Return the user's drafts in a document, the newest first."""
    return document.drafts.filter(user=user)


def draft_for(document, user, part, place=(0, 0)):
    """Return the user's newest draft of a part of the document, or None."""
    return drafts_in(document, user).filter(part=part, chapter=place[0], block=place[1]).first()


def draft_of_new_block(document, user, chapter, block_type):
    """Return the user's newest draft of a new block of that type in the chapter, or None."""
    drafts = drafts_in(document, user).filter(part=EditedPart.NEW_BLOCK, chapter=chapter)
    return next((draft for draft in drafts if draft.block_type == block_type), None)


def form_data(draft, **changed):
    """Return what was typed, as a form takes it; `changed`: {field: text} that it has instead."""
    data = QueryDict(mutable=True)
    for name, texts in draft.data.items():
        data.setlist(name, texts)
    for name, text in changed.items():
        data[name] = text
    return data


def typed(data):
    """Return {name: [texts]} of what people typed or chose in a form: a QueryDict, or such a dict."""
    pairs = data.lists() if isinstance(data, QueryDict) else data.items()
    return {name: list(texts) for name, texts in pairs if name not in NOT_TYPED}
