"""Absences of assistants."""

from django.db import models

from assistants.choices import AbsenceKind
from assistants.models.assistant import Assistant
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order


class Absence(AuditedModel):
    """An assistant is absent from `starts_on` to `ends_on`, both included.

    No reason is stored apart from the kind. The audit log, which outlives the absence, does not record the kind.
    Absences of one assistant do not overlap; the database enforces this (migration `0008_absences_apart`).
    """

    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="absences", db_index=False
    )
    kind = models.CharField("rodzaj", max_length=20, choices=AbsenceKind)
    starts_on = models.DateField("od")
    ends_on = models.DateField("do", help_text="ostatni dzień")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "nieobecność"
        verbose_name_plural = "nieobecności"
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["assistant", "ends_on"], name="absence_assistant_last_day")]
        constraints = [codes("absence", "kind", AbsenceKind), in_order("absence", "starts_on", "ends_on")]

    def __str__(self):
        return str(self.assistant)
