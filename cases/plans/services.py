"""Changes of work plans: agree and correct."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from cases.access import entered_today
from cases.locking import lock_family
from cases.models import Case, Plan

NOT_TODAY = "Plan poprawia osoba, która go wpisała, i tylko tego samego dnia. Potem układa się nowy plan."


@transaction.atomic
def agree_plan(*, plan, goals):
    """Save a new plan of an open case with its goals (PlanGoals without a plan) and return it. The previous plan stays.

    A form sent twice is saved once: a plan of the same case and day with the same goals is returned unchanged. Raise
    ValidationError if the case has been closed meanwhile.
    """
    _check_open(plan)
    said = _said(goals)
    for other in Plan.objects.filter(case=plan.case, agreed_on=plan.agreed_on):
        if _said(other.goals.all()) == said:
            return other
    plan.save()
    for goal in goals:
        goal.plan = plan
        goal.save()
    return plan


@transaction.atomic
def correct_plan(*, plan, goals, dropped, user):
    """Save the correction of a plan of an open case: the plan, its changed or new `goals`, and delete those `dropped`.

    Allowed only to the user who entered the plan, on the same day; the log keeps the earlier text. Raise
    PermissionDenied otherwise, and ValidationError if the case has been closed meanwhile or the diary refers to a
    dropped goal.
    """
    _check_open(plan)
    if not entered_today(plan, user):
        raise PermissionDenied(NOT_TODAY)
    plan.save()
    for goal in goals:
        goal.plan = plan
        goal.save()
    for goal in dropped:
        try:
            goal.delete()
        except ProtectedError:
            message = f"Celu „{goal}” dotyczy wpis w dzienniku, więc nie można go usunąć. Popraw jego treść albo stan."
            raise ValidationError(message) from None


def _check_open(plan):
    lock_family(plan.case.family)
    if Case.objects.get(pk=plan.case_id).closed_on:
        raise ValidationError("Wsparcie tej rodziny zakończono, więc planu nie można już zmienić.")


def last_plan(case):
    """Return the plan of the case that was agreed last, or None."""
    return case.plans.order_by("-agreed_on", "-pk").first()


def _said(goals):
    return sorted((goal.goal, goal.action, goal.responsible, str(goal.due_on), goal.expected_effect) for goal in goals)
