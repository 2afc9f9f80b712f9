"""Plans of work are agreed here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.models import Case, Plan
from cases.services import lock_family


@transaction.atomic
def agree_plan(*, plan, goals):
    """Saves a new plan of an open case and its goals (PlanGoals without a plan). The plan before it stays as it is.

    A plan of the same case and day with the same goals is that plan: a form sent twice is saved once. Returns the plan.
    Raises ValidationError when the case has been closed meanwhile.
    """
    lock_family(plan.case.family)
    if Case.objects.get(pk=plan.case_id).closed_on:
        raise ValidationError(_("Wsparcie tej rodziny zakończono, więc nie można ułożyć planu."))
    said = _said(goals)
    for other in Plan.objects.filter(case=plan.case, agreed_on=plan.agreed_on):
        if _said(other.goals.all()) == said:
            return other
    plan.save()
    for goal in goals:
        goal.plan = plan
        goal.save()
    return plan


def last_plan(case):
    """The plan of the case that was agreed last, or None."""
    return case.plans.order_by("-agreed_on", "-pk").first()


def _said(goals):
    return sorted((goal.goal, goal.action, goal.responsible, str(goal.due_on), goal.expected_effect) for goal in goals)
