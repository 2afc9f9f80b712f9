"""Totals that were typed by hand, or are of rows typed by hand, and do not add up; parts that are more than their
whole."""

from itertools import groupby

from familycare.lib.polish import number
from reporting.documents.checks.words import DISTINCT
from reporting.documents.definitions.places import Mistake


def rows_that_do_not_add_up(rows):
    """Yield a Mistake for each such total and part. `rows`: NumberedRows."""
    for _table, of_table in groupby(rows, key=lambda row: row.table):
        of_table = list(of_table)
        for position, row in enumerate(of_table):
            if row.is_total and not row.is_part:
                yield from _total(of_table, position)
            elif row.is_part and row.cells:
                yield from _part(of_table, position)


def _total(rows, position):
    total = rows[position]
    choices = [parts for parts in _parts(rows, position) if len(parts) > 1]
    for place, cell in enumerate(total.cells):
        sums = [
            sum(part.cells[place].value for part in parts)
            for parts in choices
            if (total.is_typed or any(part.is_typed for part in parts))
            and all(_adds(part.cells[place], cell) for part in parts)
        ]
        if cell.value is not None and sums and cell.value not in sums:
            yield Mistake(
                total.place,
                f"„{total.label}” ({cell.when}) to {number(cell.value)}, a suma wierszy to {number(sums[0])}.",
            )


def _parts(rows, position):
    """Return what may be the parts of a total: rows above it to the total before, or to the last heading, or rows
    below it, or all others."""
    above, below = rows[:position][::-1], rows[position + 1 :]
    to_total, to_next = _until(above, lambda row: row.is_total), _until(below, lambda row: row.is_total)
    to_heading = _until(above, lambda row: row.is_total or row.is_heading)
    return [
        [row for row in chosen if not (row.is_heading or row.is_part or row.is_total)]
        for chosen in (to_total, to_heading, to_next, rows)
    ]


def _until(rows, ends):
    found = []
    for row in rows:
        if ends(row):
            break
        found.append(row)
    return found


def _adds(part, total):
    """Whether a cell can be a summand: it is known, and not percents where the total is none."""
    return part.value is not None and all((part.unit == unit) == (total.unit == unit) for unit in DISTINCT)


def _part(rows, position):
    part = rows[position]
    whole = next((row for row in rows[:position][::-1] if not (row.is_part or row.is_heading)), None)
    for cell, of_whole in zip(part.cells, whole.cells if whole else (), strict=False):
        comparable = cell.unit == of_whole.unit or cell.is_typed or of_whole.is_typed
        if of_whole.value is not None and comparable and _adds(cell, of_whole) and cell.value > of_whole.value:
            yield Mistake(
                part.place,
                f"„{part.label}” ({cell.when}) to {number(cell.value)}, a „{whole.label}”, czyli całość, "
                f"to {number(of_whole.value)}.",
            )
