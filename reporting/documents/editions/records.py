"""The records behind figures: those that the figure counts, by the very definition that counts them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, IntegerField, Q, Value, When

from reporting.figures.compute import UnknownFigure
from reporting.figures.ctes import read
from reporting.figures.splits import find_by, find_part, is_split, narrowed
from reporting.figures.tables import catalogue
from reporting.figures.tables.definitions import Row, rows_of
from reporting.periods import Period

NOTHING = Value(None, output_field=IntegerField())


@dataclass(frozen=True)
class Behind:
    """The records behind a figure in a period, and their model.

    `records`: {primary key: what it adds to a sum; of counted families or persons whose it is; how often it counts,
    where it can more than once; else None}.
    """

    row: Row
    model: str
    records: dict


def records_behind(figures) -> dict[tuple[str, str, Period], Behind]:
    """Return {(table, row, period): Behind} of figures given as such triples, without those that there are no more.

    One query for each kind of facts in a period.
    """
    rows = with_parts(rows_by_key(dict.fromkeys(table for table, _row, _period in figures)), figures)
    grouped = defaultdict(list)
    for table, key, period in dict.fromkeys(figures):
        if row := rows.get((table, key)):
            grouped[row.facts, _added(row), period].append((table, key, row))
    found = {}
    for (facts, added, period), wanted in grouped.items():
        found |= _read(facts, added, period, wanted)
    return found


def with_parts(rows, figures):
    """Return the rows, and those of the parts of them among `figures`: rows on the same facts keep the same ones."""
    found, wanted = dict(rows), defaultdict(dict)
    for table, key, _period in figures:
        if is_split(table, key):
            wanted[find_by(key), key.partition("@")[2]][table, key] = None
    for keys in wanted.values():
        whole, part = [], None
        for table, key in keys:
            try:
                row_key, part = find_part(table, key)
            except UnknownFigure:
                continue
            if (table, row_key) in rows:
                whole.append((table, key, rows[table, row_key]))
        if part:
            of_part = narrowed([row for _table, _key, row in whole], part)
            found |= {(table, key): row for (table, key, _row), row in zip(whole, of_part, strict=True)}
    return found


def rows_by_key(keys):
    """Return {(table, row): Row} of the tables with these keys, as far as there are any."""
    tables = catalogue(set(keys))
    found = rows_of([tables[key] for key in keys if key in tables])
    return {(key, row.key): row for key, rows in found.items() for row in rows}


def _added(row):
    """Return the field of what a record adds: its amount, or the family or person that is counted once; "" for none."""
    thing = row.measure.thing
    return row.measure.amount or ("" if thing == "pk" else thing)


def _read(facts, added_field, period, wanted):
    known = period.known
    queryset = facts.records(known).order_by()
    model, name = _record_of(queryset.model)
    is_once = name == "pk"
    flags = {f"counts_{number}": _flag(row, known) for number, (_table, _key, row) in enumerate(wanted)}
    values = queryset.annotate(counted_amount=F(added_field) if added_field else NOTHING, **flags)
    counted = [{} for _each in wanted]
    for pk, added, *marks in read(values.values_list(name, "counted_amount", *flags), known):
        for records, counts in zip(counted, marks, strict=True):
            if counts:
                records[pk] = added if is_once else records.get(pk, 0) + 1
    return {
        (table, key, period): Behind(row, model._meta.label_lower, records)
        for (table, key, row), records in zip(wanted, counted, strict=True)
    }


def _record_of(model):
    """Return (model, field): of a working table, which is in no database, the records that its rows tell of.

    The field is "pk" where each of them has one row.
    """
    if model._meta.managed:
        return model, "pk"
    if model._meta.pk.remote_field:
        return model._meta.pk.related_model, "pk"
    field = next(field for field in model._meta.concrete_fields if field.remote_field)
    return field.related_model, field.attname


def _flag(row, known):
    """Return whether a record counts, as an expression; a record whose counted value is empty does not."""
    condition = (row.q(known) or Q()) & Q(**{f"{row.measure.amount or row.measure.thing}__isnull": False})
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
