"""Drafts: unfinished forms, saved for their author.

A draft is about one family, or about none that is known yet. A page never overwrites the draft of another page.
"""

import json
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import RawPostDataException

from cases.locking import lock_family
from cases.models import Draft
from familycare.accounts.unsent_forms.models import OF_THE_PAGE, UnsentState
from familycare.lib.forms import storable_text

MOST_TEXT = 100_000  # characters of one draft
# Errors from input that is not a draft: other types, numbers too long, lists nested too deep.
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError),
    RawPostDataException,  # of a form with files
)


def draft_sent(request):
    """Return the arguments of `save_draft` from the JSON that `static/js/drafts.js` sends. Raise one of UNREADABLE."""
    sent = json.loads(request.body)
    data = {storable_text(name): [storable_text(text) for text in texts] for name, texts in sent["data"].items()}
    return {
        "key": uuid.UUID(sent["key"]),
        "writer": uuid.UUID(sent["writer"]),
        "based_on": int(sent.get("draft") or 0) or None,
        "version": int(sent.get("version") or 0),
        "data": data,
    }


def drafts_of(user, form, families):
    """Return the user's drafts of the DraftForm about `families` (a queryset) or no known family, newest first."""
    return Draft.objects.filter(Q(family=None) | Q(family__in=families), user=user, form=form).select_related("family")


@transaction.atomic
def save_draft(*, user, form, family, key, writer, data, based_on=None, version=0):
    """Save a draft: the content of the form `key` (a UUID) on the page `writer` (a UUID).

    Return (the Draft, the number of other drafts of the same form with different content).

    `data` is {name of a field: list of texts}. `based_on` and `version` are the primary key and version of the draft
    that the page was opened with, if any: that draft is replaced unless it has changed since. Raise ValidationError if
    the draft is about another family or too long, or the family has just been merged into another one.
    """
    data = _typed(data)
    if sum(len(text) for name, texts in data.items() for text in (name, *texts)) > MOST_TEXT:
        raise ValidationError("Ten tekst jest za długi na jeden szkic. Skróć go.")
    if family:
        lock_family(family)
    drafts = list(Draft.objects.select_for_update(of=("self", "unsentform_ptr")).filter(user=user, form=form, key=key))
    if any(draft.family_id != (family and family.pk) for draft in drafts):
        raise ValidationError("Ten szkic dotyczy innej rodziny. Otwórz nowy formularz.")
    own = next((draft for draft in drafts if draft.writer == writer), None) or next(
        (draft for draft in drafts if draft.pk == based_on and draft.version == version), None
    )
    if own is None:
        new = {"form": form, "family": family, "data": data}
        own, _made = Draft.objects.get_or_create(user=user, key=key, writer=writer, defaults=new)
    own.data, own.writer, own.state, own.version = data, writer, UnsentState.DRAFT, own.version + 1
    own.save()
    return own, sum(draft.pk != own.pk and draft.data != data for draft in drafts)


def forget_drafts(*, user, key, writer, data):
    """Delete the draft of the page `writer`, whose form has been sent, and drafts with the same content."""
    data = _typed(data)
    for draft in Draft.objects.filter(Q(key=key) | Q(writer=writer), user=user):
        if draft.writer == writer or draft.data == data:
            draft.delete()


def _typed(data):
    return {name: texts for name, texts in data.items() if name not in OF_THE_PAGE}
