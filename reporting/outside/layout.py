"""Changes of groups, series and columns: added, named, ordered, retired, deleted.

A group that has no headings yet gets them with its first change, so that everything in it keeps its order.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from familycare.audit.services import lock_changes, record_bulk
from familycare.lib.ordering import fold
from reporting.outside.groups import LAST, PART, Kind, group_of, groups
from reporting.outside.models import OutsideFigure, OutsideHeading
from reporting.units import Unit

LONGEST_KEY = 36  # that of a series; one of a column is shorter, and both fit into the series of a figure
LONGEST_COLUMN_KEY = 20
TAKEN = "Ta nazwa już tu jest. Wybierz inną."


@transaction.atomic
def add_group(*, title):
    """Add a group after the others and return its key. The same form, sent twice, adds one."""
    lock_changes()
    present = groups()
    if same := next((group for group in present if fold(group.title) == fold(title)), None):
        if same.series:
            raise ValidationError({"title": "Jest już grupa o tej nazwie. Otwórz ją albo wybierz inną nazwę."})
        return same.key
    for place, group in enumerate(present):
        _put(group.key, Kind.GROUP, group.key, group.title, place=place)
    key = new_key(title, {group.key for group in present})
    _put(key, Kind.GROUP, key, title, place=len(present))
    return key


@transaction.atomic
def add_series(*, group_key, labels, unit):
    """Add a series for each label, after the others; labels that the group has are passed over. Return how many.

    `unit`: a code of Unit, not used in a group with columns. Raise ValidationError if the group is gone.
    """
    group = adopted(group_key)
    known = {fold(row.label) for row in group.rows}
    keys = {row.key for row in group.rows}
    added = 0
    for label in labels:
        if fold(label) not in known:
            key = new_key(label, keys)
            _put(group_key, Kind.SERIES, key, label, place=len(keys), unit="" if group.columns else unit)
            known.add(fold(label))
            keys.add(key)
            added += 1
    return added


@transaction.atomic
def add_column(*, group_key, label, unit):
    """Add a column after the others. Values that are there already stand in a column that is called as their unit.

    Raise ValidationError by field if there is such a column, or if the group is gone.
    """
    group = adopted(group_key)
    columns = list(group.columns)
    if any(fold(column.label) == fold(label) for column in columns):
        raise ValidationError({"label": TAKEN})
    keys = {column.key for column in columns}
    if not columns and OutsideFigure.objects.filter(group=group_key).exists():
        units = [series.unit for series in group.series]
        of_most = max(set(units), key=units.count)
        name = Unit(of_most).label if fold(Unit(of_most).label) != fold(label) else "ogółem"
        _put(group_key, Kind.COLUMN, "", name, place=0, unit=of_most)
        keys.add("")
    key = unit if unit not in keys and unit != Unit.COUNT else new_key(label, keys, LONGEST_COLUMN_KEY)
    _put(group_key, Kind.COLUMN, key, label, place=len(keys), unit=unit)


@transaction.atomic
def change_heading(*, group_key, kind, key, label, unit="", is_retired=False):
    """Call a group, series or column otherwise, with its figures, which keep the name too.

    Raise ValidationError by field if another one is called so, or if it is gone.
    """
    group = adopted(group_key)
    if kind == Kind.GROUP:
        others = [each.title for each in groups() if each.key != group_key]
    else:
        others = [each.label for each in _of(group, kind) if each.key != key]
    if fold(label) in map(fold, others):
        raise ValidationError({"title" if kind == Kind.GROUP else "label": TAKEN})
    heading = OutsideHeading.objects.filter(group=group_key, kind=kind, key=key).first()
    if heading is None:
        raise ValidationError("Ktoś to tymczasem usunął.")
    before = heading.label
    heading.label, heading.unit, heading.is_retired = label, unit, is_retired
    heading.save()
    if kind != Kind.GROUP:
        those = [each for each in group_of(group_key).series if _is_of(each, kind, key)]
        _rename_figures(group_key, those, f"„{before}”: teraz „{label}”")


@transaction.atomic
def move(*, group_key, kind, key, step):
    """Move a group, series or column up (step -1) or down (1) among the others. What is first or gone stays."""
    group = adopted(group_key)
    names = [(each.key, each.key, each.title) for each in groups()] if kind == Kind.GROUP else []
    names = names or [(group_key, each.key, each.label) for each in _of(group, kind)]
    place = next((place for place, (_, its_key, _) in enumerate(names) if its_key == key), None)
    if place is None or not 0 <= place + step < len(names):
        return
    names.insert(place + step, names.pop(place))
    for new_place, (its_group, its_key, label) in enumerate(names):
        _put(its_group, kind, its_key, label, place=new_place)


@transaction.atomic
def delete_heading(*, group_key, kind, key):
    """Delete a series or a column with its figures, or a whole group. What is gone already is ignored."""
    lock_changes()
    headings = OutsideHeading.objects.filter(group=group_key)
    if kind != Kind.GROUP:
        headings = headings.filter(kind=kind, key=key)
    for record in [*figures_of(group_key, kind, key), *headings]:
        record.delete()


def figures_of(group_key, kind, key):
    """Return a queryset of the figures of a group, or of a series or column in it."""
    figures = OutsideFigure.objects.filter(group=group_key)
    if kind == Kind.GROUP:
        return figures
    group = group_of(group_key)
    named = [each.key for each in (group.series if group else ()) if _is_of(each, kind, key)]
    return figures.filter(series__in=named)


def new_key(label, taken, longest=LONGEST_KEY):
    """Return a key made from the label that is not `taken`: „w tym Środki własne” is `srodki_wlasne`."""
    words = re.sub("[^a-z0-9]+", "_", fold(label).removeprefix(PART)).strip("_")[:longest].strip("_") or "dane"
    number, key = 1, words
    while key in taken:
        number += 1
        key = f"{words[: longest - 4]}_{number}"
    return key


@transaction.atomic
def adopted(group_key):
    """Return the Group after everything in it has got a heading, so that it stays without values too.

    Raise ValidationError if the group is gone.
    """
    lock_changes()
    group = group_of(group_key)
    if group is None:
        raise ValidationError("Tę grupę ktoś tymczasem usunął.")
    _put(group_key, Kind.GROUP, group_key, group.title)
    for kind in (Kind.SERIES, Kind.COLUMN):
        for place, each in enumerate(_of(group, kind)):
            _put(group_key, kind, each.key, each.label, place=place, unit=each.unit)
    return group


def _is_of(series, kind, key):
    named = series.row if kind == Kind.SERIES else series.column
    return named is not None and named.key == key


def _of(group, kind):
    return group.rows if kind == Kind.SERIES else group.columns


def _put(group_key, kind, key, label, *, place=None, unit=""):
    """Save a heading that is not there yet, and its place."""
    heading = OutsideHeading.objects.filter(group=group_key, kind=kind, key=key).first()
    if heading is None:
        heading = OutsideHeading(group=group_key, kind=kind, key=key, label=label, unit=unit, position=LAST)
    elif place in (None, heading.position):
        return
    heading.position = heading.position if place is None else place
    heading.save()


def _rename_figures(group_key, named, what):
    """Let the figures of these Series be called as they are."""
    for series in named:
        figures = OutsideFigure.objects.filter(group=group_key, series=series.key)
        figures = figures.exclude(label=series.label, unit=series.unit)
        if figures.exists():
            with record_bulk(text=f"Nazwa i jednostka danych spoza ewidencji: {what}."):
                figures.update(label=series.label, unit=series.unit)
