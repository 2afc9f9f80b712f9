"""Every save and every deletion of a watched record leaves a Change, in the transaction of the write itself."""

import dataclasses
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete

from familycare.audit import chain
from familycare.audit.acting import actor
from familycare.audit.diff import differences, stored, values_of
from familycare.audit.known import begin, end, known
from familycare.audit.models import Change
from familycare.audit.registry import key_of, label, watched
from familycare.audit.vocabulary import ChangeKind

# The Bulk that is going on, which counts what would otherwise be told record by record.
_bulk = ContextVar("bulk", default=None)


@dataclasses.dataclass
class Bulk:
    """Many writes that become one Change."""

    counts: dict = dataclasses.field(default_factory=dict)

    def count(self, what, number=1):
        """So many records of `what`, in words, were written."""
        self.counts[str(what)] = self.counts.get(str(what), 0) + number


@contextmanager
def in_bulk():
    """Saves inside are only counted. Yields a Bulk."""
    bulk = Bulk()
    token = _bulk.set(bulk)
    try:
        with known(None):
            yield bulk
    finally:
        _bulk.reset(token)


def record_saves(model):
    """Makes every save of the model leave a Change."""
    save = model.save_base

    @wraps(save)
    def save_base(self, *args, update_fields=None, **kwargs):
        watch = watched(type(self))
        fields = watch.fields_among(update_fields)
        if not fields:
            with known(model._meta.db_table):
                return save(self, *args, update_fields=update_fields, **kwargs)
        if _bulk.get() is not None:
            _bulk.get().count(model._meta.verbose_name_plural)
            return save(self, *args, update_fields=update_fields, **kwargs)
        with transaction.atomic(savepoint=False), known(model._meta.db_table):
            # Before the write: whoever waits here holds no row that another one needs.
            chain.lock(Change)
            before = stored(fields, self) if self.pk is not None and not kwargs.get("force_insert") else {}
            save(self, *args, update_fields=update_fields, **kwargs)
            after = values_of(fields, self)
            if any(hasattr(value, "resolve_expression") for value in after.values()):
                after = stored(fields, self)  # `F("position") + 1`: only the database knows
            if values := differences(watch, before, after, self):
                _record(watch, self, ChangeKind.CHANGED if before else ChangeKind.CREATED, values)
        return None

    save_base.alters_data = True
    model.save_base = save_base


def before_deletion(sender, instance, **kwargs):
    if _bulk.get() is None:
        chain.lock(Change)
    # One statement may delete several records: known until the last of them is told.
    begin(sender._meta.db_table)


def after_deletion(sender, instance, **kwargs):
    watch = watched(sender)
    end(sender._meta.db_table)
    if (bulk := _bulk.get()) is not None:
        bulk.count(sender._meta.verbose_name_plural)
        return
    _record(watch, instance, ChangeKind.DELETED, differences(watch, values_of(watch.fields, instance), {}, instance))


def record_deletions(model):
    """Makes every deletion leave a Change. Only for this model: Django deletes others without reading them first."""
    pre_delete.connect(before_deletion, sender=model)
    post_delete.connect(after_deletion, sender=model)


def _record(watch, record, kind, values):
    add_change(
        kind,
        family=watch.family_of(record),
        object_type=label(watch.model),
        object_key=key_of(record),
        contents={"words": in_words(watch, record), "values": values},
    )


def in_words(watch, record):
    """The record's name, also where its values are still as somebody gave them: a day as text, say."""
    record = copy(record)
    for field in watch.fields:
        value = getattr(record, field.attname)
        if not field.remote_field and not hasattr(value, "resolve_expression"):
            setattr(record, field.attname, field.to_python(value))
    return str(record)


def add_change(kind, *, family=None, object_type="", object_key="", contents, who=None):
    """Adds a Change by `who` (an Actor; None: of the moment); `contents` is a dict of what JSON holds."""
    who = who or actor()
    text, salt = chain.canonical(contents), chain.new_salt()
    return chain.append(
        Change.now(
            who,
            kind,
            family,
            object_type=object_type,
            object_key=object_key,
            contents=text,
            salt=salt,
            digest=chain.digest_of(text, salt),
        )
    )
