"""How a write becomes a Change: the values that the log keeps of it, and the writes that the log knows of.

The functions take a Watched (see `registry`), which says what to keep of a model.
"""

import dataclasses
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.dispatch import Signal

from familycare.audit import chain
from familycare.audit.choices import ChangeKind
from familycare.audit.models import Change, object_key, object_type

MASK = "•"

# Sent by a model after the entry about the save or deletion of one `record`: `kind` (a ChangeKind), `values`
# ({field: [before, after]}), `entry` (the Change; within a dry run it has no number). Its transaction may still fail.
recorded = Signal()

_bulk = ContextVar("bulk", default=None)  # the current Bulk
_known = ContextVar("known writes", default=())  # tables; None stands for all of them
_deletions = ContextVar("deletions", default=())  # a table for each record that is about to be deleted


# The writes that the log knows of; `registry.guard` refuses all others


@contextmanager
def known(table):
    """The log knows of all writes within the block to this table, or to any table (None)."""
    token = _known.set((*_known.get(), table))
    try:
        yield
    finally:
        _known.reset(token)


def is_known(table):
    """Return whether the log knows of writes to the table at this moment."""
    known_tables = _known.get()
    return table in known_tables or None in known_tables or table in _deletions.get()


def forget_deletions(**kwargs):
    """Forget deletions that failed after they were announced (a receiver of `request_started`)."""
    _deletions.set(())


_migrating = ExitStack()


def begin_migrating(**kwargs):
    """Let migrations write: they change no record on anybody's behalf (a receiver of `pre_migrate`)."""
    _migrating.enter_context(known(None))


def end_migrating(**kwargs):
    _migrating.close()


# Many writes as one entry


@dataclasses.dataclass
class Bulk:
    """The number of records that were written within `in_bulk`."""

    counts: dict = dataclasses.field(default_factory=dict)

    def count(self, what, number=1):
        """Add `number` records of `what` (a plural in Polish)."""
        self.counts[str(what)] = self.counts.get(str(what), 0) + number


@contextmanager
def in_bulk():
    """Within the block, writes are counted in the Bulk that this yields, and leave no entries of their own."""
    bulk = Bulk()
    token = _bulk.set(bulk)
    try:
        with known(None):
            yield bulk
    finally:
        _bulk.reset(token)


# Saves and deletions


@contextmanager
def saving(watch, record, update_fields=None, *, is_new=False):
    """Record the save of `record` that happens within the block, in the same transaction.

    `update_fields`: the names of the fields to save, or None; `is_new`: no such record can exist yet.
    """
    table, fields = watch.model._meta.db_table, watch.fields_among(update_fields)
    if update_fields is None and not is_new:
        # Django does not save fields that were not loaded.
        fields = [field for field in fields if field.attname not in record.get_deferred_fields()]
    if not fields:
        with known(table):
            yield
    elif (bulk := _bulk.get()) is not None:
        bulk.count(watch.model._meta.verbose_name_plural)
        yield
    else:
        with transaction.atomic(savepoint=False), known(table):
            chain.lock(Change)  # before the write, so that nobody waits here while holding a row
            before = stored(fields, record) if record.pk is not None and not is_new else {}
            yield
            after = values_of(fields, record)
            if any(hasattr(value, "resolve_expression") for value in after.values()):
                after = stored(fields, record)  # only the database can evaluate F("position") + 1
            if values := differences(watch, before, after, record):
                _add(watch, record, ChangeKind.CHANGED if before else ChangeKind.CREATED, values)


def before_deletion(watch, record):
    """Announce the deletion of a record. One statement may delete several, so each is known until it is recorded."""
    if _bulk.get() is None:
        chain.lock(Change)
    _deletions.set((*_deletions.get(), watch.model._meta.db_table))


def after_deletion(watch, record):
    """Record the deletion that `before_deletion` announced."""
    announced = list(_deletions.get())
    announced.remove(watch.model._meta.db_table)
    _deletions.set(tuple(announced))
    if (bulk := _bulk.get()) is not None:
        bulk.count(watch.model._meta.verbose_name_plural)
        return
    _add(watch, record, ChangeKind.DELETED, differences(watch, values_of(watch.fields, record), {}, record))


def _add(watch, record, kind, values):
    entry = chain.add_change(
        kind,
        family=watch.family_of(record),
        object_type=object_type(watch.model),
        object_key=object_key(record),
        contents={"words": _words(watch, record), "values": values},
    )
    recorded.send(watch.model, record=record, kind=kind, values=values, entry=entry)


def _words(watch, record):
    """Return the name of the record, also while it still holds unconverted values, such as a date given as text."""
    record, not_loaded = copy(record), record.get_deferred_fields()
    for field in watch.fields:
        if field.attname in not_loaded:
            continue
        value = getattr(record, field.attname)
        if not field.remote_field and not hasattr(value, "resolve_expression"):
            setattr(record, field.attname, field.to_python(value))
    return str(record)


# Values, as JSON holds them: texts, numbers as texts, and None


def stored(fields, record):
    """Return {attribute: value} of a record as it is in the database, or {} if it is not there."""
    names = [field.attname for field in fields]
    return type(record)._base_manager.filter(pk=record.pk).values(*names).first() or {}


def values_of(fields, record):
    """Return {attribute: value} of a record as it is in memory."""
    return {field.attname: getattr(record, field.attname) for field in fields}


def differences(watch, before, after, record):
    """Return {field: [value before, value after]} of the fields that differ. A missing value counts as None."""
    found = {}
    for field in watch.fields:
        old, new = (plain(field, values.get(field.attname)) for values in (before, after))
        if old == new or (field.name in watch.secret and not before):
            continue
        found[field.name] = [_kept(watch, field, old, record), _kept(watch, field, new, record)]
    return found


def plain(field, value):
    """Return the value as JSON holds it; None for an empty text."""
    if value is None or value == "":
        return None
    value = field.target_field.to_python(value) if field.remote_field else field.to_python(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.{getattr(field, 'decimal_places', 2)}f}"
    return value if isinstance(value, bool | int | str) else str(value)


def _kept(watch, field, value, record):
    """Return what the log keeps of a plain value: MASK for a secret, the name of a related record."""
    if value is None:
        return None
    if field.name in watch.secret:
        return MASK
    if field.name in watch.masked:
        return masked(str(value))
    if field.remote_field:
        target = field.get_cached_value(record, None)
        if target is None or getattr(target, field.target_field.attname) != value:
            target = field.related_model._base_manager.filter(**{field.target_field.attname: value}).first()
        return str(target) if target else str(value)
    return value


def masked(number):
    """Return „•••••••••••#0f1e2d3c4b5a6978”: no digit, and a fingerprint by which somebody who knows the number can
    prove that it was this one."""
    return f"{MASK * len(number)}#{chain.fingerprint(number)}"
