"""Changes of the library of goals."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.goal_library.starting_set import STARTING_SET
from cases.models import LibraryGoal
from familycare.audit.services import lock_changes
from familycare.centre.models import LifeArea, Problem


@transaction.atomic
def save_goal(*, goal):
    """Save a new or changed LibraryGoal and return it. A new one with the same words as another is refused."""
    lock_changes()
    if LibraryGoal.objects.filter(goal=goal.goal, area=goal.area).exclude(pk=goal.pk).exists():
        raise ValidationError({"goal": "Taki cel jest już w bibliotece w tym obszarze."})
    goal.save()
    return goal


@transaction.atomic
def set_retired(*, goal, retired):
    """Offer the goal no longer, or again. Plans that took it keep their words."""
    lock_changes()
    goal.retired_on = timezone.localdate() if retired else None
    goal.save()


@transaction.atomic
def add_starting_set():
    """Add the goals of the starting set that the library lacks, in areas that are offered; return how many."""
    lock_changes()
    areas = {area.pk: area for area in LifeArea.objects.offered()}
    problems = {problem.pk: problem for problem in Problem.objects.offered()}
    there = set(LibraryGoal.objects.values_list("goal", flat=True))
    added = 0
    for area, problem, goal, actions, effect, measure in STARTING_SET:
        if area in areas and goal not in there:
            LibraryGoal.objects.create(
                area=areas[area],
                problem=problems.get(problem),
                goal=goal,
                actions="\n".join(actions),
                expected_effect=effect,
                success_measure=measure,
            )
            added += 1
    return added
