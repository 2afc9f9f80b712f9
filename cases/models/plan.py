"""The work plan, its goals and who signed it (UWRiSPZ art. 15 ust. 3)."""

from django.db import models

from cases.choices import FINISHED_GOALS, GoalStatus
from cases.models.case import Case
from cases.models.person import Person
from familycare.audit.registry import AuditedModel
from familycare.centre.models import LifeArea, Problem
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField


class Plan(AuditedModel):
    """A plan agreed with the family. A revision is a new plan; earlier plans stay. `valid_until` is its last day.

    The assistant makes it with the family and after a consultation with the social worker (`consulted_…`); for a child
    in foster care it is coordinated with the plan of the care coordinator (art. 15 ust. 3). `review_on`: the day on
    which the family and the assistant look at the goals again.
    """

    number = NumberField(prefix="L")
    case = models.ForeignKey(Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="plans")
    agreed_on = models.DateField("uzgodniony dnia")
    valid_until = models.DateField("obowiązuje do", null=True, blank=True)
    review_on = models.DateField("następny przegląd", null=True, blank=True)
    consulted_on = models.DateField("konsultacja z pracownikiem socjalnym dnia", null=True, blank=True)
    consulted_with = models.CharField("z kim konsultowano", max_length=200, blank=True, default="", db_default="")
    with_care_coordinator = models.BooleanField("uzgodniony z koordynatorem pieczy zastępczej", default=False)
    coordinated_on = models.DateField("uzgodniono z koordynatorem dnia", null=True, blank=True)
    coordinated_with = models.CharField("z kim uzgodniono i co", max_length=500, blank=True, default="", db_default="")

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
    """A goal: what is to change, the deadline, the expected effect and how it is measured.

    `action`, `responsible`, `action_due_on` and `action_done` are its first action, as every plan has had since the
    first registers; further ones are GoalActions. `actions_in_order` gives them all.
    """

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.PROTECT, related_name="goals")
    area = models.ForeignKey(
        LifeArea, verbose_name="obszar życia", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    problem = models.ForeignKey(
        Problem, verbose_name="problem", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    goal = models.CharField("cel", max_length=500)
    action = models.CharField("działanie", max_length=500, blank=True)
    responsible = models.CharField("kto odpowiada", max_length=200, blank=True)
    action_due_on = models.DateField("termin działania", null=True, blank=True)
    action_done = models.BooleanField("działanie wykonane", default=False, db_default=False)
    due_on = models.DateField("termin", null=True, blank=True)
    expected_effect = models.CharField("przewidywany efekt", max_length=500, blank=True)
    success_measure = models.CharField("miara sukcesu", max_length=500, blank=True, default="", db_default="")
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

    @property
    def first_action(self):
        """The first action as an unsaved GoalAction, or None if the goal names none."""
        if not self.action:
            return None
        return GoalAction(
            goal=self,
            action=self.action,
            responsible=self.responsible,
            due_on=self.action_due_on,
            is_done=self.action_done,
        )

    def actions_in_order(self, further=None):
        """Return all its actions as a list, the first one in front. `further`: its GoalActions, if read already."""
        further = self.actions.order_by("pk") if further is None else further
        return [each for each in (self.first_action, *further) if each]


class GoalAction(AuditedModel):
    """One more thing that is done for a goal: by whom, until when, and whether it is done."""

    goal = models.ForeignKey(PlanGoal, verbose_name="cel", on_delete=models.PROTECT, related_name="actions")
    action = models.CharField("działanie", max_length=500)
    responsible = models.CharField("kto to zrobi", max_length=200, blank=True)
    due_on = models.DateField("termin", null=True, blank=True)
    is_done = models.BooleanField("wykonane", default=False)

    class Meta:
        verbose_name = "działanie celu"
        verbose_name_plural = "działania celów"

    def __str__(self):
        return self.action


class PlanSignature(AuditedModel):
    """Somebody of the family signed a plan on a day, or refused to, and why. Who: a `person`, or else a `name`."""

    plan = models.ForeignKey(Plan, verbose_name="plan", on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(
        Person, verbose_name="osoba", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("kto", max_length=200, blank=True)
    given_on = models.DateField("dnia")
    is_refused = models.BooleanField("odmowa podpisu", default=False)
    reason = models.CharField("powód odmowy", max_length=500, blank=True)

    class Meta:
        verbose_name = "podpis planu"
        verbose_name_plural = "podpisy planów"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(name=""),
                name="plansignature_of_somebody",
                violation_error_message="Wskaż osobę albo wpisz, kto podpisał.",
            )
        ]

    def __str__(self):
        return f"{self.who}, {self.given_on:%d.%m.%Y}"

    @property
    def who(self):
        """The name of the person, or the name that was typed."""
        return str(self.person) if self.person_id else self.name
