"""What a form of the editor is opened with: a draft of the reader's, in the form or beside it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse

from familycare.lib.forms import parse_pk
from reporting.documents.editor.drafts.models import EditedPart, EditorDraft
from reporting.documents.editor.drafts.services import EditorPage, drafts_in, form_data, place_now, save_editor_draft

ASKED = "szkic"  # in the address: the draft that is to be put into the form


@dataclass
class OpenForm:
    """A form of the editor as a page shows it.

    `page`: the keys that the form carries; `draft`: what the author typed and has not saved, or None; `is_restored`:
    whether it is in the form, and not beside it because somebody has changed the part since; `address`: where it is
    kept; `preview` of a block, and `texts`: what is beside the form; `use_url`: puts it into a form.
    """

    page: EditorPage
    address: str
    draft: EditorDraft | None = None
    is_restored: bool = False
    preview: dict | None = None
    texts: tuple[str, ...] = ()
    use_url: str = ""

    def put_beside(self, *, preview=None, texts=(), use_url=""):
        """Show the draft beside the form, which then has keys of its own."""
        self.is_restored, self.page, self.preview, self.texts = False, EditorPage.opened(), preview, tuple(texts)
        self.use_url = use_url or f"?{ASKED}={self.draft.pk}"

    def data(self, **changed):
        """Return what the form has to show of the draft, or None."""
        return form_data(self.draft, **changed) if self.is_restored else None


def opened(request, editing, part, place, *, version, find):
    """Return the OpenForm of a page that somebody opens. `find()` returns the draft of that part, or None.

    `version`: the fingerprint of the part now.
    """
    asked = parse_pk(request.GET.get(ASKED, ""))
    draft = drafts_in(editing.document, request.user).filter(pk=asked).first() if asked else None
    is_restored = draft is not None
    if draft is None and (draft := find()):
        is_restored = draft.seen == version
    page = EditorPage.opened(draft if is_restored else None)
    return OpenForm(page, keeping_address(editing.key, part, place), draft, is_restored)


def sent(request, editing, part, place, data=None):
    """Return the OpenForm of a page that sent a form which was not saved: what is in it is kept as a draft."""
    page = EditorPage.of(request.POST)
    now = place_now(editing.data, part, place, request.POST.get("wersja", ""))
    try:
        kept = save_editor_draft(
            user=request.user, document=editing.document, part=part, place=now, page=page, data=data or request.POST
        )
        page = EditorPage(page.key, page.writer, kept.pk, kept.version)
    except ValidationError:
        pass  # too long for a draft: it is on the page
    return OpenForm(page, keeping_address(editing.key, part, place))


def keeping_address(key, part, place):
    """Return the address to which the script of a form sends what is typed."""
    query = {"czesc": part.value, "rozdzial": place[0], "blok": place[1]}
    return reverse("keep_editor_draft", args=[key], query=query)


def address_of(draft, editing):
    """Return the address of the form that a draft is of, or "" where there is none now."""
    chapters = editing.data["chapters"]
    match draft.part:
        case EditedPart.HEAD:
            return editing.address("edit_document_head")
        case EditedPart.NEW_CHAPTER:
            return editing.address("new_chapter", **{ASKED: draft.pk})
        case EditedPart.CHAPTER if 1 <= draft.chapter <= len(chapters):
            return editing.address("edit_chapter", draft.chapter, **{ASKED: draft.pk})
        case EditedPart.CHAPTER:
            return editing.address("new_chapter", **{ASKED: draft.pk})
        case EditedPart.BLOCK if draft.chapter:
            return editing.address("edit_block", draft.chapter, draft.block)
        case _ if chapters:
            chapter = draft.chapter if 1 <= draft.chapter <= len(chapters) else len(chapters)
            asked = {ASKED: draft.pk, "rodzaj": draft.block_type}
            return editing.address("new_block", chapter, **asked)
    return ""
