"""The centre's own library of goals: what plans begin with."""

from django.db import models

from familycare.audit.registry import AuditedModel
from familycare.centre.models import LifeArea, Problem
from familycare.lib.numbers import NumberField


class LibraryGoalQuerySet(models.QuerySet):
    """Goals of the library."""

    def offered(self):
        """Return the goals that a new plan may take."""
        return self.filter(retired_on=None)


class LibraryGoal(AuditedModel):
    """A goal with its usual actions, which a plan takes as it is and then makes the family's own.

    `actions`: one in a line. `retired_on`: since when it is no longer offered; None: it is.
    """

    number = NumberField(prefix="B")
    area = models.ForeignKey(LifeArea, verbose_name="obszar życia", on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(
        Problem, verbose_name="problem", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    goal = models.CharField("cel", max_length=500)
    actions = models.TextField("zwykłe działania", max_length=3000, blank=True)
    expected_effect = models.CharField("przewidywany efekt", max_length=500, blank=True)
    success_measure = models.CharField("miara sukcesu", max_length=500, blank=True)
    retired_on = models.DateField("wycofany", null=True, blank=True)

    objects = LibraryGoalQuerySet.as_manager()

    class Meta:
        verbose_name = "cel z biblioteki"
        verbose_name_plural = "biblioteka celów"
        ordering = ["area__position", "goal", "number"]

    def __str__(self):
        return self.goal

    @property
    def actions_in_order(self):
        """Its actions as a list of texts."""
        return [line.strip() for line in self.actions.splitlines() if line.strip()]
