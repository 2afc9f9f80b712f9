"""Figures: tables computed for periods.

This is the interface that documents, renderers, commands and views use; `listings.py` lists what is behind a figure.
"""

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from django.db import connection, transaction

from reporting.figures.counting import Counting
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import rows_of
from reporting.periods import Period

MOST_AT_ONCE = 6  # periods that one statement tells of: more would take much memory on SQLite


class UnknownFigure(LookupError):
    """There is no table, or no row, of that key."""


@dataclass(frozen=True)
class ComputedRow:
    """`values`: one for each period of the table, in its order; None: nothing was entered for that period.

    A row of several measures (`kinship_foster.children`) says what it is about in `group_label`
    („rodzina zastępcza spokrewniona”) and what of it is counted in `measure_label` („dzieci”).
    """

    key: str
    label: str
    unit: str
    values: tuple[int | Decimal | None, ...]
    is_total: bool = False
    group_label: str = ""
    measure_label: str = ""
    is_part: bool = False  # another row counts it too


@dataclass(frozen=True)
class ComputedTable:
    key: str
    title: str
    unit: str
    note: str  # what exactly is counted, a sentence or two
    source: str  # the law or document that the table serves
    periods: tuple[Period, ...]
    rows: tuple[ComputedRow, ...] = field(default_factory=tuple)

    def row(self, key):
        """The row of that key, or None: rows of a dictionary without values may be absent."""
        return next((row for row in self.rows if row.key == key), None)

    def value(self, key, period):
        """The value of row `key` in `period`; 0 for a row that was left out because all its values are zero."""
        row = self.row(key)
        return row.values[self.periods.index(period)] if row else 0


def compute(periods, tables=None):
    """The tables of these keys (None: all) for the periods: {key: ComputedTable}, in the order of the catalogue.

    All figures are of one moment: what others write meanwhile is in none of them. Raises UnknownFigure.
    """
    known = catalogue(tables)
    chosen = [find(known, key) for key in tables] if tables is not None else list(known.values())
    rows = rows_of(chosen)
    counting = Counting(chain.from_iterable(rows.values()))
    # One statement is of one moment anyway.
    with one_moment() if len(periods) > MOST_AT_ONCE else nullcontext():
        values = [
            each
            for first in range(0, len(periods), MOST_AT_ONCE)
            for each in counting.values(periods[first : first + MOST_AT_ONCE])
        ]
    return {table.key: _computed(table, rows[table.key], tuple(periods), values) for table in chosen}


def find(known, key):
    """The table or row of that key among `known`, a dict. Raises UnknownFigure."""
    try:
        return known[key]
    except KeyError:
        raise UnknownFigure(key) from None


@contextmanager
def one_moment():
    """Whatever is read inside is of one moment, also on PostgreSQL, where others go on writing."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _computed(table, rows, periods, values):
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
    return ComputedTable(table.key, table.title, table.unit, table.note, table.source, periods, tuple(computed))
