"""Comments and drafts follow their blocks: they are moved with every change of a definition, in its transaction."""

from reporting.documents.comments.models import LONGEST_BLOCK_NAME
from reporting.documents.definitions.reading import load
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.drafts.models import OF_A_PLACE, EditorDraft
from reporting.documents.editor.outline import NAMES, words_of
from reporting.documents.editor.pairing import Moves


def follow_blocks(sender, document, before, moved, **kwargs):
    """Signal receiver: put each comment and each draft where its block is now.

    `before`: the text that the definition replaces; `moved`: {place before: place now, or None} of all blocks, and of
    chapters with the block 0, from the editor, which knows; None for a file that somebody imported: then blocks are
    known by what they say.
    """
    comments = list(document.comments.all())
    drafts = list(document.drafts.filter(part__in=OF_A_PLACE))
    if not comments and not drafts:
        return
    wanted = {*(comment.place for comment in comments), *((draft.chapter, draft.block) for draft in drafts)}
    moves = Moves.of(load(before), load(document.text), moved, wanted)
    for comment in comments:
        put_at(comment, moves.place(comment.place, comment.anchor), moves.now)
    for draft in drafts:
        chapter, block = moves.place((draft.chapter, draft.block), draft.seen)
        if (chapter, block) != (draft.chapter, draft.block):
            EditorDraft.objects.filter(pk=draft.pk).update(chapter=chapter, block=block)


def put_at(comment, place, blocks):
    """Note where the block of the comment stands; at (0, 0) it was deleted."""
    comment.chapter, comment.block = place
    if block := blocks.get(place):
        comment.anchor, comment.block_name = fingerprint(block), block_name(block)
    comment.save(update_fields=["chapter", "block", "anchor", "block_name"])


def block_name(block):
    """Return what people call a block: „tekst „Objęto …””."""
    said = words_of(block)
    name = NAMES[block["type"]]
    return (f"{name} „{said}”" if said else name).replace("\0", "")[:LONGEST_BLOCK_NAME]
