"""Merges of families that were registered twice."""

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
    """Merges, by day."""

    def in_force(self):
        """Return the merges that have not been undone, the latest first."""
        return self.filter(undone_at=None).order_by("-merged_at", "-pk")

    def after(self, day):
        """Return the merges in force that were made after the end of the day."""
        return self.in_force().filter(merged_at__gte=midnight(day + timedelta(days=1)))


class FamilyMerge(AuditedModel):
    """The merge of the family `absorbed` into `family`, which has had its records since.

    It keeps what is needed to undo it. `moves` of records and changes of `values` are lists of [model, key, field,
    before, after] in the order in which they were made. `removed` are the duplicates of records of the kept family,
    in the format of Django's serializers. Everything else still belongs to the absorbed family and its persons.
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
        """Return the keys of the moved records of the model."""
        return [key for label, key, *_rest in self.moves if label == model._meta.label_lower]

    @property
    def merged_on(self):
        """The local date of the merge."""
        return timezone.localdate(self.merged_at)


def restore_value(record, name, before, after):
    """Set the field of the record back to `before` if it still has the value `after`, without saving. Return whether it
    had.

    Both values are in JSON format.
    """
    field = record._meta.get_field(name)
    to_python = (field.target_field if field.is_relation else field).to_python
    if getattr(record, field.attname) != to_python(after):
        return False
    setattr(record, field.attname, to_python(before))
    return True
