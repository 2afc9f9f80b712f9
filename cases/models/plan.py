"""The work plan and its goals (UWRiSPZ art. 15 ust. 3), and the periodic assessments."""

from django.db import models

from cases.choices import FINISHED_GOALS, GoalStatus, Recommendation, SituationChange
from cases.models.case import Case
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField


class Plan(AuditedModel):
    """A plan agreed with the family. A revision is a new plan; earlier plans stay. `valid_until` is its last day."""

    number = NumberField(prefix="L")
    case = models.ForeignKey(Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="plans")
    agreed_on = models.DateField("uzgodniony dnia")
    valid_until = models.DateField("obowiązuje do", null=True, blank=True)
    with_care_coordinator = models.BooleanField("uzgodniony z koordynatorem pieczy zastępczej", default=False)

    class Meta:
        verbose_name = "plan pracy z rodziną"
        verbose_name_plural = "plany pracy z rodziną"
        ordering = ["agreed_on", "number"]
        constraints = [in_order("plan", "agreed_on", "valid_until")]

    def __str__(self):
        return self.number


class PlanGoalQuerySet(models.QuerySet):
    """Goals of plans, by progress."""

    def open(self):
        """Return the unfinished goals, the earliest deadline first."""
        return self.exclude(status__in=FINISHED_GOALS).order_by("due_on", "pk")


class PlanGoal(AuditedModel):
    """A goal: the action, who is responsible, the deadline and the expected effect."""

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.PROTECT, related_name="goals")
    goal = models.CharField("cel", max_length=500)
    action = models.CharField("działanie", max_length=500, blank=True)
    responsible = models.CharField("kto odpowiada", max_length=200, blank=True)
    due_on = models.DateField("termin", null=True, blank=True)
    expected_effect = models.CharField("przewidywany efekt", max_length=500, blank=True)
    status = models.CharField("stan realizacji", max_length=20, choices=GoalStatus, blank=True)

    objects = PlanGoalQuerySet.as_manager()

    class Meta:
        verbose_name = "cel planu"
        verbose_name_plural = "cele planów"
        constraints = [codes("plangoal", "status", GoalStatus, blank=True)]

    def __str__(self):
        return self.goal

    @property
    def is_finished(self):
        """Whether the work on the goal has ended, with any result."""
        return self.status in FINISHED_GOALS


class Assessment(AuditedModel):
    """The periodic assessment of the family's situation (UWRiSPZ art. 15 ust. 1 pkt 15), both days included."""

    case = models.ForeignKey(
        Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="assessments"
    )
    period_start = models.DateField("oceniany okres od", null=True, blank=True)
    period_end = models.DateField("oceniany okres do", null=True, blank=True)
    held_on = models.DateField("data oceny")
    progress = models.CharField("zmiana", max_length=20, choices=SituationChange, blank=True)
    recommendation = models.CharField("wniosek", max_length=20, choices=Recommendation, blank=True)

    class Meta:
        verbose_name = "okresowa ocena"
        verbose_name_plural = "okresowe oceny"
        indexes = [models.Index(fields=["case", "held_on"], name="assessment_case_held")]
        constraints = [
            codes("assessment", "progress", SituationChange, blank=True),
            codes("assessment", "recommendation", Recommendation, blank=True),
            in_order("assessment", "period_start", "period_end"),
        ]

    def __str__(self):
        return f"{self.held_on:%d.%m.%Y}"
