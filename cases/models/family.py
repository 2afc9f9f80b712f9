"""Families, and who may read the restricted ones."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q, Value
from django.http import Http404

from cases.access import families_handed_over_by, families_monitored_by, families_seen_by, last_readable_day
from cases.choices import Structure
from cases.models.search import Searchable, SearchableQuerySet, SearchText
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, saved_once
from familycare.lib.numbers import NumberField
from familycare.lib.ordering import polish_order


class FamilyQuerySet(SearchableQuerySet):
    """Families. Code that serves a user gets them only by the methods that take a `user`, which ask `cases.access`."""

    def visible_to(self, user):
        """Return the families whose whole file the user may read today."""
        condition = families_seen_by(user)
        return self.none() if condition is None else self.filter(condition)

    def handed_over_by(self, user):
        """Return the families that the user no longer supports, with `handed_over_on`, the last day of the support."""
        condition = families_handed_over_by(user)
        if condition is None:
            return self.none().annotate(handed_over_on=Value(None, models.DateField()))
        return self.filter(condition).annotate(handed_over_on=last_readable_day(user))

    def monitored_by(self, user, centre=None):
        """Return the families that the user monitors after the end of their support: see `families_monitored_by`.

        `centre`: the Centre, if it has been read already.
        """
        condition = families_monitored_by(user, centre)
        return self.none() if condition is None else self.filter(condition)

    def visitable_by(self, user, centre=None):
        """Return the families about which the user may write diary entries: their own and those that they monitor."""
        conditions = (families_seen_by(user), families_monitored_by(user, centre))
        conditions = [each for each in conditions if each is not None]
        return self.filter(reduce(or_, conditions)) if conditions else self.none()

    def get_visitable_or_404(self, user, number):
        """Return the family with that number if it is among `visitable_by`. Raise what `get_or_404` raises."""
        family = self.get_readable_or_404(user, number)
        is_visitable = not family.handed_over_on or self.monitored_by(user).filter(pk=family.pk).exists()
        return family if is_visitable else self.get_or_404(user, family.number)

    def with_absorbed(self):
        """Return the keys of these families and of all families merged into them, directly or indirectly."""
        found = set(self.order_by().values_list("pk", flat=True))
        merged = dict(self.model.objects.order_by().exclude(merged_into=None).values_list("pk", "merged_into"))
        while more := {key for key, kept in merged.items() if kept in found} - found:
            found |= more
        return found

    def first_readable_by(self, user):
        """Return the first of these families whose file the user may open, also if they handed it over, or None."""
        return self.visible_to(user).first() or self.handed_over_by(user).first()

    def get_readable_or_404(self, user, number):
        """Return the family with that number if the user may open its file. Raise Http404 otherwise, also if it exists.

        The number of a family that was merged into another leads to that one, so that forms opened before the merge
        are not lost. It does not for a user who handed the other family over before the merge and never supported
        this one. `handed_over_on` of the family is None, or the day as of which the file may be read.
        """
        if "\0" in number:  # PostgreSQL does not accept it
            raise Http404
        family = self.filter(number=number).select_related("social_worker").first_readable_by(user)
        if family is None:
            hidden = self.filter(number=number).select_related("merged_into").first()
            if hidden and hidden.merged_into:
                family = self.get_readable_or_404(user, hidden.merged_into.number)
                if not _is_unknown_merge(hidden, family, user):
                    return family
            raise Http404
        return family

    def get_or_404(self, user, number):
        """Return the family with that number if the user may read its whole file, which is required for changes.

        Raise Http404, or PermissionDenied for a family that the user has handed over: it may only be read.
        """
        family = self.get_readable_or_404(user, number)
        if family.handed_over_on:
            raise PermissionDenied("Ta rodzina nie jest już Twoja: jej akta możesz tylko czytać.")
        return family


def _is_unknown_merge(absorbed, family, user):
    """Return whether the user handed `family` over before this merge and never supported `absorbed`."""
    merge = family.handed_over_on and absorbed.merges_into_others.after(family.handed_over_on).first()
    if not merge:
        return False
    own = family.assignments.filter(
        Q(assistant__account=user)
        | Q(substitutions__substitute__account=user, substitutions__starts_on__gt=family.handed_over_on),
        ends_on=family.handed_over_on,
    )
    return not own.filter(pk__in=merge.moved(own.model)).exists()


class Family(Searchable, AuditedModel):
    """A family that the centre knows, with or without an assistant.

    A family that was `merged_into` another is not found any more; see FamilyMerge.
    """

    number = NumberField(prefix="R")
    form_key = models.CharField("klucz formularza", max_length=36, blank=True, editable=False, db_default="")
    name = models.CharField("nazwisko rodziny", max_length=120)
    structure = models.CharField("struktura rodziny", max_length=20, choices=Structure, blank=True)
    # The exchange format of the register has no address; for imported families the database sets an empty one.
    address = models.CharField(
        "adres", max_length=160, blank=True, default="", db_default="", help_text="ulica i numer domu"
    )
    district = models.CharField("dzielnica", max_length=80, blank=True)
    registered_on = models.DateField("data rejestracji", null=True, blank=True)
    social_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pracownik socjalny",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="families",
    )
    is_restricted = models.BooleanField("szczególnie chroniona", db_default=False, default=False)
    anonymised_on = models.DateField("zanonimizowana dnia", null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="włączona do rodziny",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="absorbed_families",
        db_index=False,  # a partial index in `indexes`, as nearly all values are empty
    )
    search = SearchText(sources=["name", "number", "district", "address"])
    handed_over_on = None  # see FamilyQuerySet.handed_over_by

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = "rodzina"
        verbose_name_plural = "rodziny"
        ordering = ["name", "number"]
        indexes = [
            models.Index(polish_order("name"), "number", name="family_in_polish_order"),
            models.Index("merged_into", condition=Q(merged_into__isnull=False), name="family_merged_into"),
        ]
        constraints = [
            codes("family", "structure", Structure, blank=True),
            saved_once("family", "Tę rodzinę już zarejestrowano."),
        ]

    def __str__(self):
        return f"{self.name} ({self.number})"


class NamedReader(AuditedModel):
    """A reader named for a restricted family, for example the family of an employee: nobody else finds it."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.CASCADE, related_name="named_readers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="osoba", on_delete=models.CASCADE, related_name="named_to"
    )

    class Meta:
        verbose_name = "osoba wskazana do rodziny"
        verbose_name_plural = "osoby wskazane do rodzin"
        constraints = [
            models.UniqueConstraint(
                fields=["family", "user"],
                name="namedreader_once",
                violation_error_message="Ta osoba jest już wskazana.",
            )
        ]

    def __str__(self):
        return str(self.user)
