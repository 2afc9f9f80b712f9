"""The comments of a document as pages show them."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from reporting.documents.comments.forms import ReplyForm
from reporting.documents.comments.models import BlockComment
from reporting.documents.definitions.places import Place
from reporting.documents.editor.canonical import data_of
from reporting.documents.editor.pairing import blocks_of


@dataclass
class Thread:
    """A comment with its answers: `where` its block is, in words; `url`: the page of the block, "" if it is gone."""

    comment: BlockComment
    where: str
    url: str
    form: ReplyForm

    @property
    def replies(self):
        return self.comment.replies.all()


def open_counts(document):
    """Return {(chapter, block): how many open comments}; those at (0, 0) are about deleted blocks."""
    return Counter(document.comments.unsettled().values_list("chapter", "block"))


def threads_of(document, comments=None, reply=None):
    """Return the Threads of a document's comments (all, or a queryset of them), in order of the document.

    Those about deleted blocks come last. `reply`: (primary key of a comment, its bound ReplyForm).
    """
    comments = document.comments.all() if comments is None else comments
    comments = comments.select_related("written_by", "settled_by").prefetch_related("replies__written_by")
    chapters, found = data_of(document)["chapters"], []
    for comment in sorted(comments, key=lambda each: (not each.is_at_a_block, each.place, each.written_at)):
        where, url = f"Do usuniętego bloku: {comment.block_name}", ""
        if comment.is_at_a_block:
            title = chapters[comment.chapter - 1]["title"]
            where = f"{Place(comment.chapter, title, comment.block)}: {comment.block_name}"
            url = reverse("block_comments", args=[document.key, *comment.place])
        form = reply[1] if reply and reply[0] == comment.pk else ReplyForm(comment=comment)
        found.append(Thread(comment, where, url, form))
    return found


def open_threads(document):
    """Return the Threads of the open comments of a document."""
    return threads_of(document, document.comments.unsettled())


def comments_at(document, place):
    """Return the open comments at the block at that (chapter, block)."""
    return document.comments.unsettled().filter(chapter=place[0], block=place[1])


def links_beside(document):
    """Return a function of (chapter, block), both counted from 1: the link to the comments of the block, as a dict."""
    counts, blocks = open_counts(document), blocks_of(data_of(document))

    def beside(chapter, block):
        if (chapter, block) not in blocks:
            return None
        return {
            "url": reverse("block_comments", args=[document.key, chapter, block]),
            "count": counts[chapter, block],
            "where": f"rozdział {chapter}, blok {block}",
        }

    return beside
