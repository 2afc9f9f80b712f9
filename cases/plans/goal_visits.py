"""The visits that moved a goal: those that name it, also as a goal with the same words of another plan of the case."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from cases.models import PlanGoal
from cases.models_above import VisitGoal


@dataclass(frozen=True)
class GoalVisits:
    """How many visits moved a goal, and the day of the last one."""

    count: int
    last_on: date


def visits_by_goal(goals, visits):
    """Return {key of a goal: GoalVisits} for those of the `goals` (PlanGoals, with their plans) that visits name.

    `visits`: the queryset of the visits that the reader may see. One query.
    """
    named = VisitGoal.objects.filter(visit__in=visits).order_by().values("goal")
    found = {
        each["goal"]: (each["count"], each["last"])
        for each in named.annotate(count=Count("visit", distinct=True), last=Max("visit__visited_on"))
    }
    alike = defaultdict(list)
    for goal in goals:
        alike[goal.plan.case_id, goal.goal].append(goal.pk)
    sums = {}
    for keys in alike.values():
        if moved := [found[key] for key in keys if key in found]:
            total = GoalVisits(sum(count for count, _last in moved), max(last for _count, last in moved))
            sums |= dict.fromkeys(keys, total)
    return sums


def visits_of(goal, visits):
    """Return those of the `visits` that moved the goal, newest first, with their authors."""
    same = PlanGoal.objects.filter(plan__case=goal.plan.case_id, goal=goal.goal)
    named = VisitGoal.objects.filter(goal__in=same).values("visit")
    return visits.filter(pk__in=named).select_related("assistant", "substitute").order_by("-visited_on", "-pk")
