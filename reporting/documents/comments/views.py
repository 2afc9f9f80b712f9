"""Comments in the browser: those of a document, and those of a block with what the block says."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, needs, who_may
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import date_in_words
from reporting.documents.comments.following import block_name
from reporting.documents.comments.forms import CommentForm, ReplyForm
from reporting.documents.comments.models import BlockComment
from reporting.documents.comments.rules import may_comment
from reporting.documents.comments.services import CommentedBlockChanged, reopen, reply_to, settle, write_comment
from reporting.documents.comments.threads import threads_of
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.places import Place
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import block_at, block_place
from reporting.documents.editor.views.context import Editing, keeps_what_was_typed

FOLDER = "reporting/documents/comments"


@require_safe
@needs(Right.READ_DOCUMENTS)
def document_comments(request, key):
    """All comments of a document: open ones by place, those about deleted blocks, and settled ones."""
    return _document_page(request, get_object_or_404(DocumentDefinition, key=key))


def _document_page(request, document, reply=None):
    threads = threads_of(document, reply=reply)
    record_reading(request, ReadingKind.REPORT, what=f"{document.title}: komentarze")
    context = {
        "document": document,
        "unsettled": [each for each in threads if not each.comment.is_settled],
        "settled": [each for each in threads if each.comment.is_settled],
        "may_comment": may_comment(request.user),
        "form": reply[1] if reply else None,
    }
    return render(request, f"{FOLDER}/document_comments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.READ_DOCUMENTS)
@keeps_what_was_typed
def block_comments(request, key, chapter, block):
    """What a block says, the comments at it, and the form of a new one."""
    editing = Editing(key, request.POST or request.GET)
    version = request.POST.get("wersja", "") if request.method == "POST" else request.GET.get("wersja", "")
    if request.method == "POST":
        return _write(request, editing, (chapter, block), version)
    place = (block_place(editing.data, chapter, block, version) if version else None) or (chapter, block)
    there = block_at(editing.data, *place)
    if not there:
        messages.error(request, "Tego bloku już nie ma: ktoś zmienił ten dokument.")
        return redirect("document_comments", key)
    return _block_page(request, editing, place, there, CommentForm())


def _write(request, editing, place, version):
    _refuse_unless_may_comment(request.user)
    _ = editing.document
    form = CommentForm(request.POST)
    place = (block_place(editing.data, *place, version) if version else None) or place
    there = block_at(editing.data, *place)
    if form.is_valid():
        try:
            comment = write_comment(
                key=editing.key,
                chapter=place[0],
                number=place[1],
                version=version,
                text=form.cleaned_data["text"],
                by=request.user,
            )
        except CommentedBlockChanged as error:
            form.add_error(None, error.message)
            there, version = error.block, fingerprint(error.block) if error.block else ""
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                raise
            add_service_errors(form, error)
        else:
            messages.success(request, "Dodano komentarz.")
            return redirect(_address_of(comment))
    return _block_page(request, editing, place, there, form, version=version)


def _block_page(request, editing, place, there, form, version=None):
    """Show a block with its comments; `there`: the block, None for one that was deleted meanwhile."""
    document = editing.document
    at_block = document.comments.filter(chapter=place[0], block=place[1])
    threads = threads_of(document, at_block) if there else []
    record_reading(request, ReadingKind.REPORT, what=f"{document.title}: komentarze do bloku")
    title = editing.data["chapters"][place[0] - 1]["title"] if there else ""
    context = {
        "editing": editing,
        "document": document,
        "where": str(Place(place[0], title, place[1])) if there else "Usunięty blok",
        "name": block_name(there) if there else "",
        "preview": editing.preview(there) if there else None,
        "version": fingerprint(there) if there and version is None else version or "",
        "unsettled": [each for each in threads if not each.comment.is_settled],
        "settled": [each for each in threads if each.comment.is_settled],
        "may_comment": may_comment(request.user),
        "form": form,
        "at_block": True,
    }
    return render(request, f"{FOLDER}/block_comments.html", context)


@require_POST
@needs(Right.READ_DOCUMENTS)
@keeps_what_was_typed
def reply_to_comment(request, key, pk):
    """Answer a comment."""
    comment = _comment_or_404(key, pk)
    _refuse_unless_may_comment(request.user)
    form = ReplyForm(request.POST, comment=comment)
    if not form.is_valid():
        return _document_page(request, comment.document, reply=(comment.pk, form))
    try:
        reply_to(comment=comment, text=form.cleaned_data["text"], by=request.user)
    except ValidationError as error:
        add_service_errors(form, error)
        return _document_page(request, comment.document, reply=(comment.pk, form))
    if comment.is_settled:
        messages.info(request, "Odpowiedziano. Ten komentarz jest załatwiony; otwórz go ponownie, jeśli trzeba.")
    else:
        messages.success(request, "Odpowiedziano.")
    return redirect(_back(request, comment))


@require_POST
@needs(Right.READ_DOCUMENTS)
def settle_comment(request, key, pk):
    """Mark a comment as settled, or with `otworz` open it again. Who does it second is told."""
    comment = _comment_or_404(key, pk)
    _refuse_unless_may_comment(request.user)
    if "otworz" in request.POST:
        comment, already = reopen(comment=comment)
        said = "Ten komentarz jest już otwarty." if already else "Otwarto komentarz ponownie."
    else:
        comment, already = settle(comment=comment, by=request.user)
        day = date_in_words(localdate(comment.settled_at))
        said = f"Ten komentarz już załatwiono {day} ({comment.settled_by})." if already else "Załatwiono komentarz."
    (messages.info if already else messages.success)(request, said)
    return redirect(_back(request, comment))


def _comment_or_404(key, pk):
    return get_object_or_404(BlockComment.objects.select_related("document"), document__key=key, pk=pk)


def _refuse_unless_may_comment(user):
    if not may_comment(user):
        raise PermissionDenied(who_may(Right.APPROVE_DOCUMENTS))


def _address_of(comment):
    """Return the address of the comment at its block, or among those of its document."""
    if comment.is_at_a_block:
        page = reverse("block_comments", args=[comment.document.key, *comment.place])
    else:
        page = reverse("document_comments", args=[comment.document.key])
    return f"{page}#komentarz-{comment.pk}"


def _back(request, comment):
    """Return where the form was: the page of the block, or that of the document."""
    if "przy-bloku" in request.POST:
        comment.refresh_from_db()
        return _address_of(comment)
    return f"{reverse('document_comments', args=[comment.document.key])}#komentarz-{comment.pk}"
