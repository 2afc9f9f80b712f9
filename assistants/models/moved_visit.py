"""Diary entries that were moved out of a family."""

from django.conf import settings
from django.db import models

from cases.models import Family
from familycare.audit.registry import AuditedModel


class MovedVisit(AuditedModel):
    """The trace that an entry leaves in the `family` in which it was written by mistake.

    It does not say which family it is about, because readers of one file may not know the other.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="moved_visits")
    visited_on = models.DateField("dzień")
    moved_on = models.DateField("przeniesiona dnia")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto przeniósł",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.CharField("powód", max_length=200, blank=True, db_default="", default="")

    class Meta:
        verbose_name = "wizyta przeniesiona do innej rodziny"
        verbose_name_plural = "wizyty przeniesione do innych rodzin"
        ordering = ["moved_on", "pk"]

    def __str__(self):
        return f"{self.visited_on:%d.%m.%Y}"
