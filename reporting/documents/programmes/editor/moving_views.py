"""Moving and deleting parts of a programme in its editor, and deleting all of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from familycare.accounts.rights import Right, needs
from familycare.lib.polish import counted, number
from reporting.documents.editor.changing import PartChanged
from reporting.documents.programmes.editor.changing import entries_of, move_item, move_task, remove_item
from reporting.documents.programmes.editor.editing import FOLDER, OTHERWISE, EditedProgramme, check_address
from reporting.documents.programmes.editor.outline import WORDS, id_of, title_of
from reporting.documents.programmes.editor.tree import NESTED, kind_of, parent_of, version_of
from reporting.documents.programmes.services import delete_programme


@require_POST
@needs(Right.KEEP_DOCUMENTS)
def move_programme_item(request, key, item):
    """Move something up or down, or a task into another goal or area; the focus stays on its button."""
    editing = EditedProgramme(key)
    check_address(item)
    _ = editing.programme
    version, part = request.POST.get("wersja", ""), request.POST.get("czesc", "")
    try:
        if part:
            check_address(part)
            now = move_task(key=key, address=item, version=version, part=part)
            messages.success(request, "Przeniesiono zadanie.")
            return redirect(editing.address(id_of(now)))
        up = "wyzej" in request.POST
        now = move_item(key=key, address=item, version=version, step=-1 if up else 1)
    except PartChanged:
        messages.error(request, OTHERWISE)
        return redirect(editing.address())
    focus = f"{id_of(now)}-{'wyzej' if up else 'nizej'}"
    if now.count("/") > 3:  # an indicator of a task, which has its buttons on the page of the task
        return redirect(reverse("edit_programme_item", args=[key, parent_of(now)], query={"fokus": focus}))
    return redirect(editing.address(focus))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def delete_programme_item(request, key, item):
    """Ask, saying what was written about its realisation, and leave something out with all that is in it."""
    editing = EditedProgramme(key)
    check_address(item)
    node = editing.tree.at(item)
    if request.method == "POST":
        _ = editing.programme
        entries, version = request.POST.get("wpisy", ""), request.POST.get("wersja", "")
        if node is None or not editing.tree.find(item, version):
            gone = node is None
            messages.error(request, "Tego już nie ma: ktoś tymczasem zmienił ten program." if gone else OTHERWISE)
            return redirect(editing.address())
        try:
            remove_item(
                key=key,
                address=item,
                version=version,
                entries=int(entries) if entries.isascii() and entries.isdigit() and len(entries) < 6 else 0,
            )
        except PartChanged:
            messages.error(request, OTHERWISE)
        except ValidationError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "Usunięto.")
        return redirect(editing.address())
    if node is None:
        messages.error(request, "Tego już nie ma: ktoś tymczasem zmienił ten program.")
        return redirect(editing.address())
    rows = entries_of(editing.programme, item)
    word = WORDS[kind_of(item)]
    context = {
        "editing": editing,
        "version": version_of(node),
        "entries": len(rows),
        "question": f"Usunąć {word} „{title_of(node)}”?",
        "within": _within(node),
        "written": [
            f"{row.label}, {row.year} r.: "
            + (row.get_state_display() if hasattr(row, "state") else f"wartość {number(row.value)} ({row.source})")
            for row in rows
        ],
        "action_label": f"Usuń {word}",
        "back_url": f"{editing.address()}#{id_of(item)}",
    }
    return render(request, f"{FOLDER}/delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def delete_whole_programme(request, key):
    """Ask, and delete a programme about which nothing was written, and that no document shows."""
    programme = EditedProgramme(key).programme
    if request.method == "POST":
        try:
            delete_programme(programme=programme)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect("edit_programme", key)
        messages.success(request, "Usunięto program.")
        return redirect("programmes")
    context = {
        "editing": EditedProgramme(key),
        "question": f"Usunąć program „{programme}”?",
        "consequence": "Znikną jego cele, zadania i wskaźniki. Akta rodzin się nie zmienią.",
        "action_label": "Usuń program",
        "back_url": reverse("edit_programme", args=[key]),
    }
    return render(request, f"{FOLDER}/delete_programme.html", context)


def _within(node):
    """Return what goes with a goal, area or task: „2 zadania i 1 wskaźnik”; "" for nothing."""
    if not isinstance(node, dict):
        return ""
    counts = [
        counted(len(node.get(name, ())), *forms)
        for name, forms in (
            ("tasks", ("zadanie", "zadania", "zadań")),
            ("indicators", ("wskaźnik", "wskaźniki", "wskaźników")),
        )
        if name in NESTED and node.get(name)
    ]
    return " i ".join(counts)
