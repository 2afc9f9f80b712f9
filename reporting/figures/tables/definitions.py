"""Definitions of tables of figures.

*Facts* are records: a queryset for a period. A *row* selects some of them (its condition) and measures them (its
*measure*: a number of different things, or a sum). `compute.py` computes the measure of these records, `drilldown.py`
lists the same records; both use `Row.q`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from django.db import connection
from django.db.models import Count, Model, Q, QuerySet, Sum

from cases.spans import days_of
from familycare.centre.models import DictionaryEntry, LegalParameter
from familycare.lib.union_read import read_in_one_query
from reporting.models import Unit
from reporting.periods import KnownPeriod


@dataclass(frozen=True, eq=False)
class Facts:
    """Records that figures are computed from.

    `records(period)`: their queryset, for a KnownPeriod or ANY_PERIOD; it may read working tables.
    `family`: the path from a record to its family; None for facts about the staff.
    `why(record, period)`: why the record is counted, in Polish.
    `when(record)`: its first and last day, both included; None for an unknown or open end. See `on` for events.
    `who(record)`: its name, when the things counted are the records themselves or plain values.
    `related`: the paths that these functions read, for `select_related`.
    """

    records: Callable[[KnownPeriod], QuerySet]
    why: Callable[[Model, KnownPeriod], str]
    family: str | None = None
    when: Callable[[Model], tuple[date | None, date | None]] = days_of
    who: Callable[[Model], str] = str
    related: tuple[str, ...] = ()


def on(field):
    """Return the `when` of an event on one day, held in `field`."""
    day_of = attrgetter(field)
    return lambda record: (day_of(record),) * 2


@dataclass(frozen=True)
class DistinctCount:
    """The number of different things; `thing` is the path from a record to them, "pk" for the records themselves.

    A path to `individual` of a person counts each person once, whatever the number of their records; `named` is then
    the path to the person.

    Every measure has `aggregates(condition)`, the SQL aggregates of the records that meet a Q (None: all records), and
    `finish(*values)`, the figure from their values. Without values, `finish` returns the figure of no records.
    """

    unit: Unit
    thing: str = "pk"
    amount = None

    def aggregates(self, condition):
        if self.thing == "pk":
            return (Count("pk", filter=condition),)
        return (Count(self.thing, distinct=True, filter=condition),)

    @property
    def named(self):
        return self.thing.removesuffix("__individual")

    @property
    def adds_up(self):
        """Whether the measures of parts of the records add up to the measure of all records."""
        return self.thing == "pk"

    def finish(self, count=0):
        return count


@dataclass(frozen=True)
class Total:
    """The sum of the field `amount`, divided by `divisor` and rounded to `places` decimals.

    With `places=None` the sum is neither divided nor rounded.
    """

    unit: Unit
    amount: str
    divisor: int = 1
    places: int | None = None
    thing = named = "pk"
    adds_up = True

    def aggregates(self, condition):
        return (Sum(self.amount, filter=condition),)

    def finish(self, total=None):
        total = total or 0
        if self.places is None:
            return total
        # Divided in Python, as Decimal: a database with floating-point sums would round some half groszes down.
        return rounded(decimal(total) / self.divisor, self.places)

    def of(self, record):
        """Return what one record adds to the sum, as Decimal, or None."""
        value = getattr(record, self.amount)
        return None if value is None else Decimal(value) / self.divisor


@dataclass(frozen=True)
class Mean(Total):
    """The mean of the field `amount`; 0 without records."""

    places: int = 2

    def aggregates(self, condition):
        return (Sum(self.amount, filter=condition), Count("pk", filter=condition))

    def finish(self, total=None, count=0):
        return rounded(decimal(total) / count, self.places) if count else Decimal("0.00")


@dataclass(frozen=True)
class EnteredValue(Total):
    """A value that was entered and not computed; None when nothing was entered."""

    places: int = 2
    adds_up = False

    def finish(self, value=None):
        return None if value is None else rounded(decimal(value), self.places)


def decimal(number):
    """Return a sum as Decimal with two places, like its summands. SQLite sums in floating point."""
    return round(Decimal(number), 2)


def rounded(number, places):
    """Round half up, as in accounting, to `places` decimals."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True)
class Row:
    """A row: `measure` of the `facts` that meet `condition` (a Q, or a function from a period to a Q).

    `split`: a condition in the form of field values, ((field, value), …). Rows that split the same facts by the same
    fields are measured together in one grouped query.
    `optional`: the row is left out when all its values are zero.
    `is_part`: another row contains it.
    """

    key: str
    label: str
    facts: Facts
    measure: DistinctCount | Total
    condition: Q | Callable[[KnownPeriod], Q] | None = None
    split: tuple[tuple[str, object], ...] = ()
    group_label: str = ""
    measure_label: str = ""
    is_total: bool = False
    optional: bool = False
    is_part: bool = False

    @property
    def adds_up(self):
        """Whether the row can be computed as the sum of rows that split the same facts."""
        return not self.split and self.condition is None and self.measure.adds_up

    def q(self, period):
        """Return the condition for the period as a Q, or None when every record counts."""
        if self.split:
            return Q(*self.split)
        return self.condition(period) if callable(self.condition) else self.condition


@dataclass(frozen=True)
class Table:
    """A table of a report.

    `note` says what exactly is counted, `source` names the statute or document, both in Polish.
    `rows(*entries)` returns the rows; its arguments are the entries of each of `dictionaries`. It is called for each
    computation, because dictionaries change, and must not query the database.
    """

    key: str
    title: str
    unit: Unit
    note: str
    source: str
    rows: Callable[..., list[Row]] = field(repr=False)
    dictionaries: tuple[type[DictionaryEntry | LegalParameter], ...] = ()


@dataclass(frozen=True)
class MeasureColumn:
    """One of several measures of the same rows: `key` is the suffix of the keys of rows, `label` the column heading."""

    key: str
    label: str
    measure: DistinctCount | Total


def measure_rows(key, label, columns, **row):
    """Return one Row for each MeasureColumn: `difficulties.families`, `difficulties.adults` …"""
    return [
        Row(
            key=f"{key}.{column.key}" if column.key else key,
            label=f"{label} – {column.label}" if column.label else label,
            group_label=label if column.label else "",
            measure_label=column.label,
            measure=column.measure,
            **row,
        )
        for column in columns
    ]


def by_code(facts, name, choices, columns, *, unknown=False):
    """Return the rows for each code of `choices` in the field `name`; with `unknown`, also for the empty code."""
    entries = [*choices.choices, *([("", "brak danych")] if unknown else [])]
    return [
        row
        for code, label in entries
        for row in measure_rows(code or "unknown", label, columns, facts=facts, split=((name, code),))
    ]


class RowsFromRecords(Exception):
    """A table asked the database for its rows."""


def _refuse(*args):
    raise RowsFromRecords(
        "The rows of a table come from code lists, and from the dictionaries that it names in `dictionaries`. Rows "
        "read from records of families would tell every reader what only families out of their scope have: a district."
    )


def rows_of(tables):
    """Return {key of a table: its rows}. One query reads the dictionaries of all tables, and the law.

    Raises RowsFromRecords when a table queries the database for its rows: every reader sees the labels of all rows.
    """
    wanted = dict.fromkeys(dictionary for table in tables for dictionary in table.dictionaries)
    found = read_in_one_query(*(_kept(dictionary) for dictionary in wanted)) if wanted else {}
    entries = {
        dictionary: sorted(rows, key=attrgetter(*dictionary._meta.ordering)) for dictionary, rows in found.items()
    }
    with connection.execute_wrapper(_refuse):
        return {table.key: table.rows(*(entries[dictionary] for dictionary in table.dictionaries)) for table in tables}


def _kept(model):
    """Return the rows of a dictionary, without merged entries, or of the law."""
    return model.objects.kept() if issubclass(model, DictionaryEntry) else model.objects.all()


def by_entry(facts, name, entries, columns):
    """Return the rows for each entry of a dictionary in the field `name`.

    A group counts the records of its members with its own, each thing once.
    """
    rows = []
    members = {}
    for entry in entries:
        members.setdefault(entry.group_id, []).append(entry.code)
    for entry in entries:
        codes = members.get(entry.code)
        selected = (
            {"condition": Q((f"{name}__in", [entry.code, *codes]))} if codes else {"split": ((name, entry.code),)}
        )
        rows += measure_rows(entry.code, entry.label, columns, facts=facts, optional=True, **selected)
    return rows
