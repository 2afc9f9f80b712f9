"""Changes of work plans: agree, correct, sign."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from cases.access import entered_today
from cases.drafted.cases import ANY
from cases.locking import lock_family
from cases.models import Case, Plan, PlanGoal

# What a plan and a goal say, to recognise a form that was sent twice.
PLAN_SAYS = [each.attname for each in Plan._meta.concrete_fields if each.name not in ("id", "number", "case")]
GOAL_SAYS = [each.attname for each in PlanGoal._meta.concrete_fields if each.name not in ("id", "plan")]
NOT_TODAY = "Plan poprawia osoba, która go wpisała, i tylko tego samego dnia. Potem układa się nowy plan."
NEWER = (
    "Odkąd otwarto ten formularz, ktoś zapisał już nowy plan tej rodziny, więc Twojego jeszcze nie zapisano. "
    "Porównaj go z tamtym, zanim zapiszesz jeszcze raz."
)


@transaction.atomic
def agree_plan(*, plan, goals, last=ANY):
    """Save a new plan of an open case and return it. The previous plan stays.

    `goals`: pairs of a PlanGoal without a plan and the list of its further GoalActions. `last`: the primary key of the
    plan that was the last one (None: there was none) when the writer began.

    A form sent twice is saved once: a plan of the same case and day with the same goals is returned unchanged. Raise
    ValidationError if the case has been closed meanwhile, or has another last plan.
    """
    _check_open(plan)
    said = sorted(_said(goal, further) for goal, further in goals)
    for other in Plan.objects.filter(case=plan.case, agreed_on=plan.agreed_on):
        theirs = other.goals.prefetch_related("actions")
        same = all(getattr(other, name) == getattr(plan, name) for name in PLAN_SAYS)
        if same and sorted(_said(goal, goal.actions.all()) for goal in theirs) == said:
            return other
    newest = last_plan(plan.case)
    if last is not ANY and (newest and newest.pk) != last:
        raise ValidationError(NEWER, code="newer")
    plan.save()
    _save_goals(plan, goals)
    return plan


@transaction.atomic
def correct_plan(*, plan, goals, dropped, user):
    """Save the correction of a plan of an open case: the plan, its changed or new `goals`, and delete those `dropped`.

    `goals` as in `agree_plan`. Allowed only to the user who entered the plan, on the same day; the log keeps the
    earlier text. Raise PermissionDenied otherwise, and ValidationError if the case has been closed meanwhile or the
    diary refers to a dropped goal.
    """
    _check_open(plan)
    if not entered_today(plan, user):
        raise PermissionDenied(NOT_TODAY)
    plan.save()
    _save_goals(plan, goals)
    for goal in dropped:
        try:
            with transaction.atomic():
                for action in goal.actions.all():
                    action.delete()
                goal.delete()
        except ProtectedError:
            message = f"Celu „{goal}” dotyczy wpis w dzienniku, więc nie można go usunąć. Popraw jego treść albo stan."
            raise ValidationError(message) from None


def _save_goals(plan, goals):
    """Save the goals of the plan with their further actions, which replace those that they had, in their order."""
    for goal, further in goals:
        goal.plan = plan
        goal.save()
        there = list(goal.actions.order_by("pk"))
        for action, saved in zip(further, there, strict=False):
            said = {name: getattr(action, name) for name in ("action", "responsible", "due_on", "is_done")}
            if any(getattr(saved, name) != value for name, value in said.items()):
                for name, value in said.items():
                    setattr(saved, name, value)
                saved.save()
        for action in further[len(there) :]:
            action.goal = goal
            action.save()
        for surplus in there[len(further) :]:
            surplus.delete()


@transaction.atomic
def record_signatures(*, plan, signatures, withdrawn=()):
    """Save who signed the plan or refused to: new and changed PlanSignatures; delete those `withdrawn`.

    Raise ValidationError if the family has been merged or anonymised meanwhile.
    """
    lock_family(plan.case.family)
    for signature in signatures:
        signature.plan = plan
        signature.save()
    for signature in withdrawn:
        signature.delete()


def _check_open(plan):
    lock_family(plan.case.family)
    if Case.objects.get(pk=plan.case_id).closed_on:
        raise ValidationError("Wsparcie tej rodziny zakończono, więc planu nie można już zmienić.")


def last_plan(case):
    """Return the plan of the case that was agreed last, or None."""
    return case.plans.order_by("-agreed_on", "-pk").first()


def _said(goal, further):
    more = [(each.action, each.responsible, str(each.due_on), each.is_done) for each in further]
    return ([str(getattr(goal, name)) for name in GOAL_SAYS], more)
