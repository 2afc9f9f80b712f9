"""The log: who changed what, and who looked at what. Entries are added, never altered (migration `0002_append_only`).

Each of the two tables is a chain: an entry keeps a hash of itself and of the one before, so that nothing can be
altered, put in or taken out without breaking it. A family is named by plain values, as this floor knows no families.
"""

import json
from datetime import UTC

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from familycare.audit.vocabulary import ChangeKind, ReadingKind, Scope


class EntryQuerySet(models.QuerySet):
    """Entries of a chain."""

    def of_family(self, family):
        """Entries that concern the family, whatever its number was at the time."""
        return self.of_families([family.pk])

    def of_families(self, keys):
        return self.filter(family_key__in=keys)


class Entry(models.Model):
    """A link of a chain, counted from 1 without gaps."""

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

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-sequence"]

    def __str__(self):
        return f"{self.sequence}"

    @classmethod
    def now(cls, who, kind, family, **more):
        """An entry of this moment, not saved yet, on what `who` (an Actor) does, in the file of a family or None."""
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
        """What the hash is taken of, beside the hash before: {name: a text, a number or None}."""
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


class Change(Entry):
    """Something that somebody did, and the values before and after.

    What may hold personal data is the text `contents`. The chain holds only its salted hash, so that the contents of
    an anonymised family's entries can be erased, and nobody can guess them, while the chain stays whole.
    """

    kind = models.CharField("rodzaj", max_length=20, choices=ChangeKind)
    object_type = models.CharField("czego dotyczy", max_length=60, blank=True)
    object_key = models.CharField("numer tego, czego dotyczy", max_length=60, blank=True)
    contents = models.TextField("treść", null=True)  # noqa: DJ001 - null says that it was erased
    salt = models.CharField(max_length=32, null=True, editable=False)  # noqa: DJ001
    digest = models.CharField(max_length=64, editable=False)

    class Meta(Entry.Meta):
        verbose_name = "zmiana"
        verbose_name_plural = "dziennik zmian"
        indexes = [
            models.Index(
                fields=["family_key", "-sequence"], name="change_of_family", condition=Q(family_key__isnull=False)
            ),
            models.Index(fields=["actor", "-sequence"], name="change_of_actor"),
        ]

    @cached_property
    def told(self):
        """The contents, or {} where they were erased: `words` (the object at that time), `text` (a sentence),
        `values` ({field: [before, after]}), `counts` ([[what, how many]]), and what a kind adds."""
        return json.loads(self.contents) if self.contents else {}

    def hashed(self):
        return super().hashed() | {
            "object_type": self.object_type,
            "object_key": self.object_key,
            "digest": self.digest,
        }


class Reading(Entry):
    """Somebody opened a family's file, a list, a report, or took a file away. It names no person of a family."""

    kind = models.CharField("rodzaj", max_length=20, choices=ReadingKind)
    what = models.CharField("co", max_length=1000, blank=True)
    scope = models.CharField("na jakiej podstawie", max_length=20, choices=Scope, blank=True)
    searched = models.CharField(
        "odcisk szukanego tekstu", max_length=16, blank=True, help_text="sam tekst nie jest zapisywany"
    )

    class Meta(Entry.Meta):
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
