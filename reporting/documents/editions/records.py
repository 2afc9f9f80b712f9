"""The records behind figures: those that the figure counts, by the very definition that counts them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, IntegerField, Q, Value, When

from reporting.figures.ctes import read
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import Row, rows_of
from reporting.periods import Period

NOTHING = Value(None, output_field=IntegerField())


@dataclass(frozen=True)
class Behind:
    """The records behind a figure in a period: {primary key: what it adds to a sum, or None}, and their model."""

    row: Row
    model: str
    records: dict


def records_behind(figures) -> dict[tuple[str, str, Period], Behind]:
    """Return {(table, row, period): Behind} of figures given as such triples. One query for each kind of facts in a
    period."""
    tables = catalogue({table for table, _row, _period in figures})
    rows = {
        (key, row.key): row
        for key, found in rows_of([tables[key] for key in dict.fromkeys(table for table, _, _ in figures)]).items()
        for row in found
    }
    grouped = defaultdict(list)
    for table, key, period in dict.fromkeys(figures):
        row = rows[table, key]
        grouped[row.facts, row.measure.amount, period].append((table, key, row))
    found = {}
    for (facts, amount, period), wanted in grouped.items():
        found |= _read(facts, amount, period, wanted)
    return found


def _read(facts, amount, period, wanted):
    known = period.known
    queryset = facts.records(known).order_by()
    flags = {f"counts_{number}": _flag(row, known) for number, (_table, _key, row) in enumerate(wanted)}
    values = queryset.annotate(counted_amount=F(amount) if amount else NOTHING, **flags)
    counted = [{} for _each in wanted]
    for pk, added, *marks in read(values.values_list("pk", "counted_amount", *flags), known):
        for records, counts in zip(counted, marks, strict=True):
            if counts:
                records[pk] = added
    model = queryset.model._meta.label_lower
    return {
        (table, key, period): Behind(row, model, records)
        for (table, key, row), records in zip(wanted, counted, strict=True)
    }


def _flag(row, known):
    """Return whether a record counts, as an expression; a record whose counted value is empty does not."""
    condition = (row.q(known) or Q()) & Q(**{f"{row.measure.amount or row.measure.thing}__isnull": False})
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
