"""The outline of a document: its head, chapters and blocks, which are named, moved and left out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from familycare.accounts.rights import Right, needs
from familycare.lib.forms import initial_from_data
from familycare.lib.polish import counted
from reporting.documents.comments.threads import open_counts
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import (
    OTHERWISE,
    PartChanged,
    block_at,
    block_place,
    chapter_version,
    head_of,
    move_block,
    move_chapter,
    remove_block,
    remove_chapter,
    save_chapter,
    save_head,
    whole_version,
)
from reporting.documents.editor.drafts.models import EditedPart
from reporting.documents.editor.drafts.restoring import address_of, opened, sent
from reporting.documents.editor.drafts.services import (
    EditorPage,
    draft_for,
    drafts_in,
    forget_editor_draft,
    form_data,
)
from reporting.documents.editor.forms.head import HeadForm
from reporting.documents.editor.forms.simple import ChapterForm
from reporting.documents.editor.outline import NAMES, outline, words_of
from reporting.documents.editor.period_names import period_name
from reporting.documents.editor.views.context import FORMS, Editing, keeps_what_was_typed

NOWHERE = (0, 0)
FOLDER = "reporting/documents/editor"


@require_safe
@needs(Right.KEEP_DOCUMENTS)
def edit_outline(request, key):
    """The document's head, chapters and blocks, in short."""
    editing = Editing(key, request.GET)
    head, counts = head_of(editing.data), open_counts(editing.document)
    context = {
        "editing": editing,
        "head": head,
        "kind": editing.document.get_kind_display(),
        "periods": ", ".join(period_name(code) for code in head["periods"]),
        "chapters": outline(editing.data, counts),
        "open_comments": counts.total(),
        "types": [(code, NAMES[code]) for code in FORMS],
        "focus": request.GET.get("fokus", ""),
        "drafts": [(each, address_of(each, editing)) for each in drafts_in(editing.document, request.user)],
    }
    return render(request, f"{FOLDER}/outline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def edit_document_head(request, key):
    """Title, subtitle, addressee, legal basis, kind and periods."""
    editing = Editing(key, request.GET)
    there = head_of(editing.data)
    data = request.POST if request.method == "POST" else None
    version, conflicts, open_form = fingerprint(there), (), None
    if data is None:
        open_form = opened(
            request,
            editing,
            EditedPart.HEAD,
            NOWHERE,
            version=version,
            find=lambda: draft_for(editing.document, request.user, EditedPart.HEAD),
        )
        form = HeadForm(open_form.data(), block=there, context=editing)
        if open_form.draft and not open_form.is_restored:
            typed = HeadForm(form_data(open_form.draft), context=editing).check()
            open_form.put_beside(texts=[f"{label}: {said}" for label, _there, said in _differences(there, typed)])
    else:
        form = HeadForm(data, block=there, context=editing)
        version = data.get("wersja", "")
        if "do" in data:
            form.apply(data["do"])
        elif form.is_valid():
            try:
                save_head(key=key, head=form.block(), version=version)
            except InvalidDefinition as error:
                form.note(error.mistakes)
            except PartChanged as error:
                version, conflicts = fingerprint(error.theirs), _differences(error.theirs, form.block())
                form.wrong("", f"{OTHERWISE} Porównaj obie wersje. Jeśli Twoja jest właściwa, zapisz jeszcze raz.")
            else:
                _forget_draft(request, editing)
                messages.success(request, "Zapisano nagłówek dokumentu.")
                return redirect(editing.address())
        open_form = sent(request, editing, EditedPart.HEAD, NOWHERE)
    context = {
        "editing": editing,
        "form": form,
        "version": version,
        "conflicts": conflicts,
        "open_form": open_form,
    }
    return render(request, f"{FOLDER}/head.html", context)


def _differences(theirs, typed):
    labels = {"kind": "Rodzaj", "title": "Tytuł", "subtitle": "Podtytuł", "addressee": "Adresat"}
    labels |= {"legal_basis": "Podstawa prawna", "periods": "Okresy"}

    def told(value):
        return ", ".join(map(period_name, value)) if isinstance(value, list) else value

    return [
        (label, told(theirs[name]), told(typed[name])) for name, label in labels.items() if theirs[name] != typed[name]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def edit_chapter(request, key, chapter=0):
    """Add a chapter, or name one otherwise. Whoever does it second sees what the first has written."""
    editing = Editing(key, request.GET)
    chapters = editing.data["chapters"]
    there = chapters[chapter - 1] if 1 <= chapter <= len(chapters) else None
    data = request.POST if request.method == "POST" else None
    if chapter and not there and data is None:
        return _gone(request, editing)
    version = data.get("wersja", "") if data is not None else chapter_version(there) if there else ""
    part, place = EditedPart.CHAPTER if chapter else EditedPart.NEW_CHAPTER, (chapter, 0)
    initial, open_form = {"title": there["title"]} if there else None, None
    if data is None:
        open_form = opened(
            request,
            editing,
            part,
            place,
            version=version,
            find=lambda: draft_for(editing.document, request.user, part, place),
        )
        if (draft := open_form.data()) is not None:
            initial = initial_from_data(ChapterForm, draft)
        elif open_form.draft:
            open_form.put_beside(texts=open_form.draft.data.get("title", ()))
    form = ChapterForm(data, initial=initial)
    if form.is_valid():
        try:
            number = save_chapter(
                key=key, title=form.cleaned_data["title"], number=chapter if version else 0, version=version
            )
        except PartChanged:
            version = chapter_version(there) if there else ""
            said = f"Teraz ten rozdział nazywa się „{there['title']}”." if there else "Tego rozdziału już nie ma."
            form.add_error("title", f"{OTHERWISE} {said} Jeśli Twój tytuł jest właściwy, zapisz jeszcze raz.")
            chapter = chapter if there else 0
        except InvalidDefinition as error:
            for mistake in error.mistakes:
                form.add_error("title", str(mistake))
        else:
            _forget_draft(request, editing)
            return redirect(editing.address(fokus=f"rozdzial-{number}"))
    if open_form is None:
        open_form = sent(request, editing, part, place)
    context = {"editing": editing, "form": form, "version": version, "number": chapter, "open_form": open_form}
    return render(request, f"{FOLDER}/chapter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def delete_chapter(request, key, chapter):
    """Ask, and leave out a chapter with its blocks."""
    editing = Editing(key, request.POST or request.GET)
    chapters, version = editing.data["chapters"], editing.asked.get("wersja", "")
    there = chapters[chapter - 1] if 1 <= chapter <= len(chapters) else None
    if request.method == "POST":
        return _left_out(
            request, editing, "Usunięto rozdział.", remove_chapter, key=key, number=chapter, version=version
        )
    if not there:
        return _gone(request, editing)
    count = len(there["blocks"])
    within = f"Zniknie też {counted(count, 'blok', 'bloki', 'bloków')} rozdziału." if count else "Rozdział jest pusty."
    context = {
        "editing": editing,
        "version": whole_version(there),
        "question": f"Usunąć rozdział „{there['title']}”?",
        "consequence": f"{within} Liczby i akta rodzin się nie zmienią.",
        "action_label": "Usuń rozdział",
        "back_url": f"{editing.address()}#rozdzial-{chapter}",
    }
    return render(request, f"{FOLDER}/leave_out.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def delete_block(request, key, chapter, block):
    """Ask, and leave out a block."""
    editing = Editing(key, request.POST or request.GET)
    version = editing.asked.get("wersja", "")
    if request.method == "POST":
        place = {"chapter": chapter, "number": block, "version": version}
        return _left_out(request, editing, "Usunięto blok.", remove_block, key=key, **place)
    place = block_place(editing.data, chapter, block, version) if version else (chapter, block)
    there = block_at(editing.data, *place) if place else None
    if not there:
        return _gone(request, editing)
    said = words_of(there)
    context = {
        "editing": editing,
        "version": fingerprint(there),
        "question": f"Usunąć blok: {NAMES[there['type']]}{f' „{said}”' if said else ''}?",
        "consequence": "Liczby i akta rodzin się nie zmienią.",
        "action_label": "Usuń blok",
        "back_url": f"{editing.address()}#blok-{place[0]}-{place[1]}",
    }
    return render(request, f"{FOLDER}/leave_out.html", context)


@require_POST
@needs(Right.KEEP_DOCUMENTS)
@keeps_what_was_typed
def move_part(request, key, chapter, block=0):
    """Move a block, or without one a chapter, and show the outline with the focus on its button."""
    editing = Editing(key, request.POST)
    up, version = "wyzej" in request.POST, request.POST.get("wersja", "")
    _ = editing.document
    try:
        if block:
            chapter, block = move_block(key=key, chapter=chapter, number=block, version=version, step=-1 if up else 1)
        else:
            chapter = move_chapter(key=key, number=chapter, version=version, step=-1 if up else 1)
    except PartChanged:
        messages.error(request, OTHERWISE)
        return redirect(editing.address())
    id = f"blok-{chapter}-{block}" if block else f"rozdzial-{chapter}"
    focus = f"{id}-wyzej" if up else f"{id}-nizej"
    return redirect(editing.address(fokus=focus))  # with a fragment, browsers would not heed `autofocus`


def _forget_draft(request, editing):
    page = EditorPage.of(request.POST)
    forget_editor_draft(user=request.user, document=editing.document, page=page, data=request.POST)


def _left_out(request, editing, said, remove, **what):
    """Leave something out; what is gone already, by a double click, is no mistake."""
    _ = editing.document
    try:
        remove(**what)
    except PartChanged as error:
        if error.theirs is not None:
            messages.error(request, OTHERWISE)
            return redirect(editing.address())
    messages.success(request, said)
    return redirect(editing.address())


def _gone(request, editing):
    messages.error(request, "Tego już nie ma: ktoś tymczasem zmienił ten dokument.")
    return redirect(editing.address())
