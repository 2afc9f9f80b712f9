"""Days on which an assistant does not work."""

from django.db import models

from assistants.choices import AbsenceKind
from assistants.models.assistant import Assistant
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order


class Absence(AuditedModel):
    """An assistant is absent from `starts_on` to `ends_on`, both days included. No reason is kept beside the kind, and
    the log of changes, which outlives the absence, does not know the kind either.

    Two absences of one assistant share no day; the database keeps it (migration `0008_absences_apart`).
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
        return f"nieobecność: {self.assistant}"
