"""The form of a block, with what it will look like beside it."""

from copy import copy
from itertools import chain

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from familycare.accounts.rights import Right, needs
from familycare.accounts.unsent_forms.services import unkept
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import initial_from_data
from reporting.documents.comments.threads import comments_at, threads_of
from reporting.documents.composing.sections import SECTIONS
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editor.canonical import fingerprint, same
from reporting.documents.editor.changing import OTHERWISE, PartChanged, block_at, save_block
from reporting.documents.editor.drafts.models import EditedPart
from reporting.documents.editor.drafts.restoring import opened, sent
from reporting.documents.editor.drafts.services import (
    EditorPage,
    draft_for,
    draft_of_new_block,
    forget_editor_draft,
    form_data,
)
from reporting.documents.editor.inserting import NOUN_CHOICES, PERIOD_CHOICES, insert_figure
from reporting.documents.editor.outline import NAMES, words_of
from reporting.documents.editor.section_texts import own_text
from reporting.documents.editor.views.context import FORMS, Editing, keeps_what_was_typed

FOLDER = "reporting/documents/editor"
YOURS_STAYS = "Twoja wersja stoi w formularzu. Jeśli jest właściwa, zapisz jeszcze raz, a zastąpi tamtą."
ELSEWHERE = "Zapisano blok. Ktoś tymczasem zmienił układ dokumentu: blok stoi teraz w rozdziale „{title}”."
YOURS_IS_NEW = "Ktoś tymczasem usunął ten blok. Twoja wersja stoi w formularzu: zapisz jeszcze raz, a wróci."


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def new_block(request, key, chapter):
    """Add a block to a chapter."""
    editing = Editing(key, request.POST or request.GET)
    chapters = editing.data["chapters"]
    there = 1 <= chapter <= len(chapters)
    if not there and request.method != "POST":
        messages.error(request, "Tego rozdziału już nie ma: ktoś tymczasem zmienił ten dokument.")
        return redirect(editing.address())
    places = [(1, "na początku rozdziału")]
    for number, block in enumerate(chapters[chapter - 1]["blocks"] if there else (), start=1):
        places.append((number + 1, f"po: {NAMES[block['type']]} {words_of(block)[:60]}"))
    chosen = _number(request.POST.get("miejsce", ""), len(places))
    return _block_page(request, editing, (chapter, chosen), None, places=places)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def edit_block(request, key, chapter, block):
    """Change a block. Who saves second sees the other's version beside their own, and decides."""
    editing = Editing(key, request.POST or request.GET)
    there = block_at(editing.data, chapter, block)
    if request.method != "POST" and (there is None or there["type"] not in FORMS):
        said = "Tego bloku nie zmienia się tutaj." if there else "Tego bloku już nie ma: ktoś zmienił ten dokument."
        messages.error(request, said)
        return redirect(editing.address())
    return _block_page(request, editing, (chapter, block), there)


def _block_page(request, editing, place, there, places=()):
    data = request.POST if request.method == "POST" else None
    type_name = _type(editing.asked.get("rodzaj") if data is not None or not there else there["type"])
    version = data.get("wersja", "") if data is not None else fingerprint(there) if there else ""
    part = EditedPart.NEW_BLOCK if places else EditedPart.BLOCK
    open_form = _opened(request, editing, place, there, type_name, version) if data is None else None
    inserted, theirs, gone = {}, None, False
    if data is not None and data.get("do") == "wstaw":
        data, inserted = insert_figure(data, editing)
    draft = open_form.data() if open_form else None
    form = (
        _restored(type_name, draft, editing)
        if draft is not None
        else FORMS[type_name](data, block=there if data is None else None, context=editing)
    )
    if data is not None and "do" in data:
        form.apply(data["do"])
    elif data is not None and form.is_valid():
        block = form.block()
        if there and fingerprint(there) == version and same(block, there):
            block = there
        try:
            saved = save_block(key=editing.key, chapter=place[0], number=place[1], version=version, block=block)
        except InvalidDefinition as error:
            form.note(error.mistakes)
        except PartChanged as error:
            theirs, gone = error.theirs, error.theirs is None
            version = fingerprint(theirs) if theirs else ""
        else:
            forget_editor_draft(
                user=request.user, document=editing.document, page=EditorPage.of(request.POST), data=request.POST
            )
            if saved[0] == place[0]:
                messages.success(request, "Zapisano blok.")
            else:
                chapters = Editing(editing.key, editing.asked).data["chapters"]
                messages.warning(request, ELSEWHERE.format(title=chapters[saved[0] - 1]["title"]))
            return redirect(editing.address(fokus=f"blok-{saved[0]}-{saved[1]}"))
    if request.method == "GET":
        record_reading(request, ReadingKind.REPORT, what=f"{editing.document.title}: podgląd bloku")
    if open_form is None:
        open_form = sent(request, editing, part, place, data)
    elif draft is not None:
        place = (place[0], _number(draft.get("miejsce", ""), place[1])) if places else place
    context = {
        "editing": editing,
        "form": form,
        "open_form": open_form,
        "summary": None if hasattr(form, "typed") else form,
        "grid": form if hasattr(form, "typed") else None,
        "type": type_name,
        "name": NAMES[type_name],
        "chapter": place[0],
        "number": place[1],
        "version": version,
        "places": places,
        "is_new": bool(places),
        "preview": _preview_of(
            form if draft is None else FORMS[type_name](draft, context=editing),
            editing,
            there if data is None and draft is None else None,
        ),
        "theirs": editing.preview(theirs) if theirs else None,
        "warning": f"{OTHERWISE} {YOURS_STAYS}" if theirs else YOURS_IS_NEW if gone else "",
        "open_comments": [] if places else threads_of(editing.document, comments_at(editing.document, place)),
        "before": _year_before(editing, there, type_name),
        "inserted": inserted,
        "periods": PERIOD_CHOICES,
        "nouns": NOUN_CHOICES,
    }
    return render(request, f"{FOLDER}/block.html", context)


def _opened(request, editing, place, there, type_name, version):
    """Return the OpenForm of a block that somebody opens, or of a new one."""
    document, user = editing.document, request.user
    part = EditedPart.BLOCK if there else EditedPart.NEW_BLOCK

    def find():
        if not there:
            return draft_of_new_block(document, user, place[0], type_name)
        draft = draft_for(document, user, part, place)
        if draft and draft.block_type == type_name:
            typed = FORMS[type_name](form_data(draft), context=editing)
            if typed.is_valid() and same(typed.block(), there):  # it was saved, by this page or another
                draft.delete()
                return None
        return draft

    found = opened(request, editing, part, place, version=version, find=find)
    if found.draft and (found.draft.block_type != type_name or not found.is_restored):
        # A draft of a block that has become one of another type is put into a new block.
        elsewhere = {"szkic": found.draft.pk, "rodzaj": found.draft.block_type}
        found.put_beside(
            preview=_preview_of_draft(found.draft, editing),
            use_url="" if found.draft.block_type == type_name else editing.address("new_block", place[0], **elsewhere),
        )
    return found


def _restored(type_name, data, editing):
    """Return the form with what a draft holds, before anybody says what is wrong with it."""
    if not issubclass(FORMS[type_name], Form):
        return FORMS[type_name](data, context=editing)
    form = FORMS[type_name](context=editing)
    form.initial = initial_from_data(FORMS[type_name], data)
    return form


def _preview_of_draft(draft, editing):
    if draft.block_type not in FORMS:
        return None
    return _preview_of(FORMS[draft.block_type](form_data(draft), context=editing), editing, None)


@unkept
@require_POST
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def preview_block(request, key):
    """What the block of the form will look like, as a part of the page."""
    editing = Editing(key, request.POST)
    form = FORMS[_type(request.POST.get("rodzaj"))](request.POST, context=editing)
    return render(request, f"{FOLDER}/preview.html", {"preview": _preview_of(form, editing, None)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def section_to_text(request, key, chapter, block):
    """Ask, and put the sentences of a section into the document as a text of its own; its table and chart stay."""
    editing = Editing(key, request.POST or request.GET)
    there = block_at(editing.data, chapter, block)
    is_section = bool(there) and there["type"] == "section" and there["section"] in SECTIONS
    if not is_section or "sentences" not in there.get("show", ["sentences"]):
        messages.error(request, "Tych zdań już nie ma: ktoś tymczasem zmienił ten dokument.")
        return redirect(editing.address())
    try:
        text, live, typed = own_text(there["section"], editing.document.text, editing.year)
    except InvalidDefinition as error:
        messages.error(request, str(error))
        return redirect(editing.address("edit_block", chapter, block))
    if request.method == "POST":
        rest = [shown for shown in there.get("show", ["sentences", "table", "chart"]) if shown != "sentences"]
        try:
            chapter, block = save_block(
                key=key,
                chapter=chapter,
                number=block,
                version=request.POST.get("wersja", ""),
                block={"type": "text", "text": text},
                more=[{**there, "show": rest}] if rest else [],
            )
        except (PartChanged, InvalidDefinition):
            messages.error(request, OTHERWISE)
            return redirect(editing.address())
        messages.success(request, "Zdania są teraz własnym tekstem. Popraw je, jak potrzeba.")
        return redirect(editing.address("edit_block", chapter, block))
    context = {
        "editing": editing,
        "version": fingerprint(there),
        "preview": editing.preview({"type": "text", "text": text}) if text else None,
        "live": live,
        "typed": typed,
        "back": editing.address("edit_block", chapter, block),
    }
    return render(request, f"{FOLDER}/section_to_text.html", context)


def _preview_of(form, editing, there):
    """Return the preview of what the form says, or of a block `there`; what is wrong is said, and not at the fields."""
    if there:
        return editing.preview(there)
    if not form.is_bound:
        return None
    if not hasattr(form, "typed"):
        if form.is_valid():
            return editing.preview(form.block())
        return {"views": [], "problems": list(dict.fromkeys(chain(*form.errors.values())))}
    probe = copy(form)
    probe.errors = {}
    block = probe.check()
    if probe.errors:
        return {"views": [], "problems": list(dict.fromkeys(said for _id, said in probe.problems))}
    return editing.preview(block)


def _year_before(editing, there, type_name):
    """Return how the saved text reads with the figures of the year before, to write this year's beside it."""
    if not there or type_name not in ("text", "list"):
        return None
    found = editing.preview_before(there)
    return found if found["views"] else None


def _type(text):
    if text not in FORMS:
        raise Http404
    return text


def _number(text, otherwise):
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise
