"""Assignments of cases to assistants, substitutions, and the assistant's numbered places."""

from django.db import models
from django.db.models import Q

from assistants.models.assistant import MOST_FAMILIES, Assistant
from cases.models import Case, Family
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import in_order


class AssignmentQuerySet(SpanQuerySet):
    """Query set of assignments."""

    def of_assistant_in(self, assistant, starts_on, ends_on):
        """Return the assistant's assignments that share a day with `starts_on`..`ends_on` (both included; None:
        open-ended)."""
        sharing = Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)
        if ends_on:
            sharing &= Q(starts_on__lte=ends_on)
        return self.filter(sharing, assistant=assistant)


class Assignment(AuditedModel):
    """The time in which an assistant has a case (przydzielenie). `ends_on` is the last day; None: open-ended.

    `place` is one of the assistant's numbered places. On any day a place holds one family; a family with two cases uses
    one place. The database enforces this and the assistant's `max_families` (migration `0002_places`), so nobody can
    have more than 15 families (UWRiSPZ art. 15 ust. 4), even if two managers assign at the same moment.

    Assignments of one case do not overlap (migration `0009_assignments_apart`).
    """

    case = models.ForeignKey(
        Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="assignments"
    )
    family = models.ForeignKey(
        Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="assignments", editable=False
    )
    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="assignments"
    )
    place = models.PositiveSmallIntegerField("miejsce", editable=False)
    starts_on = models.DateField("od")
    ends_on = models.DateField("do", null=True, blank=True, help_text="ostatni dzień")

    objects = AssignmentQuerySet.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "przydzielenie"
        verbose_name_plural = "przydzielenia"
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["assistant", "place", "starts_on"], name="assignment_place")]
        constraints = [
            in_order("assignment", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_FAMILIES), name="assignment_place_up_to_15"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ends_on__isnull=True),
                name="assignment_one_open_per_case",
                violation_error_message="Ta rodzina ma już asystenta w tej sprawie.",
            ),
        ]

    def __str__(self):
        return f"{self.assistant}: {self.family}"


class Substitution(AuditedModel):
    """A colleague replaces the assistant of an assignment. `ends_on` is the last day.

    `over_limit_reason`: why, although the substitute then works with more families than their limit.
    """

    assignment = models.ForeignKey(
        Assignment, verbose_name="przydzielenie", on_delete=models.PROTECT, related_name="substitutions"
    )
    substitute = models.ForeignKey(
        Assistant, verbose_name="zastępca", on_delete=models.PROTECT, related_name="substitutions"
    )
    starts_on = models.DateField("od")
    ends_on = models.DateField("do", help_text="ostatni dzień")
    over_limit_reason = models.CharField(
        "powód przekroczenia limitu rodzin", max_length=300, blank=True, default="", db_default=""
    )

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "zastępstwo"
        verbose_name_plural = "zastępstwa"
        ordering = ["starts_on", "pk"]
        constraints = [in_order("substitution", "starts_on", "ends_on")]

    def __str__(self):
        return f"{self.substitute}: {self.assignment.family}"
