"""Which models the log watches: each app says so for its own when it is ready, and a test finds forgotten ones."""

from dataclasses import dataclass
from functools import cached_property

from django.db import models

WATCHED = {}  # {model: Watched}


@dataclass(frozen=True)
class Watched:
    """A model that the log watches.

    `family`: the way to the family that a record belongs to ("case__family"), "self", or "" when it belongs to none.
    `secret`: fields of which the log says that they changed, never what to. `masked`: numbers of which it keeps the
    end and a fingerprint. `ignored`: fields whose changes are nobody's doing.
    """

    model: type[models.Model]
    family: str = ""
    secret: frozenset = frozenset()
    masked: frozenset = frozenset()
    ignored: frozenset = frozenset()

    @cached_property
    def fields(self):
        """The fields whose values the log keeps."""
        return [
            field
            for field in self.model._meta.concrete_fields
            if not field.generated and not field.primary_key and field.name not in self.ignored
        ]

    def fields_among(self, names):
        """Those of the fields that are called so; all if `names` is None."""
        return [field for field in self.fields if names is None or not {field.name, field.attname}.isdisjoint(names)]

    def family_of(self, record):
        """The family of the record, or None. May ask the database."""
        if self.family == "self":
            return record
        for name in self.family.split("__") if self.family else ():
            record = record and getattr(record, name)
        return record if self.family else None


def watch(model, *, family="", secret=(), masked=(), ignored=()):
    """From now on the log keeps every change of records of the model; see Watched."""
    from familycare.audit.recording import record_deletions, record_saves

    WATCHED[model] = Watched(model, family, frozenset(secret), frozenset(masked), frozenset(ignored))
    record_saves(model)
    record_deletions(model)


def watched(model):
    """What was said of the model, or None."""
    return WATCHED.get(model._meta.concrete_model)


def label(model):
    """The model's name in the log: „cases.person”."""
    return model._meta.label_lower


def key_of(record):
    """What people call the record by, if it has a number; else its key."""
    return str(getattr(record, "number", "") or record.pk)
