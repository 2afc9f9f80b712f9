"""Why figures differ: two editions, or an edition and now, with the records that came, went or changed."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change, object_key
from reporting.documents.editions.records import records_behind
from reporting.figures.compute import compute
from reporting.figures.tables import catalogue
from reporting.periods import Period

MOST_RECORDS = 1000  # of one figure that are named


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

    A figure that only one of them has is not compared.
    """
    before = {(figure.table, figure.row, figure.of_period): figure for figure in edition.figures.all()}
    after = _of_edition(other) if other else _now(before)
    found = []
    for key, figure in before.items():
        if key in after and after[key].value != figure.value:
            records = _changed(figure, after[key].records(), edition.made_at, other.made_at if other else None)
            found.append(
                Difference(
                    figure.key, figure.label, figure.unit, figure.of_period, figure.value, after[key].value, records
                )
            )
    return found


class _After:
    """A value to compare with, and its records when they are asked for."""

    def __init__(self, value, records):
        self.value, self.records = value, records


def _of_edition(edition):
    return {
        (figure.table, figure.row, figure.of_period): _After(figure.value, lambda figure=figure: figure.records)
        for figure in edition.figures.all()
    }


def _now(figures):
    """Return {(table, row, period): _After} of the figures that still exist."""
    known = catalogue({table for table, _row, _period in figures})
    tables = [table for table in dict.fromkeys(table for table, _row, _period in figures) if table in known]
    periods = list(dict.fromkeys(period for _table, _row, period in figures))
    computed = compute(periods, tables) if tables else {}
    return {
        (table, row, period): _After(
            computed[table].value(row, period),
            lambda key=(table, row, period): _records_now(key),
        )
        for table, row, period in figures
        if table in computed
    }


def _records_now(key):
    try:
        [behind] = records_behind([key]).values()
    except KeyError:  # a row that there is no more
        return {}
    return {pk: None if amount is None else str(amount) for pk, amount in behind.records.items()}


def _changed(figure, after, since, until):
    before = figure.records
    changes = [("added", pk) for pk in sorted(after.keys() - before.keys())]
    changes += [("removed", pk) for pk in sorted(before.keys() - after.keys())]
    changes += [("changed", pk) for pk in sorted(before.keys() & after.keys()) if before[pk] != after[pk]]
    changes = changes[:MOST_RECORDS]
    told = _last_changes(figure.model, [pk for _change, pk in changes], since, until)
    return tuple(ChangedRecord(change, figure.model, pk, *told.get(pk, (None, ""))) for change, pk in changes)


def _last_changes(model, keys, since, until):
    """Return {primary key: (when, by whom)} of the last changes in the log after the moment `since`."""
    keys_in_log = _keys_in_log(model, keys)
    entries = Change.objects.filter(object_type=model, object_key__in=keys_in_log.values(), at__gte=since)
    if until:
        entries = entries.filter(at__lte=until)
    last = {}
    for entry in entries.order_by("sequence"):
        last[entry.object_key] = (entry.at, entry.actor_words)
    imports = Change.objects.filter(kind=ChangeKind.IMPORTED, at__gte=since).order_by("-sequence").first()
    found = {pk: last[key] for pk, key in keys_in_log.items() if key in last}
    if imports:
        found = dict.fromkeys(keys, (imports.at, imports.actor_words)) | found
    return found


def _keys_in_log(model, keys):
    """Return {primary key: key in the log}: the number of a record that has one, also of one that is deleted now."""
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
                        "on": record.on.date().isoformat() if record.on else None,
                        "by": record.by,
                    }
                    for record in each.records
                ],
            }
            for each in differences
        ]
    }
