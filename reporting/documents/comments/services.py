"""Writing, answering, settling and reopening comments."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from familycare.audit.services import lock_changes
from reporting.documents.comments.following import block_name
from reporting.documents.comments.models import LONGEST_COMMENT, BlockComment, CommentReply
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.editor.canonical import data_of, fingerprint
from reporting.documents.editor.changing import DocumentGone, block_at, block_place

NO_TEXT = "Napisz komentarz."
TOO_LONG = f"Komentarz może mieć najwyżej {LONGEST_COMMENT} znaków. Skróć go."
BLOCK_CHANGED = (
    "Ktoś zmienił ten blok, odkąd go oglądasz. Zobacz, jaki jest teraz. Jeśli komentarz dalej pasuje, dodaj go jeszcze "
    "raz."
)
BLOCK_GONE = (
    "Ktoś tymczasem usunął ten blok. Jeśli komentarz jest nadal potrzebny, dodaj go jeszcze raz: zostanie przy "
    "dokumencie jako komentarz do usuniętego bloku."
)
DELETED_BLOCK = "blok, którego już nie było"


class CommentedBlockChanged(ValidationError):
    """Somebody has changed or deleted the block meanwhile; `block` is it now, None where it is gone."""

    def __init__(self, block):
        super().__init__(BLOCK_CHANGED if block else BLOCK_GONE)
        self.block = block


@transaction.atomic
def write_comment(*, key, chapter, number, version, text, by) -> BlockComment:
    """Comment on the block at that place, known by the fingerprint `version`; "" for a block that was deleted.

    Raises DocumentGone, CommentedBlockChanged, and ValidationError at "text". Sent twice, it is one comment.
    """
    lock_changes()
    document = DocumentDefinition.objects.filter(key=key).first()
    if document is None:
        raise DocumentGone
    text = _checked(text)
    place, anchor, name = (0, 0), "", DELETED_BLOCK
    if version:
        data = data_of(document)
        place = block_place(data, chapter, number, version)
        if not place:
            raise CommentedBlockChanged(block_at(data, chapter, number))
        block = block_at(data, *place)
        anchor, name = fingerprint(block), block_name(block)
    same = {"chapter": place[0], "block": place[1], "text": text, "written_by": by, "settled_at": None}
    return document.comments.filter(**same).first() or BlockComment.objects.create(
        document=document, anchor=anchor, block_name=name, **same
    )


@transaction.atomic
def reply_to(*, comment, text, by) -> CommentReply:
    """Answer a comment. Raises ValidationError at "text". Sent twice, it is one answer."""
    lock_changes()
    comment = BlockComment.objects.select_for_update().get(pk=comment.pk)
    text = _checked(text)
    last = comment.replies.order_by("-written_at", "-pk").first()
    if last and (last.text, last.written_by_id) == (text, by.pk):
        return last
    return CommentReply.objects.create(comment=comment, text=text, written_by=by)


@transaction.atomic
def settle(*, comment, by):
    """Mark a comment as settled. Return (the comment, whether somebody had done it already)."""
    lock_changes()
    comment = BlockComment.objects.select_for_update(of=("self",)).select_related("settled_by").get(pk=comment.pk)
    if comment.is_settled:
        return comment, True
    comment.settled_at, comment.settled_by = timezone.now(), by
    comment.save(update_fields=["settled_at", "settled_by"])
    return comment, False


@transaction.atomic
def reopen(*, comment):
    """Open a comment again that was settled. Return (the comment, whether it was open already)."""
    lock_changes()
    comment = BlockComment.objects.select_for_update().get(pk=comment.pk)
    if not comment.is_settled:
        return comment, True
    comment.settled_at = comment.settled_by = None
    comment.save(update_fields=["settled_at", "settled_by"])
    return comment, False


def _checked(text):
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise ValidationError({"text": NO_TEXT})
    if len(text) > LONGEST_COMMENT:
        raise ValidationError({"text": TOO_LONG})
    return text
