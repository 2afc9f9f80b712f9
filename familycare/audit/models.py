"""The log: who changed what, and who looked at what. Entries are only added (migration `0002_append_only`).

Each of the two tables is a hash chain: an entry's hash covers the entry and the hash of the entry before it, so no
entry can be altered, inserted or removed without breaking the chain. The family is stored as plain values instead of
a foreign key, because this app must not depend on `cases`.
"""

import json
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from familycare.audit.choices import ChangeKind, ReadingKind, Scope


def object_type(model):
    """Return the name under which the log refers to a model (a class or an instance): "cases.person"."""
    return model._meta.label_lower


def object_key(record):
    """Return the key under which the log refers to a record: its number if it has one, otherwise its primary key."""
    return str(getattr(record, "number", "") or record.pk)


class LogEntryQuerySet(models.QuerySet):
    """Entries of one log."""

    def of_family(self, family):
        """Filter the entries about the family; they are matched by primary key, since its number may change."""
        return self.of_families([family.pk])

    def of_families(self, keys):
        """Filter the entries about the families with these primary keys."""
        return self.filter(family_key__in=keys)


class LogEntry(models.Model):
    """One link of a chain. `sequence` counts from 1 without gaps."""

    sequence = models.PositiveBigIntegerField("numer wpisu", primary_key=True)
    hash = models.CharField("skrót", max_length=64, editable=False)
    at = models.DateTimeField("kiedy", db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_words = models.CharField("kto, słowami", max_length=400)
    address = models.GenericIPAddressField("adres IP", null=True)
    family_key = models.BigIntegerField(null=True)
    family_number = models.CharField("numer rodziny", max_length=40, blank=True)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-sequence"]

    def __str__(self):
        return f"{self.sequence}"

    @classmethod
    def now(cls, who, kind, family, **more):
        """Return an unsaved entry with the current time, the actor `who` (an Actor) and the family (or None)."""
        return cls(
            at=timezone.now(),
            actor=who.user,
            actor_words=who.words,
            address=who.address,
            kind=kind,
            family_key=family.pk if family else None,
            family_number=family.number if family else "",
            **more,
        )

    def hashed(self):
        """Return the values that the hash covers besides the previous hash: {name: str, int or None}."""
        return {
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": self.actor_id,
            "actor_words": self.actor_words,
            "address": self.address,
            "kind": self.kind,
            "family_key": self.family_key,
            "family_number": self.family_number,
        }


class Change(LogEntry):
    """A write or another action, with the values before and after.

    Only `contents` may hold personal data. The chain covers just its salted hash (`digest`), so the contents can be
    erased when a family is anonymised: the chain stays valid and nobody can guess what was erased.
    """

    kind = models.CharField("rodzaj", max_length=20, choices=ChangeKind)
    object_type = models.CharField("czego dotyczy", max_length=60, blank=True)
    object_key = models.CharField("numer tego, czego dotyczy", max_length=60, blank=True)
    contents = models.TextField("treść", null=True)  # noqa: DJ001 - null means erased
    salt = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001
    digest = models.CharField(max_length=64, editable=False)

    class Meta(LogEntry.Meta):
        verbose_name = "zmiana"
        verbose_name_plural = "dziennik zmian"
        indexes = [
            models.Index(
                fields=["family_key", "-sequence"], name="change_of_family", condition=Q(family_key__isnull=False)
            ),
            models.Index(fields=["actor", "-sequence"], name="change_of_actor"),
        ]

    @cached_property
    def payload(self):
        """The parsed contents, or {} if they were erased.

        Keys: `words` (the name of the object at that time), `text` (a sentence), `values` ({field: [before, after]}),
        `counts` ([[what, number]]), and others that depend on the kind.
        """
        return json.loads(self.contents) if self.contents else {}

    def hashed(self):
        return super().hashed() | {
            "object_type": self.object_type,
            "object_key": self.object_key,
            "digest": self.digest,
        }


class Reading(LogEntry):
    """An access to a family's file, a list, a report or a download. It never names a member of a family."""

    kind = models.CharField("rodzaj", max_length=20, choices=ReadingKind)
    what = models.CharField("co", max_length=1000, blank=True)
    scope = models.CharField("na jakiej podstawie", max_length=20, choices=Scope, blank=True)
    searched = models.CharField(
        "odcisk szukanego tekstu", max_length=16, blank=True, help_text="sam tekst nie jest zapisywany"
    )

    class Meta(LogEntry.Meta):
        verbose_name = "odczyt"
        verbose_name_plural = "dziennik odczytów"
        indexes = [
            models.Index(
                fields=["family_key", "-sequence"], name="reading_of_family", condition=Q(family_key__isnull=False)
            ),
            models.Index(fields=["actor", "-sequence"], name="reading_of_actor"),
        ]

    def hashed(self):
        return super().hashed() | {"what": self.what, "scope": self.scope, "searched": self.searched}
