"""Families that turned out to be one."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models.family import Family
from familycare.audit.registry import AuditedModel
from familycare.lib.dates import midnight


class FamilyMergeQuerySet(models.QuerySet):
    """Merges."""

    def in_force(self):
        """Those that nobody has undone, the latest first."""
        return self.filter(undone_at=None).order_by("-merged_at", "-pk")

    def after(self, day):
        """Those of them that were made after the end of the day."""
        return self.in_force().filter(merged_at__gte=midnight(day + timedelta(days=1)))


class FamilyMerge(AuditedModel):
    """`absorbed` was found to be the same family as `family`, which has its records since.

    The merge is undone by what it keeps: `moves` of records and changes of `values`, each [model, key, field, before,
    after], in the order in which they were made, and `removed`, the records that said the same as one of the kept
    family, as Django's serializers write them. What was not taken over still stands in the absorbed family and its
    persons.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(
        Family, verbose_name="rodzina włączona", on_delete=models.PROTECT, related_name="merges_into_others"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="kto scalił", on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField("scalono", auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto cofnął",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField("cofnięto", null=True, blank=True)
    moves = models.JSONField("przeniesione zapisy", default=list, encoder=DjangoJSONEncoder)
    values = models.JSONField("zmienione wartości", default=list, encoder=DjangoJSONEncoder)
    removed = models.JSONField("zapisy, które się powtarzały", default=list, encoder=DjangoJSONEncoder)

    objects = FamilyMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "scalenie rodzin"
        verbose_name_plural = "scalenia rodzin"
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="familymerge_once",
                violation_error_message="Tę rodzinę już scalono z inną.",
            ),
            models.CheckConstraint(
                condition=~Q(absorbed=models.F("family")),
                name="familymerge_of_two",
                violation_error_message="Rodziny nie scala się z nią samą.",
            ),
        ]

    def __str__(self):
        return f"{self.absorbed.number} → {self.family.number}"

    def moved(self, model):
        """The keys of the records of the model that went over."""
        return [key for label, key, *_rest in self.moves if label == model._meta.label_lower]

    @property
    def merged_on(self):
        return timezone.localdate(self.merged_at)


def as_before(record, name, before, after):
    """Gives the field of the record, without saving it, the value `before`, where it still has the one that came
    `after`, both as JSON holds them. Returns whether it had."""
    field = record._meta.get_field(name)
    to_python = (field.target_field if field.is_relation else field).to_python
    if getattr(record, field.attname) != to_python(after):
        return False
    setattr(record, field.attname, to_python(before))
    return True
