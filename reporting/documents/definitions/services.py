"""Saving and deleting definitions."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal

from familycare.audit.services import lock_changes
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.parsing import parse

FROZEN = "Tego dokumentu nie można usunąć, bo ma zamrożone wydania."
WAITS = "Ten dokument czeka na zatwierdzenie, więc nie można go usunąć. Najpierw cofnij wysłanie."

# Within the transaction, once a definition has taken the place of another: `document`; `before`, the text of the other;
# `moved`, {(chapter, block) before: (chapter, block) now, or None} of its blocks, and of its chapters with the block 0;
# or None where nobody knows.
replaced = Signal()


class AlreadyThere(ValidationError):
    """There is a document with that key."""


@transaction.atomic
def save_definition(*, text, replace=False, check=lambda definition: None, moved=None) -> DocumentDefinition:
    """Save the definition that the JSON `text` holds, to the character, and return it.

    `replace`: put it in the place of a document with the same key. `check(definition)` raises what is wrong with a
    Definition. `moved`: see `replaced`. Raises InvalidDefinition, and AlreadyThere when the key is taken.
    """
    definition = parse(text)
    check(definition)
    lock_changes()
    saved = DocumentDefinition.objects.filter(key=definition.key).first()
    if saved and not replace:
        raise AlreadyThere(f"Dokument „{definition.key}” już jest.", code="there")
    before = saved.text if saved else None
    saved = saved or DocumentDefinition(key=definition.key)
    saved.kind, saved.title, saved.text = definition.kind, definition.title.replace("\0", ""), text
    saved.save()
    if before is not None:
        replaced.send(DocumentDefinition, document=saved, before=before, moved=moved)
    return saved


@transaction.atomic
def delete_definition(*, document):
    """Delete a document's definition. Raises ValidationError if it has editions or waits for approval."""
    lock_changes()
    found = DocumentDefinition.objects.select_for_update().filter(pk=document.pk).first()
    if not found:
        return
    if found.editions.exists():
        raise ValidationError(FROZEN)
    if found.submissions.filter(decided_at=None).exists():
        raise ValidationError(WAITS)
    found.delete()
