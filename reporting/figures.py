"""Figures: tables computed for periods.

This is the interface that documents, renderers, commands and views use; `listings.py` lists what is behind a figure.
"""

from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction

from reporting import snapshot
from reporting.periods import Period
from reporting.tables import catalogue


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
    with one_moment():
        known = catalogue()
        chosen = [find(known, key) for key in tables] if tables is not None else list(known.values())
        rows = {table.key: table.rows() for table in chosen}
        values = {period: _values(rows.values(), period) for period in periods}
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


def _values(tables, period):
    """{id of a row: its value}. Rows of the same facts are counted together, whichever tables they stand in."""
    snapshot.take(period)
    by_facts = defaultdict(list)
    for rows in tables:
        for row in rows:
            by_facts[row.facts].append(row)
    values = {}
    for facts, rows in by_facts.items():
        facts.prepare(period)
        values.update(measured_values(facts.records(period).order_by(), rows, period))
    return values


def measured_values(records, rows, period):
    """{id of a row: its value} of rows on the same records.

    One grouped query for each way in which rows split the records, and one query for all the other rows.
    """
    by_fields = defaultdict(list)
    for row in rows:
        by_fields[tuple(name for name, _value in row.split)].append(row)
    values = {}
    for fields, those in by_fields.items():
        counted = _grouped(records, fields, those) if fields else _conditional(records, those, period)
        values.update(counted)
    return values


def _grouped(records, fields, rows):
    measures = list(dict.fromkeys(row.measure for row in rows))
    aggregates = {
        f"m{number}_{part}": aggregate
        for number, measure in enumerate(measures)
        for part, aggregate in enumerate(measure.aggregates(None))
    }
    found = {tuple(group[name] for name in fields): group for group in records.values(*fields).annotate(**aggregates)}
    values = {}
    for row in rows:
        group = found.get(tuple(value for _name, value in row.split), {})
        parts = len(row.measure.aggregates(None))
        number = measures.index(row.measure)
        values[id(row)] = row.measure.finish(*(group.get(f"m{number}_{part}") for part in range(parts)))
    return values


def _conditional(records, rows, period):
    aggregates = {
        f"r{number}_{part}": aggregate
        for number, row in enumerate(rows)
        for part, aggregate in enumerate(row.measure.aggregates(row.q(period)))
    }
    found = records.aggregate(**aggregates)
    return {
        id(row): row.measure.finish(*(found[f"r{number}_{part}"] for part in range(len(row.measure.aggregates(None)))))
        for number, row in enumerate(rows)
    }


def _computed(table, rows, periods, values):
    computed = []
    for row in rows:
        of_row = tuple(values[period][id(row)] for period in periods)
        if row.optional and not any(of_row):
            continue
        computed.append(
            ComputedRow(row.key, row.label, row.measure.unit, of_row, row.is_total, row.group_label, row.measure_label)
        )
    return ComputedTable(
        table.key, str(table.title), table.unit, str(table.note), str(table.source), periods, tuple(computed)
    )
