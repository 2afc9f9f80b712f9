"""The programme that follows one whose years end: the same goals, areas and tasks, begun where the last one ended."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from familycare.audit.services import lock_changes
from reporting.documents.composing.figures import Catalogue, compute_values
from reporting.documents.definitions.models import DocumentDefinition
from reporting.documents.definitions.patterns import as_text, new_from_pattern, title_of_copy
from reporting.documents.definitions.reading import load
from reporting.documents.definitions.services import save_definition
from reporting.documents.editor.canonical import written
from reporting.documents.programmes.editor.changing import free_programme_key, put
from reporting.documents.programmes.editor.tree import Tree, kind_of, nodes
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import TITLE, parse_programme
from reporting.documents.programmes.services import save_programme
from reporting.periods import LAST_YEAR, Period

PATTERN, BEFORE_CHAPTER = "program-trzyletni", "Analiza SWOT"
DRAFT = "[Szkic do uzupełnienia]"
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)", re.ASCII)


def years_of_next(programme):
    """Return the (first, last) year of the programme that follows."""
    length = programme.last_year - programme.first_year + 1
    return programme.last_year + 1, programme.last_year + length


def why_not_yet(programme):
    """Return why no next programme can be made, in Polish; "" where it can."""
    if programme.last_year > timezone.localdate().year:
        return f"Program trwa do {programme.last_year} r. Następny ułożysz w jego ostatnim roku."
    if years_of_next(programme)[1] > LAST_YEAR:
        return "Następny program sięgałby zbyt daleko w przyszłość."
    return ""


def title_of_next(programme):
    """Return the title with the years in it moved by the length of the programme."""
    return _later(programme.title, programme)


@transaction.atomic
def make_next(*, key, title="") -> tuple[Programme, DocumentDefinition]:
    """Save the programme that follows, and a document of the pattern about it. Nothing else changes.

    An indicator begins at the last value that is known; its targets are empty. The document's chapter about the old
    programme is live: what was reached and missed, given up and recommended. Raises ValidationError.
    """
    lock_changes()
    programme = get_object_or_404(Programme, key=key)
    if problem := why_not_yet(programme):
        raise ValidationError(problem)
    first, last = years_of_next(programme)
    tree, known = Tree(load(programme.text)), Catalogue()
    data = tree.data
    title = title or title_of_next(programme)
    data |= {"key": free_programme_key(title, first, last), "years": [first, last]}
    if title != TITLE or "title" in data:
        data["title"] = title
    reached = _last_values(programme, known)
    for address, node in [*nodes(data)]:
        if kind_of(address) == "indicators":
            _begin(tree, address, node, reached.get(address), known)
        elif node.get("deadline"):
            node["deadline"] = _later(node["deadline"], programme)
    made = save_programme(text=written(data), known=known)
    return made, _document(programme, made)


def _begin(tree, address, node, found, known):
    """Let an indicator begin at the value found (value, source), without targets and without a figure that is gone."""
    new = dict(node) if isinstance(node, dict) else {"label": str(node)}
    if new.get("figure") and new["figure"] not in known:
        new["figure"] = None
    if new.get("targets"):
        new["targets"] = {}
    value, source = found or (None, "")
    put(new, "baseline", value)
    put(new, "baseline_source", source)
    if new.keys() != {"label"} or isinstance(node, dict):
        tree.replace(address, new)


def _last_values(programme, known):
    """Return {address of an indicator: (value, source)} of the last year in which it is known.

    The present year counts only where there is no earlier one: it is not over.
    """
    contents, this_year = parse_programme(programme.text), timezone.localdate().year
    years = [year for year in contents.years if year < this_year] or [contents.first_year]
    indicators = [each for _part, each in contents.indicators]
    figures = {each.figure for each in indicators if each.figure in known}
    values = compute_values(known, sorted(figures), [], list(map(Period.year, years)))
    entered = {each.item: each for each in programme.indicatorvalue_set.order_by("year")}
    found = {}
    for each in indicators:
        if each.figure in known:
            there = [(values.at(each.figure, Period.year(year)), year) for year in reversed(years)]
            value, year = next((pair for pair in there if pair[0] is not None), (None, 0))
            source = f"z akt, {year} r."
        else:
            row = entered.get(each.address)
            value, source = (row.value, f"{row.source}, {row.year} r.") if row else (None, "")
        if value is not None:
            found[each.address] = (int(value) if value == int(value) else value, source.replace("{{", "{ {"))
    return found


def _document(old, made):
    """Save the document of the pattern about the programme `made`, with a chapter about the `old` one."""
    document = new_from_pattern(name=PATTERN, title=title_of_copy(PATTERN, made), programme=made.key)
    data = load(document.text)

    def part(*shown):
        return {"type": "programme", "programme": old.key, "show": list(shown)}

    years = f"{old.first_year}–{old.last_year}"
    chapter = {
        "title": f"Co wynika z programu na lata {years}",
        "blocks": [
            {
                "type": "text",
                "text": f"{DRAFT} To, co niżej, jest policzone z programu na lata {years} i zmienia się razem z nim. "
                "Dopisz, dlaczego jednych celów nie udało się osiągnąć, co zrobiono inaczej, niż planowano, i co "
                "z tego przechodzi do nowego programu. Potem usuń ten akapit.",
            },
            part("balance"),
            {"type": "heading", "text": "Wskaźniki i zadania rok po roku"},
            part("realisation"),
            {"type": "heading", "text": "Rekomendacje poprzedniego programu"},
            part("recommendations"),
        ],
    }
    titles = [each["title"] for each in data["chapters"]]
    place = titles.index(BEFORE_CHAPTER) if BEFORE_CHAPTER in titles else len(titles)
    data["chapters"].insert(place, chapter)
    return save_definition(text=as_text(data), replace=True)


def _later(text, programme):
    """Return a text in which the years of the programme are those of the next one."""
    years = range(programme.first_year, programme.last_year + 1)

    def moved(match):
        year = int(match[0])
        return str(year + len(years)) if year in years else match[0]

    return _YEAR.sub(moved, text)
