"""A programme edited in the browser: a form for each goal, area, task and indicator, saved at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from familycare.accounts.rights import Right, needs
from reporting.documents.definitions.places import InvalidDefinition
from reporting.documents.editor.canonical import fingerprint
from reporting.documents.editor.changing import PartChanged
from reporting.documents.editor.views.figures import answer_with_figures
from reporting.documents.programmes.editor.changing import (
    add_item,
    create_programme,
    save_item,
    save_values,
)
from reporting.documents.programmes.editor.editing import FOLDER, OTHERWISE, EditedProgramme, check_address
from reporting.documents.programmes.editor.fields import shown
from reporting.documents.programmes.editor.forms import (
    SECTIONS,
    IndicatorForm,
    NewProgrammeForm,
    NewTaskForm,
    ProgrammeAreaForm,
    ProgrammeGoalForm,
    ProgrammeHeadForm,
    ProgrammeSectionForm,
    TaskForm,
)
from reporting.documents.programmes.editor.outline import WORDS, id_of, lines_of, outline, said
from reporting.documents.programmes.editor.tree import (
    kind_of,
    next_number,
    number_text,
    parent_of,
    version_of,
)
from reporting.years import year_to_report

COMPARE = (
    "Ktoś tymczasem to zmienił, więc niczego nie zapisano. Porównaj obie wersje. Jeśli Twoja jest właściwa, zapisz "
    "jeszcze raz, a zastąpi tamtą."
)
GONE = "Ktoś tymczasem to usunął. To, co wpisano, stoi w formularzu: zapisz jeszcze raz, a wróci na koniec listy."
PARENT_GONE = "Ktoś tymczasem usunął {} tego programu, w którym to było. Skopiuj swój tekst, zanim stąd wyjdziesz."
NEW = {"goals": "Nowy cel", "areas": "Nowy obszar", "tasks": "Nowe zadanie", "indicators": "Nowy wskaźnik"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def new_programme(request):
    """Begin a programme: title, years, goals."""
    year = timezone.localdate().year + 1
    initial = {"title": "Gminny program wspierania rodziny", "first_year": year, "last_year": year + 2}
    form = NewProgrammeForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            made = create_programme(**form.cleaned_data)
        except InvalidDefinition as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, "Dodano program. Dopisz zadania i wskaźniki jego celów.")
            return redirect("edit_programme", made.key)
    return render(request, f"{FOLDER}/new.html", {"form": form})


@require_safe
@needs(Right.KEEP_DOCUMENTS)
def edit_programme(request, key):
    """All of a programme in short: each part leads to its form."""
    editing = EditedProgramme(key)
    data = editing.data
    swot = data.get("swot") if isinstance(data.get("swot"), dict) else {}
    sections = [
        (
            address,
            name,
            [(label, shown((swot if address == "swot" else data).get(each))) for each, (label, _) in of.items()],
        )
        for address, (name, of) in SECTIONS.items()
    ]
    lines = outline(data, editing.names)
    context = {
        "editing": editing,
        "programme": editing.programme,
        "head": ProgrammeHeadForm.of(data),
        "sections": sections,
        "groups": [("goals", "Cele", lines["goals"]), ("areas", "Obszary", lines["areas"])],
        "focus": request.GET.get("fokus", ""),
    }
    return render(request, f"{FOLDER}/outline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def edit_programme_head(request, key):
    """Title, years and main goal."""
    editing = EditedProgramme(key)
    return _values_page(request, editing, ProgrammeHeadForm, ProgrammeHeadForm.of, "Tytuł, lata i cel główny")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def edit_programme_section(request, key, section):
    """A section of the programme beside its goals: addressees, financing …, or the SWOT."""
    editing = EditedProgramme(key)
    if section not in SECTIONS:
        raise Http404

    def make(data, initial):
        return ProgrammeSectionForm(data, section=section, programme=editing.data)

    return _values_page(
        request, editing, make, lambda data: ProgrammeSectionForm.of(section, data), SECTIONS[section][0]
    )


def _values_page(request, editing, make, of, title):
    data, there = request.POST if request.method == "POST" else None, of(editing.data)
    form, version, conflicts = make(data, initial=there), fingerprint(there), ()
    if data is not None:
        version = data.get("wersja", "")
    if form.is_valid():
        try:
            save_values(key=editing.key, values=form.values(), version=version, shown=of)
        except InvalidDefinition as error:
            _note(form, error)
        except PartChanged as error:
            version, conflicts = fingerprint(error.theirs), form.differences(error.theirs)
            form.add_error(None, COMPARE)
        else:
            messages.success(request, "Zapisano.")
            return redirect(editing.address())
    context = {"editing": editing, "form": form, "version": version, "conflicts": conflicts, "title": title}
    return render(request, f"{FOLDER}/item.html", context)


def _note(form, error):
    """Show the mistakes above the form, or at the last year: nothing but years of the head concerns other parts."""
    for mistake in error.mistakes:
        form.add_error("last_year" if "last_year" in form.fields else None, str(mistake))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def new_programme_item(request, key, place):
    """Add a goal or area (`place`: „goals”), a task or an indicator („goals/1/tasks”)."""
    editing = EditedProgramme(key)
    parent, _slash, name = place.rpartition("/")
    check_address(f"{place}/1")
    if parent and editing.tree.at(parent) is None and request.method != "POST":
        messages.error(request, OTHERWISE)
        return redirect(editing.address())
    return _item_page(request, editing, parent, name, "")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DOCUMENTS)
def edit_programme_item(request, key, item):
    """Change a goal, area, task or indicator. Who saves second sees both versions, and decides."""
    editing = EditedProgramme(key)
    check_address(item)
    if editing.tree.at(item) is None and request.method != "POST":
        messages.error(request, OTHERWISE)
        return redirect(editing.address())
    return _item_page(request, editing, parent_of(item), kind_of(item), item)


def _item_page(request, editing, parent, name, item):
    """The form of the item, or of a new one in `parent`. An item that is gone meanwhile comes back as a new one."""
    data = request.POST if request.method == "POST" else None
    version = data.get("wersja", "") if data is not None else version_of(editing.tree.at(item)) if item else ""
    if item and version:
        item = editing.tree.find(item, version) or item
    node = editing.tree.at(item) if item and version else None
    if data is None:
        beside = [version_of(each) for each in _list(editing, parent, name) if each is not node]
    else:
        beside = data.get("obok", "").split()
        if version_of(node) != version and version_of(node) in beside:
            node = None  # that was another one, which moved up when this one went
    form, conflicts = _form(editing, parent, name, item if node is not None else "", node, data), ()
    if form.is_valid():
        try:
            if version:
                saved = save_item(key=editing.key, address=item, version=version, values=form.values(), beside=beside)
            else:
                saved = add_item(key=editing.key, parent=parent, name=name, values=form.values())
        except InvalidDefinition as error:
            _note(form, error)
        except PartChanged as error:
            version = "" if error.theirs is None else version_of(error.theirs)
            if error.theirs is not None:
                conflicts = form.differences(_initial(editing, name, error.theirs))
            if error.theirs is None and parent and editing.tree.at(parent) is None:
                form.add_error(None, PARENT_GONE.format("zadanie" if kind_of(parent) == "tasks" else "cel albo obszar"))
            else:
                form.add_error(None, COMPARE if version else GONE)
        else:
            messages.success(request, "Zapisano." if version else "Dodano.")
            return redirect(editing.address(id_of(saved)))
    context = {
        "editing": editing,
        "form": form,
        "version": version,
        "beside": " ".join(beside),
        "conflicts": conflicts,
        "title": said(item, node) if node is not None else NEW[name],
        "indicators": lines_of(node.get("indicators", ()), "indicators", item, editing.names)
        if name == "tasks" and node is not None
        else (),
        "focus": request.GET.get("fokus", ""),
        "item": item if node is not None else "",
        "item_version": version_of(node) if node is not None else "",
        "parts": _other_parts(editing, parent) if name == "tasks" and node is not None else (),
        "is_task": name == "tasks",
    }
    return render(request, f"{FOLDER}/item.html", context)


def _form(editing, parent, name, item, node, data):
    siblings = [each for each in _list(editing, parent, name) if each is not node]
    initial = _initial(editing, name, node) if node is not None else {"no": next_number(siblings)}
    if name == "indicators":
        entered = _entered_years(editing, item) if item else ()
        more = {"years": editing.years, "names": editing.names, "entered_years": entered}
        return IndicatorForm(data, initial=initial if node is not None else {}, **more)
    if name == "areas":
        return ProgrammeAreaForm(data, initial=initial, siblings=siblings, goals=editing.data.get("goals", ()))
    kind = ProgrammeGoalForm if name == "goals" else NewTaskForm if node is None else TaskForm
    return kind(data, initial=initial, siblings=siblings)


def _initial(editing, name, node):
    """Return what the form shows of a node."""
    if name == "indicators":
        return IndicatorForm.of(node, editing.names, editing.years)
    found = {"no": number_text(node), "title": node["title"]}
    if name == "areas":
        goal = node.get("goal")
        found["goal"] = "" if goal is None else str(goal)
    if name == "tasks":
        found |= {each: shown(node.get(each)) for each in ("methods", "units", "cooperating", "effects", "deadline")}
    return found


def _list(editing, parent, name):
    node = editing.tree.at(parent) if parent else editing.data
    return node.get(name, ()) if isinstance(node, dict) else ()


def _entered_years(editing, item):
    return sorted(editing.programme.indicatorvalue_set.filter(item=item).values_list("year", flat=True))


def _other_parts(editing, parent):
    """Return [(address, title)] of the other goals and areas, into which a task may go."""
    return [
        (f"{name}/{at}", f"{WORDS[name].capitalize()} {number_text(part) or at}. {part['title'][:80]}")
        for name in ("goals", "areas")
        for at, part in enumerate(editing.data.get(name, ()), start=1)
        if f"{name}/{at}" != parent
    ]


@require_safe
@needs(Right.KEEP_DOCUMENTS)
def find_programme_figure(request, key):
    """Figures whose name has the words of `q`, for the field of an indicator; and as a page."""
    editing = EditedProgramme(key)
    context = {"programme": editing.programme, "editing": editing}
    return answer_with_figures(request, editing.names, year_to_report(), f"{FOLDER}/find_figure.html", context)
