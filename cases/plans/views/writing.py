"""Write a work plan: a new one or a revision, and its correction on the same day."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cases.access import entered_today
from cases.choices import GoalStatus
from cases.drafted.cases import last_seen, open_case
from cases.drafted.pages import DraftedPage
from cases.locking_views import family_to_write, lock_to_write, page_of
from cases.models import DraftForm, Plan
from cases.plans.forms import PlanCorrection, PlanForm
from cases.plans.goal_choices import GoalChoices
from cases.plans.goal_forms import copied, goal_correction_formset, goal_formset, typed_goals
from cases.plans.services import NOT_TODAY, agree_plan, last_plan
from cases.plans.services import correct_plan as correct_agreed
from cases.plans.states import is_about
from familycare.accounts.rights import Right, needs
from familycare.audit.choices import ReadingKind
from familycare.audit.services import record_reading
from familycare.lib.forms import add_service_errors, initial_from_data

ANOTHER, ACTION = "dodaj-cel", "dodaj-dzialanie"
FROM_LIBRARY, CHOSEN = "z-biblioteki", "biblioteka"  # the button, and the number of the goal
NO_SUPPORT = "Ta rodzina nie ma dziś wsparcia asystenta. Plan układa się, gdy je ma."
STATES = ("status", "DELETE", "id", "version")  # fields of a goal that nobody types
MEANWHILE = (
    "Odkąd otwarto ten formularz, w planie przybyło celów albo ubyło, więc niczego nie zapisano. "
    "Tak wygląda plan teraz."
)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_CASEWORK)
def new_plan(request, number):
    """Add a plan to an open case; `objecie` in the address selects one of two.

    The form starts with the user's draft, or with the open goals of the last plan.
    """
    family = family_to_write(request.user, number)
    case = open_case(family, request.GET.get("objecie", ""), NO_SUPPORT)
    before = last_plan(case)
    page = DraftedPage(request, DraftForm.PLAN, family, {"objecie": case.number})
    choices = GoalChoices.of_family(family)
    about = _about(family, case, choices)
    sent, last = request.POST if request.method == "POST" else page.typed, before and before.pk
    if sent is None:
        still_open = before.goals.open().prefetch_related("actions") if before else []
        goals = [copied(goal) for goal in still_open]
        form, goals = PlanForm(**about), goal_formset(goals=goals, rows=0 if goals else 2, choices=choices)
    elif (
        request.method != "POST"
        or page.is_to_save()
        or any(button in sent for button in (ANOTHER, ACTION, FROM_LIBRARY))
    ):
        last = last_seen(sent, before)
        form = PlanForm(initial=initial_from_data(PlanForm, sent), **about)
        typed = typed_goals(sent)
        if request.method == "POST" and FROM_LIBRARY in sent:
            _put_in(request, typed, choices.library.chosen(sent.get(CHOSEN, "")))
        goals = goal_formset(goals=typed, rows=int(ANOTHER in sent or not typed), choices=choices)
        if page.is_to_save() and page.kept():
            return redirect(page_of(family, "plan"))
    else:
        last = last_seen(sent, before)
        form, goals = PlanForm(sent, **about), goal_formset(sent, choices=choices)
        if _is_sound(form, goals) and _save(form, goals, page, last):
            return page.saved(page_of(family, "plan"), "Plan pracy zapisany.")
        if page.wants_json:
            return page.refused()
        last = before and before.pk  # the writer now sees that there is another plan
    record_reading(request, ReadingKind.FAMILY, family=family, what="nowy plan pracy")
    context = {
        "family": family,
        "case": case,
        "before": before,
        "last": last or "",
        "form": form,
        "goals": goals,
        "page": page,
        "library": choices.library,
    }
    return render(request, "cases/plans/plan_form.html", context)


def _put_in(request, typed, chosen):
    """Put the goal chosen from the library into the first empty row of `typed`, or into a new one."""
    if chosen is None:
        messages.error(request, "Wybierz cel z biblioteki. Jeśli był na liście, właśnie go wycofano.")
        return
    empty = next((row for row in typed if not any(row[name] for name in row if name not in ("status", "DELETE"))), None)
    if empty is None:
        typed.append({"status": GoalStatus.PLANNED, **chosen})
    else:
        empty.update(chosen, DELETE="")
    messages.success(request, "Wstawiono cel z biblioteki. Dopisz termin i zmień, co trzeba.")


def _about(family, case, choices):
    """Return the arguments of PlanForm about the family: its case, its social worker, a child in foster care."""
    return {"case": case, "worker": str(family.social_worker or ""), "in_care": choices.in_care}


def _is_sound(form, goals):
    sound = [form.is_valid(), goals.is_valid()]
    return all(sound) and goals.not_before(form.cleaned_data["agreed_on"])


def _pairs(forms):
    return [(form.instance, form.further_actions()) for form in forms]


def _save(form, goals, page, last):
    try:
        with transaction.atomic():
            agree_plan(plan=form.instance, goals=_pairs(goals.goals), last=last)
            page.forget()
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
        choices = GoalChoices.of_family(family)
        about = _about(family, plan.case, choices)
        if sent and not is_about(plan.goals, sent):
            messages.error(request, MEANWHILE)
            typed = [
                (name, text)
                for name, text in sent.items()
                if name.startswith("cele-") and text and not name.endswith(STATES) and not name.endswith("_FORMS")
            ]
            sent = None
        form = PlanCorrection(sent, instance=plan, **about)
        goals = goal_correction_formset(plan, sent, choices=choices)
        if sent and ACTION not in sent and _is_sound(form, goals) and _correct(form, goals, request.user):
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
    changed = _pairs(goal for goal in goals.goals if goal.has_changed())
    try:
        correct_agreed(plan=form.instance, goals=changed, dropped=goals.dropped, user=user)
    except ValidationError as error:
        add_service_errors(form, error)
    return not form.errors
