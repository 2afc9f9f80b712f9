"""What people copy from a spreadsheet, as rows of cells, and where in a grid it goes."""

import csv
import io
from collections import Counter

from django.core.exceptions import ValidationError

from familycare.lib.ordering import fold
from familycare.lib.polish import counted

MOST_SIGNS = 500_000
NUMBERING = {"lp", "lp.", "l.p.", "nr"}  # what heads a column that only numbers the rows
TOO_LONG = "To za dużo na raz. Wklej mniejszą część arkusza."
EMPTY = "Wklej tu komórki skopiowane z arkusza."
NOTHING_PLACED = "Niczego nie wstawiono. Usuń z wklejonego tekstu to, co zbędne, albo zacznij od innego miejsca siatki."


def pasted_rows(text):
    """Return the rows of cells (texts) that a spreadsheet copied: parted by tabs, else by semicolons.

    All rows are equally long. Rows and columns at the edges that hold nothing are left out. Raise ValidationError if
    nothing is left, or the text is too long.
    """
    if len(text) > MOST_SIGNS:
        raise ValidationError(TOO_LONG)
    delimiter = "\t" if "\t" in text or ";" not in text else ";"
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error:  # a cell longer than csv reads
        raise ValidationError(TOO_LONG) from None
    used = [number for number, row in enumerate(rows) if any(row)]
    if not used:
        raise ValidationError(EMPTY)
    rows = rows[used[0] : used[-1] + 1]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    filled = [place for place in range(width) if any(row[place] for row in rows)]
    return [row[filled[0] : filled[-1] + 1] for row in rows]


def placed(pasted, rows, columns, first_row, first_column, is_value):
    """Return {(key of a row, key of a column): text} of the pasted rows of cells; empty cells are left out.

    `rows` and `columns` are the GridHeadings of the grid. Headings that were copied along say where values go; without
    them, values go right and down from the row and column with the keys `first_row` and `first_column`.
    `is_value(text)` says whether some cell can hold the text. Raise ValidationError with all that does not fit: then
    nothing is placed.
    """
    if not rows or not columns:
        raise ValidationError("W siatce nie ma jeszcze miejsca na wartości.")
    if len(pasted[0]) > 1 and fold(pasted[0][0]) in NUMBERING:
        pasted = [row[1:] for row in pasted]
    by_name = _by_name(rows), _by_name(columns)
    head, side = _headings(pasted, *by_name, is_value)
    body = [line[bool(side) :] for line in pasted[bool(head) :]]
    problems = []
    if side:
        into_rows = _named(side, by_name[0], ("nie ma wiersza", "jest kilka wierszy"), problems)
    else:
        into_rows = _following(len(body), rows, first_row, ("wiersz", "wiersze", "wierszy"), problems)
    if head:
        into_columns = _named(head, by_name[1], ("nie ma kolumny", "jest kilka kolumn"), problems)
    else:
        into_columns = _following(len(body[0]), columns, first_column, ("kolumnę", "kolumny", "kolumn"), problems)
    if problems:
        raise ValidationError([NOTHING_PLACED, *problems])
    return {
        (row.key, column.key): text
        for row, line in zip(into_rows, body, strict=True)
        for column, text in zip(into_columns, line, strict=True)
        if text
    }


def _headings(pasted, rows, columns, is_value):
    """Return (texts that head the pasted columns, texts that head the pasted rows); empty lists if there are none.

    `rows` and `columns` are {folded name: GridHeadings}. The first column heads rows if it names some, and nothing in
    it could be a value unless it is a name. The first row likewise; beside such a column its names may be numbers.
    """

    def are_names(texts, names):
        named = [text for text in texts if fold(text) in names]
        others = [text for text in texts if text and fold(text) not in names]
        return bool(named) and not any(map(is_value, others))

    side = [line[0] for line in pasted]
    is_corner = (
        len(pasted) > 1
        and fold(side[0]) not in rows
        and not (side[0] and is_value(side[0]))
        and any(fold(text) in columns for text in pasted[0][1:])
    )
    is_side = len(pasted[0]) > 1 and are_names(side[is_corner:], rows)
    is_head = len(pasted) > 1 and (is_corner if is_side else are_names(pasted[0], columns))
    return pasted[0][is_side:] if is_head else [], side[is_head:] if is_side else []


def _by_name(headings):
    """Return {folded name: the headings that are called so}."""
    found = {}
    for heading in headings:
        for name in {fold(each) for each in (heading.label, *heading.also)}:
            found.setdefault(name, []).append(heading)
    return found


def _named(texts, names, complaints, problems):
    """Return the heading of each text; what is not there, there several times, or pasted twice is said in problems."""
    missing, ambiguous = complaints
    found = []
    for text in texts:
        headings = names.get(fold(text), [])
        if len(headings) != 1:
            problems.append(f"W siatce {ambiguous if headings else missing} „{text}”.")
        found += headings[:1]
    twice = {each.label for each, times in Counter(found).items() if times > 1}
    problems += [f"„{label}” jest we wklejonym tekście więcej niż raz." for label in sorted(twice)]
    return found


def _following(count, headings, first_key, words, problems):
    """Return `count` headings from the one with the key on; if there are fewer, say so in the problems."""
    start = next((place for place, each in enumerate(headings) if each.key == first_key), 0)
    room = headings[start : start + count]
    if len(room) < count:
        problems.append(
            f"Wklejasz {counted(count, *words)}, a w siatce od „{headings[start].label}” jest miejsce "
            f"na {counted(len(room), *words)}."
        )
    return room
