"""The drill-down list of a figure: who is counted, since when, and why.

A listing reads the same records that the figure measures, through the same `Facts.records` and `Row.q`.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce

from django.core.exceptions import PermissionDenied
from django.db.models import F, Min, Q

from cases.access import is_read_by
from cases.models import Family
from familycare.lib.ordering import polish_order
from reporting.figures.combined_query import CombinedQuery
from reporting.figures.compute import find
from reporting.figures.ctes import read
from reporting.figures.readable import may_be_told, read_rows
from reporting.figures.splits import find_part, is_split, may_split, split_rows
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import DistinctCount, rows_of
from reporting.periods import Period

UNREAD = "Ta liczba jest o tej części akt rodzin, której Twoja rola nie czyta. Dlatego nie ma tu listy pod nią."
ORDER = {
    "family": ("name", "number"),
    "person": ("last_name", "first_name", "number"),
    "assistant": ("last_name", "first_name", "number"),
    "case": ("number",),
}


@dataclass(frozen=True)
class ListedRecord:
    """One thing that is counted, or one record that is summed, with its first and last day (both included).

    `reasons` say in Polish why it counts; `amount` is what it adds to a sum.
    """

    who: str
    family: Family | None
    since: date | None
    until: date | None
    reasons: tuple[str, ...]
    amount: Decimal | None = None


def drill_down(table_key, row_key, period, user):
    """Return the Listing of a figure, or of a part of one (`splits.py`), with the entries that `user` may see.

    Raises UnknownFigure, and PermissionDenied if the user may not read the figure.
    """
    table, part = find(catalogue([table_key]), table_key), None
    if is_split(table_key, row_key):
        row_key, part = find_part(table_key, row_key)
    row = find({row.key: row for row in rows_of([table])[table_key]}, row_key)
    if not (read_rows(user, [row]) and may_be_told(user, period)) or (part and not may_split(user, part.by)):
        raise PermissionDenied(UNREAD)
    if part:
        [row] = split_rows(table_key, [row], part)
    return Listing(table, row, period, user)


class Listing:
    """The entries behind the figure `value` of `row` in `period`.

    `total` is the number of entries, `hidden` the number of those that the user may not see. `amount_label` is the unit
    of the amounts that are summed, or "" when entries are counted.
    """

    def __init__(self, table, row, period: Period, user):
        self.table, self.row, self.period, self.user = table, row, period, user
        self._known = period.known
        self.table_title, self.note, self.source = table.title, table.note, table.source
        self.row_label, self.unit = row.label, row.measure.unit
        self.amount_label = row.measure.unit.label if row.measure.amount else ""
        entries = replace(row, measure=DistinctCount(self.unit, row.measure.thing), split=(), condition=self._listed)
        visible = replace(entries, condition=lambda period: self._listed(period) & self._visible())
        # One statement, so that all three show the same moment.
        values = CombinedQuery([row, entries, visible], again=False).values([period])[0]
        self.value, self.total = values[id(row)], values[id(entries)]
        self.hidden = self.total - values[id(visible)]

    def page(self, offset=0, limit=50):
        """Return at most `limit` of the visible entries from `offset` on, in order of names, as ListedRecords."""
        records = self.row.facts.records(self._known).order_by().filter(self._listed(self._known), self._visible())
        thing, order = self.row.measure.thing, self._order()
        if thing == "pk":
            ordered = records.select_related(*self.row.facts.related).order_by(*order.values(), "pk")
            return [self._entry([record]) for record in read(ordered[offset : offset + limit], self._known)]
        # The records of one person may have different names.
        things = records.values(thing).annotate(**{name: Min(key) for name, key in order.items()})
        ordered = things.order_by(*order, thing).values_list(thing, *order).distinct()
        keys = [key for key, *_names in read(ordered[offset : offset + limit], self._known)]
        grouped = {key: [] for key in keys}
        counted = records.filter(**{f"{thing}__in": keys}).annotate(counted_thing=F(thing))
        for record in read(counted.select_related(*self.row.facts.related).order_by("pk"), self._known):
            grouped[record.counted_thing].append(record)
        # The records of a thing may have been deleted between the two queries.
        return [self._entry(group) for group in grouped.values() if group]

    def _listed(self, period):
        """Return the condition of the row as a Q, without records whose counted value is empty: they do not count."""
        named = self.row.measure.amount or self.row.measure.thing
        return (self.row.q(period) or Q()) & Q(**{f"{named}__isnull": False})

    def _visible(self):
        """Return a Q for records of a kind that the user may read, about families that the user may see.

        The only access check of drill-down lists.
        """
        if not is_read_by(self.user, self.row.facts.records(self._known).model):
            return Q(pk__in=[])
        if self.row.facts.family is None:
            return Q()
        return Q(**{f"{self.row.facts.family}__in": Family.objects.visible_to(self.user)})

    def _order(self):
        """Return the sort keys: names of the thing counted, or of the family when records themselves are counted."""
        named = self.row.measure.named
        path = self.row.facts.family if named == "pk" else named
        names = ORDER.get((path or "").rsplit("__", 1)[-1], ())
        return {f"sorted_by_{name}": polish_order(f"{path}__{name}") for name in names}

    def _entry(self, records):
        facts, measure = self.row.facts, self.row.measure
        first = records[0]
        thing = first if measure.named == "pk" else reduce(getattr, measure.named.split("__"), first)
        first_days, last_days = zip(*map(facts.when, records), strict=True)
        return ListedRecord(
            who=facts.who(first) if thing is first or isinstance(thing, str) else str(thing),
            family=reduce(getattr, facts.family.split("__"), first) if facts.family else None,
            since=min(filter(None, first_days), default=None),
            until=None if None in last_days else max(last_days),
            reasons=tuple(dict.fromkeys(str(facts.why(record, self._known)) for record in records)),
            amount=measure.of(first) if measure.amount else None,
        )
