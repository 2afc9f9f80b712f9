"""Why figures differ: two editions, or an edition and now, with the records that came, went or changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.utils.timezone import localdate

from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change, object_key
from reporting.documents.editions.records import records_behind, rows_by_key, with_parts
from reporting.figures.compute import compute
from reporting.figures.splits import compute_split, find_by, is_split
from reporting.periods import Period

MOST_RECORDS = 1000  # of one figure that are named
MOST_AT_ONCE = 1000  # records in one query


@dataclass(frozen=True)
class ChangedRecord:
    """A record that makes a figure differ. `change`: `added`, `removed` or `changed`.

    `on` and `by`: when it was last entered, changed or deleted, and by whom, as the log of changes says; None and ""
    where the log has nothing about it.
    """

    change: str
    model: str
    key: int
    on: datetime | None = None
    by: str = ""

    @property
    def name(self):
        """„wizyta 1234”: what it is and its number."""
        return f"{apps.get_model(self.model)._meta.verbose_name} {self.key}"


@dataclass(frozen=True)
class Difference:
    """A figure whose values differ."""

    figure: str
    label: str
    unit: str
    period: Period
    was: object
    now: object
    records: tuple[ChangedRecord, ...]


def compare(edition, other=None) -> list[Difference]:
    """Return the Differences between an edition and another one of the same document, or now; in order of the edition.

    Both may as well be Submissions: what has `figures`, each a KeptFigure, as of the moment `made_at`.
    A figure that only one of two editions has is not compared. One that there is no more today has no value now.
    """
    before = {(figure.table, figure.row, figure.of_period): figure for figure in edition.figures.all()}
    later = {(figure.table, figure.row, figure.of_period): figure for figure in other.figures.all()} if other else {}
    now = {key: figure.value for key, figure in later.items()} if other else _values_now(before)
    different = [key for key, figure in before.items() if key in now and now[key] != figure.value]
    records_now = {key: later[key].records for key in different} if other else _records_now(different)
    changes = {key: _changes(before[key].records, records_now.get(key, {})) for key in different}
    told = _last_changes(
        [(before[key].model, pk) for key, found in changes.items() for _change, pk in found],
        edition.made_at,
        other.made_at if other else None,
    )
    return [
        Difference(
            figure.key,
            figure.label,
            figure.unit,
            figure.of_period,
            figure.value,
            now[key],
            tuple(
                ChangedRecord(change, figure.model, pk, *told.get((figure.model, pk), (None, "")))
                for change, pk in changes[key]
            ),
        )
        for key in different
        for figure in [before[key]]
    ]


def _values_now(figures):
    """Return {(table, row, period): value} today; None where there is no such figure any more."""
    there = rows_by_key(dict.fromkeys(table for table, _row, _period in figures))
    tables = list(dict.fromkeys(table for table, _row in there))
    periods = list(dict.fromkeys(period for _table, _row, period in figures))
    computed = compute(periods, tables) if tables else {}
    parts = defaultdict(set)
    for table, row, _period in figures:
        if is_split(table, row) and table in computed:
            parts[find_by(row)].add(table)
    split = {by: compute_split(periods, by, of_split) for by, of_split in parts.items()}
    there = with_parts(there, figures)

    def value(table, row, period):
        if (table, row) not in there:
            return None
        tables_of_row = split[find_by(row)] if is_split(table, row) else computed
        return tables_of_row[table].value(row, period)

    return {figure: value(*figure) for figure in figures}


def _records_now(figures):
    """Return {(table, row, period): {primary key: amount as text or None}}, as editions keep them."""
    return {
        key: {pk: None if amount is None else str(amount) for pk, amount in behind.records.items()}
        for key, behind in records_behind(figures).items()
    }


def _changes(before, after):
    """Return (change, primary key) pairs of the records that came, went or count for more or less; not too many."""
    found = [("added", pk) for pk in sorted(after.keys() - before.keys())]
    found += [("removed", pk) for pk in sorted(before.keys() - after.keys())]
    found += [("changed", pk) for pk in sorted(pk for pk in before if pk in after and before[pk] != after[pk])]
    return found[:MOST_RECORDS]


def _last_changes(records, since, until):
    """Return {(model, primary key): (when, by whom)} of the last changes in the log between two moments."""
    log = Change.objects.filter(at__gte=since)
    if until:
        log = log.filter(at__lte=until)
    imported = log.filter(kind=ChangeKind.IMPORTED).order_by("-sequence").first()
    found = dict.fromkeys(records, (imported.at, imported.actor_words)) if imported else {}
    by_model = defaultdict(dict)
    for model, pk in records:
        by_model[model][pk] = None
    for model, keys in by_model.items():
        keys = list(keys)
        for first in range(0, len(keys), MOST_AT_ONCE):
            in_log = _keys_in_log(model, keys[first : first + MOST_AT_ONCE])
            entries = log.filter(object_type=model, object_key__in=in_log.values()).order_by("sequence")
            last = {entry.object_key: (entry.at, entry.actor_words) for entry in entries}
            found |= {(model, pk): last[key] for pk, key in in_log.items() if key in last}
    return found


def _keys_in_log(model, keys):
    """Return {primary key: key in the log}: the number of a record that has one.

    Of a record that is deleted, only the primary key is known here.
    """
    manager = apps.get_model(model)._base_manager
    found = {record.pk: object_key(record) for record in manager.filter(pk__in=keys)}
    return {key: found.get(key, str(key)) for key in keys}


def as_data(differences) -> dict:
    """Return the differences as data for JSON."""

    def told(value):
        if value is None:
            return None
        return int(value) if value == int(value) else float(value)

    return {
        "figures": [
            {
                "figure": each.figure,
                "period": str(each.period),
                "was": told(each.was),
                "is": told(each.now),
                "records": [
                    {
                        "change": record.change,
                        "record": record.name,
                        "on": localdate(record.on).isoformat() if record.on else None,
                        "by": record.by,
                    }
                    for record in each.records
                ],
            }
            for each in differences
        ]
    }
