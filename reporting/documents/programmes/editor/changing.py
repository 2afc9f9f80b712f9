"""Changes of a programme in the browser: each is saved at once, as the programme's new text.

A goal, task or indicator is known by its address and by the fingerprint of what the writer saw there: where somebody
has moved it meanwhile, it is found, and where somebody has changed it, nothing is overwritten. What was written about
its realisation moves along.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from familycare.audit.services import lock_changes
from familycare.lib.ordering import fold
from reporting.documents.composing.figures import Catalogue
from reporting.documents.definitions.parsing import LONGEST_KEY
from reporting.documents.definitions.reading import load
from reporting.documents.editor.canonical import fingerprint, written
from reporting.documents.editor.changing import PartChanged
from reporting.documents.programmes.editor.tree import (
    PARTS,
    Tree,
    kind_of,
    number_text,
    parent_of,
    renumber,
    series_of,
    version_of,
)
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import put_text, save_programme

LAST_PART = "To jedyna część tego programu, a program musi mieć choć jeden cel albo obszar."


@transaction.atomic
def create_programme(*, title, first_year, last_year, main_goal, goals) -> Programme:
    """Save a new programme with these goals (titles), under a key made of its title and years, and return it."""
    lock_changes()  # two at once would take the same key
    data = {
        "key": free_programme_key(title, first_year, last_year),
        "title": title,
        "years": [first_year, last_year],
        "main_goal": main_goal,
        "goals": [{"no": no, "title": each, "tasks": [], "indicators": []} for no, each in enumerate(goals, start=1)],
    }
    return save_programme(text=written(data), known=Catalogue())


@transaction.atomic
def save_values(*, key, values, version, shown):
    """Save keys of the programme itself: its head, or a section of it.

    `shown(data)`: what the form shows of the data. Raises PartChanged where that is not of `version`, and
    InvalidDefinition.
    """
    programme, tree = locked(key)
    theirs = shown(tree.data)
    if fingerprint(theirs) != version:
        raise PartChanged(theirs)
    for name, value in values.items():
        put(tree.data, name, value)
    _save(programme, tree)


@transaction.atomic
def save_item(*, key, address, version, values, beside=()) -> str:
    """Save what a goal, area, task or indicator says; return its address. Raises PartChanged, InvalidDefinition.

    `beside`: the versions of those that the writer saw beside it: where it is gone, one of them stands in its place.
    """
    programme, tree = locked(key)
    address = _found(tree, address, version, beside)
    node = tree.at(address)
    if not isinstance(node, dict):
        whole = {"label": str(node)}
        for name, value in values.items():
            put(whole, name, value)
        if whole.keys() != {"label"}:
            tree.replace(address, whole)
        elif whole["label"] != node:
            tree.replace(address, whole["label"])
    else:
        before = number_text(node)
        for name, value in values.items():
            put(node, name, value)
        if kind_of(address) == "goals" and number_text(node) != before:
            _renumber_areas(tree, {before: node["no"]})
    _save(programme, tree)
    return address


@transaction.atomic
def add_item(*, key, parent, name, values) -> str:
    """Add a goal, area, task or indicator at the end of `parent`, "" for the programme, and return its address.

    An indicator that has nothing but a label is a text. Where the parent is gone, raises PartChanged.
    """
    programme, tree = locked(key)
    if parent and not isinstance(tree.at(parent), dict):
        raise PartChanged(None)
    node = {}
    for each, value in values.items():
        put(node, each, value)
    siblings = tree.children(parent, name)
    siblings.append(node["label"] if name == "indicators" and node.keys() == {"label"} else node)
    _save(programme, tree)
    return f"{parent}/{name}/{len(siblings)}" if parent else f"{name}/{len(siblings)}"


@transaction.atomic
def move_item(*, key, address, version, step) -> str:
    """Move something up (step -1) or down (1) among its siblings, a task at the edge into the next goal or area.

    Returns its address. What is first or last stays.
    """
    programme, tree = locked(key)
    address = _found(tree, address, version)
    siblings, index = tree.siblings(address)
    node = siblings[index]
    if 0 <= index + step < len(siblings):
        _move(tree, address, siblings, index + step)
    elif kind_of(address) == "tasks":
        parts, at = tree.siblings(parent_of(address))
        if not 0 <= at + step < len(parts):
            return address
        target = parts[at + step].setdefault("tasks", [])
        _move(tree, address, target, 0 if step > 0 else len(target))
    else:
        return address
    _save(programme, tree)
    return tree.address_of(node)


@transaction.atomic
def move_task(*, key, address, version, part) -> str:
    """Move a task to the end of another goal or area (its address), and return its own address."""
    programme, tree = locked(key)
    address = _found(tree, address, version)
    node, target = tree.at(address), tree.at(part)
    if not isinstance(target, dict):
        raise PartChanged(None)
    if parent_of(address) != part:
        tasks = target.setdefault("tasks", [])
        _move(tree, address, tasks, len(tasks))
        _save(programme, tree)
    return tree.address_of(node)


@transaction.atomic
def remove_item(*, key, address, version, entries) -> None:
    """Leave something out, with what is in it, and what was written about it.

    `entries`: how many such entries the writer has seen; where there are others now, raises PartChanged. Raises
    ValidationError for the only goal or area.
    """
    programme, tree = locked(key)
    address = _found(tree, address, version)
    siblings, index = tree.siblings(address)
    rows = entries_of(programme, address)
    if len(rows) != entries:
        raise PartChanged(tree.at(address))
    if kind_of(address) in PARTS and sum(len(tree.data.get(name, ())) for name in PARTS) == 1:
        raise ValidationError(LAST_PART)
    series, before = series_of(siblings), _numbers(tree)
    del siblings[index]
    renumber(siblings, series)
    if kind_of(address) == "goals":
        _renumber_areas(tree, before)
    for row in rows:
        row.delete()
    _save(programme, tree)


def entries_of(programme, address):
    """Return what was written about the realisation of a task or indicator, or of all that are in it."""
    rows = [*programme.taskreport_set.all(), *programme.indicatorvalue_set.all()]
    return [row for row in rows if f"{row.item}/".startswith(f"{address}/")]


def locked(key):
    """Return (Programme, its Tree), which nobody else changes until the transaction ends."""
    lock_changes()
    programme = get_object_or_404(Programme, key=key)
    return programme, Tree(load(programme.text))


def put(node, name, value):
    """Set a key, unless its value says the same already: it stays to the byte then. Empty ones need not be there."""
    there = node.get(name)
    if alike(there, value):
        return
    if value in ("", [], {}):
        node[name] = type(there)() if isinstance(there, str | list | dict) else None
    else:
        node[name] = value


def alike(one, other):
    """Whether two values say the same: spaces within texts, and how nothing is written, do not count."""
    return _plain(one) == _plain(other)


def _plain(value):
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_plain(each) for each in value if each != ""] or ""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if each is not None} or ""
    if value is None:
        return ""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _found(tree, address, version, beside=()):
    """Return where it is now. Raises PartChanged with what stands there instead, None where it is gone."""
    if found := tree.find(address, version):
        return found
    there = tree.at(address)
    raise PartChanged(None if there is None or version_of(there) in beside else there)


def _move(tree, address, target, at):
    """Move a node into the list `target` at that index, and number both lists anew where they were in series."""
    siblings, index = tree.siblings(address)
    before = _numbers(tree)
    series = [(each, series_of(each)) for each in ([siblings] if siblings is target else [siblings, target])]
    node = siblings.pop(index)
    target.insert(at, node)
    if siblings is not target and isinstance(node, dict) and "no" in node and not series_of(target):
        _free_number(node, target)
    for each, found in series:
        renumber(each, found)
    if kind_of(address) == "goals":
        _renumber_areas(tree, before)


def _free_number(node, siblings):
    """Take the number from a node that came from elsewhere where another has it already."""
    if number_text(node) in [number_text(each) for each in siblings if each is not node]:
        node["no"] = None


def _numbers(tree):
    """Return {number of a goal: the goal}."""
    return {number_text(goal): goal for goal in tree.data.get("goals", ())}


def _renumber_areas(tree, before):
    """Let areas name their goal by its new number. `before`: {number before: the goal, or its number now}."""
    goals = [id(goal) for goal in tree.data.get("goals", ())]
    for area in tree.data.get("areas", ()):
        goal = before.get(str(area.get("goal")))
        if isinstance(goal, dict):
            area["goal"] = goal.get("no") if id(goal) in goals else None
        elif goal is not None:
            area["goal"] = goal


def _save(programme, tree):
    text = written(tree.data)
    if text == written(load(programme.text)):
        return
    put_text(programme=programme, text=text, contents=parse_programme(text), moved=tree.moved())


def free_programme_key(title, first_year, last_year):
    """Return a key such as „program-wspierania-rodziny-2026-2028” that no programme has."""
    years = f"{first_year}-{last_year}" if last_year != first_year else str(first_year)
    words = slugify(fold(title))[: LONGEST_KEY - 20].strip("-_")
    wanted = words if words.endswith(years) else "-".join(filter(None, [words.replace("_", "-"), years]))
    taken = set(Programme.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
