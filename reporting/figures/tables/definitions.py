"""What a table of figures is declared with.

*Facts* are records: a queryset for a period. A *row* says which of these records it takes (a condition) and what
of them (a *measure*: how many different things, or a sum). The figure is the measure of exactly those records, and
the list behind the figure is exactly those records: see `figures.py` and `listings.py`, which both call `Row.q`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter

from django.db.models import Count, Model, Q, QuerySet, Sum

from cases.spans import days_of
from familycare.centre.models import DictionaryEntry
from familycare.lib.union_read import read_together
from reporting.models import Unit
from reporting.periods import Period


@dataclass(frozen=True, eq=False)
class Facts:
    """Records that figures are counted on.

    `records(period)` is their queryset, of a Period or of ANY_PERIOD; it may read working tables. `family` is the path
    from a record to its family, None for facts about the staff. Of one record `when` tells the first and the last day
    (`days_of`, or `on` a day; None: no such day), `why` says in a Polish sentence why it is counted, and `who` names it
    where no family or person does.
    `related` is what these read, for `select_related`.
    """

    records: Callable[[Period], QuerySet]
    why: Callable[[Model, Period], str]
    family: str | None = None
    when: Callable[[Model], tuple[date | None, date | None]] = days_of
    who: Callable[[Model], str] = str
    related: tuple[str, ...] = ()


def on(field):
    """`when` of an event: its one day."""
    day_of = attrgetter(field)
    return lambda record: (day_of(record),) * 2


@dataclass(frozen=True)
class Things:
    """How many different things the records tell of; `thing` is the path to them, "pk" for the records themselves."""

    unit: Unit
    thing: str = "pk"
    amount = None

    def aggregates(self, condition):
        if self.thing == "pk":
            return (Count("pk", filter=condition),)
        return (Count(self.thing, distinct=True, filter=condition),)

    @property
    def adds_up(self):
        """Whether the measure of all records is the sum of the measures of their parts."""
        return self.thing == "pk"

    def finish(self, count=0):
        return count


@dataclass(frozen=True)
class Total:
    """The sum of a number in the records, divided by `divisor`, with `places` decimals (None: as whole as it is)."""

    unit: Unit
    amount: str
    divisor: int = 1
    places: int | None = None
    thing = "pk"
    adds_up = True

    def aggregates(self, condition):
        return (Sum(self.amount, filter=condition),)

    def finish(self, total=None):
        total = total or 0
        if self.places is None:
            return total
        # Divided here, in decimals: a database that sums in floating point would round some half groszes down.
        return rounded(decimal(total) / self.divisor, self.places)

    def of(self, record):
        """What one record adds to the sum."""
        value = getattr(record, self.amount)
        return None if value is None else Decimal(value) / self.divisor


@dataclass(frozen=True)
class Mean(Total):
    """The mean of a number over the records; 0 without records."""

    places: int = 2

    def aggregates(self, condition):
        return (Sum(self.amount, filter=condition), Count("pk", filter=condition))

    def finish(self, total=None, count=0):
        return rounded(decimal(total) / count, self.places) if count else Decimal("0.00")


@dataclass(frozen=True)
class Entered(Total):
    """A value that was entered, not counted; None where nothing was."""

    places: int = 2
    adds_up = False

    def finish(self, value=None):
        return None if value is None else rounded(decimal(value), self.places)


def decimal(number):
    """The sum as a decimal. SQLite adds up in floating point; amounts have two places, and so has their sum."""
    return round(Decimal(number), 2)


def rounded(number, places):
    """Half a grosz up, as in accounts."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True)
class Row:
    """A row: `measure` of those `facts` that meet `condition` (a Q, or what makes one from the period).

    `split` tells the same condition as values of fields, ((field, value), …), where that is all it says: rows that
    split the same records by the same fields are counted together in one grouped query.
    `optional` rows may be left out while all their values are zero. What `is_part` of another row is counted there too.
    """

    key: str
    label: str
    facts: Facts
    measure: Things | Total
    condition: Q | Callable[[Period], Q] | None = None
    split: tuple[tuple[str, object], ...] = ()
    group_label: str = ""
    measure_label: str = ""
    is_total: bool = False
    optional: bool = False
    is_part: bool = False

    @property
    def adds_up(self):
        """Whether the row is the sum of rows that split its facts."""
        return not self.split and self.condition is None and self.measure.adds_up

    def q(self, period):
        """The condition in the period, or None when every record counts."""
        if self.split:
            return Q(*self.split)
        return self.condition(period) if callable(self.condition) else self.condition


@dataclass(frozen=True)
class Table:
    """A table of a report. `rows()` gives its rows; they are asked for anew each time, as dictionaries change."""

    key: str
    title: str
    unit: Unit
    note: str
    source: str
    rows: Callable[..., list[Row]] = field(repr=False)
    dictionaries: tuple[type[DictionaryEntry], ...] = ()


@dataclass(frozen=True)
class Measured:
    """One of several measures of the same rows: `key` is the suffix of the row's key, `label` heads the column."""

    key: str
    label: str
    measure: Things | Total


def measured(key, label, measures, **row):
    """One Row for each of `measures`: `difficulties.families`, `difficulties.adults` …"""
    return [
        Row(
            key=f"{key}.{each.key}" if each.key else key,
            label=f"{label} – {each.label}" if each.label else label,
            group_label=label if each.label else "",
            measure_label=each.label,
            measure=each.measure,
            **row,
        )
        for each in measures
    ]


def by_code(facts, name, choices, measures, *, unknown=False):
    """Rows for each code of `choices`, and "unknown" for the empty code; `name` is the field that holds it."""
    entries = [*choices.choices, *([("", "brak danych")] if unknown else [])]
    return [
        row
        for code, label in entries
        for row in measured(code or "unknown", label, measures, facts=facts, split=((name, code),))
    ]


def rows_of(tables):
    """{key of a table: its rows}. The dictionaries of all of them are read in one query."""
    wanted = dict.fromkeys(dictionary for table in tables for dictionary in table.dictionaries)
    found = read_together(*(dictionary.objects.all() for dictionary in wanted)) if wanted else {}
    entries = {dictionary: sorted(those, key=attrgetter("position", "code")) for dictionary, those in found.items()}
    return {table.key: table.rows(*(entries[dictionary] for dictionary in table.dictionaries)) for table in tables}


def by_entry(facts, name, entries, measures):
    """Rows for each entry of a dictionary; an entry over others counts their records with its own, each thing once."""
    rows = []
    members = {}
    for entry in entries:
        members.setdefault(entry.group_id, []).append(entry.code)
    for entry in entries:
        own = members.get(entry.code)
        taken = {"condition": Q((f"{name}__in", [entry.code, *own]))} if own else {"split": ((name, entry.code),)}
        rows += measured(entry.code, entry.label, measures, facts=facts, optional=True, **taken)
    return rows
