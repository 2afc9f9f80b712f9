"""Computation of tables of figures for periods: the interface for documents, commands and views.

`combined_query.py` measures the rows; `drilldown.py` lists the records behind a figure.
"""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain

from reporting.figures.combined_query import CombinedQuery
from reporting.figures.readable import read_rows
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.one_moment import one_moment
from reporting.periods import Period

MOST_AT_ONCE = 6  # periods in one statement: more would need much memory on SQLite


class UnknownFigure(LookupError):
    """There is no table or row with that key."""


@dataclass(frozen=True)
class ComputedRow:
    """A row with `values`: one for each period of the table, in the same order; None when no value was entered.

    `unit` is a code of Unit. For rows with several measures (`kinship_foster.children`), `group_label` names the
    thing („rodzina zastępcza spokrewniona”) and `measure_label` the measure („dzieci”).
    """

    key: str
    label: str
    unit: str
    values: tuple[int | Decimal | None, ...]
    is_total: bool = False
    group_label: str = ""
    measure_label: str = ""
    is_part: bool = False  # another row contains it

    @property
    def is_whole(self):
        """Whether, in a split table, it is the row of which others are parts."""
        return "@" not in self.key


@dataclass(frozen=True)
class ComputedTable:
    """A table with its values for `periods`."""

    key: str
    title: str
    unit: str
    note: str  # what exactly is counted, in Polish
    source: str  # the statute or document that requires the table
    periods: tuple[Period, ...]
    rows: tuple[ComputedRow, ...] = field(default_factory=tuple)
    is_shortened: bool = False  # rows that the reader may not read are left out
    split_by: str = ""  # a code of SplitBy: each row is followed by its parts, see `splits.py`

    @property
    def source_name(self):
        """What `source` is: a statute, which orders the figures, or the document from which they come."""
        return "Podstawa prawna" if self.source.startswith("art.") else "Źródło"

    def row(self, key):
        """Return the row with that key, or None. Optional rows are absent when all their values are zero."""
        return next((row for row in self.rows if row.key == key), None)

    def during(self, periods):
        """Return the table with these of its periods only, in this order."""
        places = [self.periods.index(period) for period in periods]
        rows = (replace(row, values=tuple(row.values[place] for place in places)) for row in self.rows)
        return replace(self, periods=tuple(periods), rows=tuple(rows))

    def value(self, key, period):
        """Return the value of row `key` in `period`; 0 for an absent row."""
        row = self.row(key)
        return row.values[self.periods.index(period)] if row else 0


def compute(periods, tables=None, reader=None):
    """Return {key: ComputedTable} for the periods: the tables with the keys `tables`, or all in catalogue order.

    `reader`: a User, who gets only the rows that they may read, with `is_shortened` where rows are missing; tables
    without such rows have none. None: everything.
    All figures show the database at the same moment. Raises UnknownFigure for an unknown key.
    """
    known = catalogue(tables)
    chosen = [find(known, key) for key in tables] if tables is not None else list(known.values())
    defined = rows_of(chosen)
    rows = {key: read_rows(reader, of_table) if reader else of_table for key, of_table in defined.items()}
    # A single statement needs no transaction to see one moment.
    with one_moment() if len(periods) > MOST_AT_ONCE else nullcontext():
        values = measured(chain.from_iterable(rows.values()), periods)
    return {
        table.key: _computed(
            table, rows[table.key], tuple(periods), values, is_shortened=len(rows[table.key]) < len(defined[table.key])
        )
        for table in chosen
    }


def measured(rows, periods):
    """Return [{id(row): value} for each period]."""
    combined = CombinedQuery(rows)
    return [
        of_period
        for first in range(0, len(periods), MOST_AT_ONCE)
        for of_period in combined.values(periods[first : first + MOST_AT_ONCE])
    ]


def find(known, key):
    """Return `known[key]`, a table or row. Raises UnknownFigure."""
    try:
        return known[key]
    except KeyError:
        raise UnknownFigure(key) from None


def _computed(table, rows, periods, values, *, is_shortened):
    computed = []
    for row in rows:
        of_row = tuple(of_period[id(row)] for of_period in values)
        if row.optional and not any(of_row):
            continue
        computed.append(
            ComputedRow(
                row.key,
                row.label,
                row.measure.unit,
                of_row,
                row.is_total,
                row.group_label,
                row.measure_label,
                row.is_part,
            )
        )
    return ComputedTable(
        table.key, table.title, table.unit, table.note, table.source, periods, tuple(computed), is_shortened
    )
