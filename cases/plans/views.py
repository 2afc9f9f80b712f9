"""Work plans: a new one or a revision, its correction, and the progress of the goals."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import entered_today
from cases.locking_views import family_to_write, lock_to_write, page_of
from cases.models import Case, Plan, PlanGoal
from cases.plans.forms import (
    GOAL_FIELDS,
    GOALS,
    GoalStateFormSet,
    PlanCorrection,
    PlanForm,
    goal_correction_formset,
    goal_formset,
    is_about,
    states_now,
    states_of_gone,
    typed_goals,
)
from cases.plans.services import NOT_TODAY, agree_plan, last_plan
from cases.plans.services import correct_plan as correct_agreed
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors

ANOTHER = "dodaj-cel"
TEXTS = set(GOAL_FIELDS) - {"status"}  # the typed fields of a goal
MEANWHILE = (
    "Odkąd otwarto ten formularz, w planie przybyło celów albo ubyło, więc niczego nie zapisano. "
    "Tak wygląda plan teraz."
)

STATES_MEANWHILE = (
    "Odkąd otwarto ten formularz, w planie przybyło celów albo ubyło, więc niczego nie zapisano. "
    "Sprawdź, co wybrano, i zapisz jeszcze raz."
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def new_plan(request, number):
    """Add a plan to an open case; `objecie` in the address selects one of two.

    The form starts with the open goals of the last plan.
    """
    family = family_to_write(request.user, number)
    case = _open_case(family, request.GET.get("objecie", ""))
    before = last_plan(case)
    if request.method != "POST":
        still_open = before.goals.open() if before else []
        copied = [{name: getattr(goal, name) for name in GOAL_FIELDS} for goal in still_open]
        form, goals = PlanForm(case=case), goal_formset(goals=copied, rows=0 if copied else 2)
    elif ANOTHER in request.POST:
        typed = {name: request.POST.get(name, "") for name in PlanForm.Meta.fields}
        form, goals = PlanForm(case=case, initial=typed), goal_formset(goals=typed_goals(request.POST))
    else:
        form, goals = PlanForm(request.POST, case=case), goal_formset(request.POST)
        if _is_sound(form, goals) and _save(form, goals):
            messages.success(request, "Plan pracy zapisany.")
            return redirect(page_of(family, "plan"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="nowy plan pracy")
    context = {"family": family, "case": case, "before": before, "form": form, "goals": goals}
    return render(request, "cases/plans/plan_form.html", context)


def _open_case(family, asked):
    """Return the open case with that number or kind, or the one opened last."""
    cases = list(Case.objects.filter(family=family, closed_on=None).order_by("-opened_on", "-pk"))
    if not cases:
        raise PermissionDenied("Ta rodzina nie ma dziś wsparcia asystenta. Plan układa się, gdy je ma.")
    return next((case for case in cases if asked in (case.number, case.kind)), cases[0])


def _is_sound(form, goals):
    sound = [form.is_valid(), goals.is_valid()]
    return all(sound) and goals.not_before(form.cleaned_data["agreed_on"])


def _save(form, goals):
    try:
        agree_plan(plan=form.instance, goals=[goal.instance for goal in goals.goals])
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def correct_plan(request, number, key):
    """Correct a plan on the day on which the user entered it; a form opened before the last change is not saved."""
    family = family_to_write(request.user, number)
    sent, typed = request.POST if request.method == "POST" else None, []
    with transaction.atomic():
        if sent:
            lock_to_write(family)
        plan = get_object_or_404(Plan.objects.filter(case__family=family).select_related("case__family"), pk=key)
        if not entered_today(plan, request.user):
            raise PermissionDenied(NOT_TODAY)
        agreed_on = plan.agreed_on  # before validation changes the record in memory
        if sent and not is_about(plan.goals, sent):
            messages.error(request, MEANWHILE)
            typed = [(name, text) for name, text in sent.items() if name.rpartition("-")[2] in TEXTS]
            sent = None
        form, goals = PlanCorrection(sent, instance=plan, case=plan.case), goal_correction_formset(plan, sent)
        if sent and _is_sound(form, goals) and _correct(form, goals, request.user):
            messages.success(request, "Plan pracy poprawiony.")
            return redirect(page_of(family, "plan"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="poprawianie planu pracy")
    context = {
        "family": family,
        "case": plan.case,
        "agreed_on": agreed_on,
        "form": form,
        "goals": goals,
        "typed": typed,
    }
    return render(request, "cases/plans/plan_correction.html", context)


def _correct(form, goals, user):
    changed = [goal.instance for goal in goals.goals if goal.has_changed()]
    try:
        correct_agreed(plan=form.instance, goals=changed, dropped=goals.dropped, user=user)
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def goal_states(request, number):
    """Set the progress of each goal of the current plans."""
    family = family_to_write(request.user, number)
    sent, gone = request.POST if request.method == "POST" else None, []
    with transaction.atomic():
        if sent:
            lock_to_write(family)
        plans = filter(None, (last_plan(case) for case in Case.objects.filter(family=family, closed_on=None)))
        goals = PlanGoal.objects.filter(plan__in=[plan.pk for plan in plans]).order_by("due_on", "pk")
        is_current = not sent or is_about(goals, sent)
        if not is_current:
            messages.error(request, STATES_MEANWHILE)
            gone, sent = states_of_gone(family, goals, sent), states_now(goals, sent)
        forms = GoalStateFormSet(sent, queryset=goals, prefix=GOALS)
        if forms.is_valid() and is_current:
            forms.save()
            messages.success(request, "Zapisano stan celów." if forms.has_changed() else "Nic się nie zmieniło.")
            return redirect(page_of(family, "plan"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="stan celów planu")
    return render(request, "cases/plans/goal_states.html", {"family": family, "forms": forms, "gone": gone})
