"""The list of the visits that moved a goal of a plan."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import Part
from cases.family_page.file import FamilyFile
from cases.models import Family
from cases.plans.goal_visits import visits_of
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading


@require_safe
@needs(Right.READ_FAMILIES, otherwise=Http404)
def goal_visits(request, number, key):
    """List the visits that moved the goal, newest first, for those who may read the diary and the plans."""
    family = Family.objects.get_readable_or_404(request.user, number)
    file = FamilyFile.of_reader(request.user, family)
    goals = [each.goal for part in file.cases for plan in part.plans for each in plan.goals]
    goal = next((each for each in goals if each.pk == key), None)
    if goal is None or Part.DIARY not in file.parts:
        raise Http404
    record_reading(request, ReadingKind.FAMILY, family=family, what="wizyty dotyczące celu")
    context = {"family": family, "goal": goal, "visits": visits_of(goal, file.visits)}
    return render(request, "cases/plans/goal_visits.html", context)
