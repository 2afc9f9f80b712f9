"""The library of goals, kept by whoever keeps the dictionaries."""

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.goal_library.forms import LibraryGoalForm
from cases.goal_library.services import add_starting_set, save_goal, set_retired
from cases.models import LibraryGoal
from familycare.accounts.rights import Right, needs
from familycare.audit.services import lock_changes
from familycare.lib.forms import add_service_errors
from familycare.lib.polish import counted


@require_safe
@needs(Right.KEEP_DICTIONARIES)
def goal_library(request):
    """List the goals by area."""
    goals = LibraryGoal.objects.select_related("area", "problem").order_by("area__position", "area", "goal", "number")
    offered = [goal for goal in goals if goal.retired_on is None]
    areas = [(area, list(theirs)) for area, theirs in groupby(offered, key=lambda goal: goal.area)]
    context = {"areas": areas, "retired": [goal for goal in goals if goal.retired_on], "is_empty": not goals}
    return render(request, "cases/goal_library/library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DICTIONARIES)
def new_library_goal(request):
    """Add a goal."""
    return _edited(request, LibraryGoal(), "Dodano cel do biblioteki.")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.KEEP_DICTIONARIES)
def edit_library_goal(request, goal):
    """Change a goal; a form opened before the last change is not saved. Plans that took it keep their words."""
    with transaction.atomic():
        if request.method == "POST":
            lock_changes()
        found = get_object_or_404(LibraryGoal, number=goal)
        return _edited(request, found, "Zapisano.")


def _edited(request, goal, done):
    form = LibraryGoalForm(request.POST if request.method == "POST" else None, instance=goal)
    if form.is_valid():
        try:
            save_goal(goal=form.instance)
        except ValidationError as error:
            add_service_errors(form, error)
        else:
            messages.success(request, done)
            return redirect("goal_library")
    return render(request, "cases/goal_library/goal_form.html", {"form": form, "goal": goal})


@require_POST
@needs(Right.KEEP_DICTIONARIES)
def retire_library_goal(request, goal):
    """Offer a goal no longer, or with `przywroc` again."""
    retired = "przywroc" not in request.POST
    set_retired(goal=get_object_or_404(LibraryGoal, number=goal), retired=retired)
    messages.success(request, "Wycofano cel z biblioteki." if retired else "Cel jest znów w bibliotece.")
    return redirect("goal_library")


@require_POST
@needs(Right.KEEP_DICTIONARIES)
def starting_set(request):
    """Add the goals with which a centre may begin."""
    added = add_starting_set()
    said = f"Dodano {counted(added, 'cel', 'cele', 'celów')}." if added else "Biblioteka ma już wszystkie te cele."
    messages.success(request, said)
    return redirect("goal_library")
