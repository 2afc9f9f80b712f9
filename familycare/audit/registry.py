"""Which models the log watches. Their saves and deletions are recorded; all other writes to their tables are refused.

Each app declares its models with `watch` in `ready` of its configuration.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.core import checks
from django.db import models
from django.db.models.signals import post_delete, pre_delete

from familycare.audit.recording import after_deletion, before_deletion, is_known, saving

WATCHED = {}  # {model: Watched}
WRITING = re.compile(
    r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: ONLY)?|DELETE FROM|TRUNCATE(?: TABLE)?)\s+"?(\w+)', re.I
)


@dataclass(frozen=True)
class Watched:
    """What the log keeps of a model.

    `family`: the path from a record to its family ("case__family"), "self", or "" if it belongs to none.
    `secret`: fields whose changes are recorded without their values. `masked`: numbers of which only a fingerprint is
    kept. `ignored`: fields that the log leaves out. `anonymised`: the field of the families' model that is empty until
    a family is anonymised; only then may the log forget what it says about the family.
    """

    model: type[models.Model]
    family: str = ""
    secret: frozenset = frozenset()
    masked: frozenset = frozenset()
    ignored: frozenset = frozenset()
    anonymised: str = ""

    @cached_property
    def fields(self):
        """The fields whose values the log keeps."""
        return [
            field
            for field in self.model._meta.concrete_fields
            if not field.generated and not field.primary_key and field.name not in self.ignored
        ]

    def fields_among(self, names):
        """Return those of the fields with one of these names; all of them if `names` is None."""
        return [field for field in self.fields if names is None or not {field.name, field.attname}.isdisjoint(names)]

    def family_of(self, record):
        """Return the family of the record, or None. May query the database."""
        if self.family == "self":
            return record
        for name in self.family.split("__") if self.family else ():
            record = record and getattr(record, name)
        return record if self.family else None


class AuditedModel(models.Model):
    """The base class of all watched models: every `save` leaves an entry, in the same transaction."""

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, force_insert=False, **kwargs):
        update_fields = None if update_fields is None else frozenset(update_fields)
        with saving(watched(type(self)), self, update_fields, is_new=bool(force_insert)):
            super().save(update_fields=update_fields, force_insert=force_insert, **kwargs)


def watch(model, *, family="", secret=(), masked=(), ignored=(), anonymised=""):
    """Record every change of the records of the model, an AuditedModel. For the arguments see Watched."""
    if not issubclass(model, AuditedModel):
        raise TypeError(f"{model.__name__} is watched, so it must inherit from {__name__}.AuditedModel.")
    WATCHED[model] = Watched(model, family, frozenset(secret), frozenset(masked), frozenset(ignored), anonymised)
    # Only for this model: where nobody listens, Django deletes records without reading them first.
    pre_delete.connect(_before_deletion, sender=model)
    post_delete.connect(_after_deletion, sender=model)


def watched(model):
    """Return the Watched of the model, or None."""
    return WATCHED.get(model._meta.concrete_model)


def anonymised_families(keys):
    """Return the keys of those families that are anonymised, as a set."""
    for watch in WATCHED.values():
        if watch.anonymised:
            families = watch.model._base_manager.filter(pk__in=keys).exclude(**{watch.anonymised: None})
            return set(families.values_list("pk", flat=True))
    return set()


def _before_deletion(sender, instance, **kwargs):
    before_deletion(watched(sender), instance)


def _after_deletion(sender, instance, **kwargs):
    after_deletion(watched(sender), instance)


def check_audited_models(app_configs, **kwargs):
    """A system check: each AuditedModel must be watched."""
    return [
        checks.Error(
            f"{model._meta.label} inherits from AuditedModel, but the log does not watch it.",
            hint="Call familycare.audit.registry.watch(...) in ready() of the app's configuration (apps.py).",
            obj=model,
            id="audit.E001",
        )
        for model in apps.get_models()
        if issubclass(model, AuditedModel) and not watched(model)
    ]


class UnrecordedWrite(Exception):
    """A statement was about to write to a watched table without the knowledge of the log."""


def install_guard(connection, **kwargs):
    """Check every statement of a new connection (a receiver of `connection_created`)."""
    if guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)


def guard(execute, sql, params, many, context):
    """Refuse statements that bypass the log: `update()`, `bulk_create()`, `bulk_update()`, SQL."""
    if isinstance(sql, str) and (writing := WRITING.match(sql)):
        check_write(writing[1])
    return execute(sql, params, many, context)


def check_write(table):
    """Raise UnrecordedWrite if the table is watched and the log does not know of a write to it at this moment."""
    if any(model._meta.db_table == table for model in WATCHED) and not is_known(table):
        raise UnrecordedWrite(
            f"{table} is watched, and this write would bypass the log: call save() or delete(), "
            "or use familycare.audit.services.record_bulk."
        )
