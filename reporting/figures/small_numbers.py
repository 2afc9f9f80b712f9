"""Tables for readers outside of the centre, without the numbers by which somebody would be recognised.

In a small municipality „przemoc: 1 rodzina” names a family. In tables about such traits, numbers from 1 to 4 are
concealed, and so are other numbers until the concealed ones cannot be computed: from the total of their column, or from
periods that overlap. In a table that is split by assistant or district, whatever it is about, they are concealed, too,
and cannot be computed from the other parts either. Where the whole is concealed, all its parts are.
"""

from dataclasses import replace
from enum import StrEnum
from math import inf

from reporting.models import Unit

MOST = 4  # the largest number that is concealed
# Tables about health, violence, courts, children in care, and where problems come from.
SENSITIVE = {
    "basis",
    "blue_cards",
    "care_costs",
    "conditions",
    "court",
    "court_reports",
    "family_kind",
    "help",
    "institutions",
    "outcomes",
    "placement_flow",
    "placements_by_start",
    "placements_current",
    "problems",
    "za_zyciem",
}
ALONE = {("support", "children_placed")}  # a sensitive row of another table, which adds up with no others
# What was open and what began, without what ended and what is still open, is nothing: the note of the table says so.
IN_BALANCE, SUBTRACTED = "flow", {"closed", "open_at_end"}
COUNTED = {Unit.FAMILIES, Unit.CHILDREN, Unit.ADULTS, Unit.PERSONS, Unit.CASES, Unit.SERVICES, Unit.EVENTS}
NOTE = (
    "Liczby od 1 do 4 zastąpiono znakiem „<5”, a te, z których dałoby się je obliczyć, słowem „ukryto”, aby nie można "
    "było nikogo rozpoznać."
)


class Concealed(StrEnum):
    """What stands in place of a number."""

    SMALL = "<5"
    OTHER = "ukryto"


def without_small_numbers(tables):
    """Return the ComputedTables, {key: table}, with a Concealed in place of each number that has to be concealed."""
    return {key: _without_small_numbers(table) for key, table in tables.items()}


def without_small_counts(counts):
    """Return {name: number} with 0 in place of a small number: no sentence tells of it."""
    return {name: 0 if count <= MOST else count for name, count in counts.items()}


def _without_small_numbers(table):
    counts = [row for row in table.rows if row.unit in COUNTED]
    if table.split_by:
        concealed = _closed(table, counts, _columns_of_split(table, counts))
        concealed |= _parts_of_concealed(counts, concealed)
    elif table.key in SENSITIVE:
        concealed = _closed(table, counts, _columns(counts))
    else:
        concealed = _small(row for row in counts if (table.key, row.key) in ALONE)
    if not concealed:
        return table
    rows = tuple(
        replace(row, values=tuple(concealed.get((row.key, place), value) for place, value in enumerate(row.values)))
        for row in table.rows
    )
    return replace(table, rows=rows, note=f"{table.note} {NOTE}".strip())


def _small(rows):
    """Return {(key of the row, place of the period): Concealed.SMALL} of the small numbers."""
    return {
        (row.key, place): Concealed.SMALL
        for row in rows
        for place, value in enumerate(row.values)
        if value is not None and 0 < value <= MOST
    }


def _closed(table, rows, columns):
    """Return what has to be concealed: the small numbers, and others until nothing more has to be."""
    concealed, for_periods, before = _small(rows), {}, -1
    while len(concealed) != before:
        before = len(concealed)
        for column in columns:
            for place in range(len(table.periods)):
                concealed |= _besides_in_column(column, place, concealed)
        # A number that is concealed only for another period needs no third one.
        for_periods |= _besides_in_periods(table, rows, concealed, for_periods)
        concealed |= for_periods
    return concealed


def _columns(rows):
    """Return the rows that are measured alike, and could add up."""
    columns = {}
    for row in rows:
        columns.setdefault((row.measure_label, row.unit), []).append(row)
    return columns.values()


def _columns_of_split(table, rows):
    """Return the rows of each part, and of each row the whole with its parts."""
    across = {}
    for row in rows:
        across.setdefault((row.group_label, row.unit), []).append(replace(row, is_total=row.is_whole))
    if table.key == IN_BALANCE:
        rows = [_in_balance(row) for row in rows]
    return [*_columns(rows), *across.values()]


def _in_balance(row):
    """Return a row whose values add up with the others to 0: those that are subtracted are negative."""
    sign = -1 if row.key.partition("@")[0] in SUBTRACTED else 1
    return replace(row, is_total=False, values=tuple(sign * value for value in row.values))


def _parts_of_concealed(rows, concealed):
    """Return the parts of each whole that is concealed, even those of 0: the table that is not split may tell it."""
    wholes = {(row.group_label, row.unit): row.key for row in rows if row.is_whole}
    return {
        (row.key, place): Concealed.OTHER
        for row in rows
        for place in range(len(row.values))
        if not row.is_whole and (wholes[row.group_label, row.unit], place) in concealed
    }


def _besides_in_column(rows, place, concealed):
    """Return what else to conceal, so that the total without the other rows does not tell the concealed ones."""
    more = {}
    parts = {row.key: row.values[place] for row in rows if not row.is_total and row.values[place]}
    shown = sorted((key for key in parts if (key, place) not in concealed), key=lambda key: (abs(parts[key]), key))
    hidden = {key: concealed[key, place] for key in parts if (key, place) in concealed}
    if not hidden:
        return more
    while _tells({key: parts[key] for key in hidden}, hidden):
        if not shown:
            totals = (row.key for row in rows if row.is_total and row.values[place])
            return more | {(key, place): Concealed.OTHER for key in totals if (key, place) not in concealed}
        hidden[shown[0]] = more[shown.pop(0), place] = Concealed.OTHER
    return more


def _tells(values, hidden):
    """Return whether the sum of the hidden values tells one of them: it is the only one, or all are at their bounds."""
    bounds = [_bounds(values[key], how) for key, how in hidden.items()]
    return len(hidden) < 2 or sum(values.values()) in (
        sum(low for low, _high in bounds),
        sum(high for _low, high in bounds),
    )


def _bounds(value, how):
    """Return the least and the most that a hidden value may be."""
    low, high = (1, MOST) if how == Concealed.SMALL else (MOST + 1, inf)
    return (low, high) if value > 0 else (-high, -low)


def _besides_in_periods(table, rows, concealed, for_periods):
    """Return what else to conceal, so that a year without its first half does not tell the second half."""
    causes = concealed.keys() - for_periods.keys()
    return {
        (row.key, place): Concealed.OTHER
        for row in rows
        for place, period in enumerate(table.periods)
        if row.values[place] and (row.key, place) not in concealed
        if any(
            (row.key, other) in causes and period.start <= each.end and each.start <= period.end
            for other, each in enumerate(table.periods)
        )
    }
