"""The progress of the goals of a family's plans, their actions, and the day of the next review."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.locking_views import family_to_write, lock_to_write, page_of
from cases.models import Case, PlanGoal
from cases.plans.goal_forms import GOALS
from cases.plans.services import last_plan
from cases.plans.states import GoalStateFormSet, ReviewForm, is_about, states_now, states_of_gone
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading

MEANWHILE = (
    "Odkąd otwarto ten formularz, w planie przybyło celów albo ubyło, więc niczego nie zapisano. "
    "Sprawdź, co wybrano, i zapisz jeszcze raz."
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def goal_states(request, number):
    """Set the progress of each goal of the current plans, what of it is done, and when to look at the plan again."""
    family = family_to_write(request.user, number)
    sent, gone = request.POST if request.method == "POST" else None, []
    with transaction.atomic():
        if sent:
            lock_to_write(family)
        open_cases = Case.objects.filter(family=family, closed_on=None).order_by("opened_on", "pk")
        plans = [*filter(None, (last_plan(case) for case in open_cases))]
        goals = PlanGoal.objects.filter(plan__in=[plan.pk for plan in plans]).order_by("due_on", "pk")
        goals = goals.prefetch_related("actions")
        is_current = not sent or is_about(goals, sent)
        if not is_current:
            messages.error(request, MEANWHILE)
            gone, sent = states_of_gone(family, goals, sent), states_now(goals, sent)
        forms = GoalStateFormSet(sent, queryset=goals, prefix=GOALS)
        reviews = [ReviewForm(_review(sent, plan), instance=plan, prefix=f"plan-{plan.pk}") for plan in plans]
        sound = [forms.is_valid(), *(each.is_valid() for each in reviews if each.is_bound)]
        if all(sound) and is_current:
            forms.save()
            changed = [each for each in reviews if each.is_bound and "review_on" in each.changed_data]
            for each in changed:
                each.save()
            is_changed = forms.has_changed() or changed
            messages.success(request, "Zapisano stan celów." if is_changed else "Nic się nie zmieniło.")
            return redirect(page_of(family, "plan"))
    record_reading(request, ReadingKind.FAMILY, family=family, what="stan celów planu")
    context = {"family": family, "forms": forms, "reviews": reviews if goals else [], "gone": gone}
    return render(request, "cases/plans/goal_states.html", context)


def _review(sent, plan):
    """Return what was sent about the plan, or None: a form that was opened before it was agreed says nothing of it."""
    return sent if sent and f"plan-{plan.pk}-review_on" in sent else None
