"""Forms of the goals of a work plan, each with several actions (UWRiSPZ art. 15 ust. 3)."""

import re

from django import forms
from django.forms import BaseFormSet, BaseModelFormSet, formset_factory, modelformset_factory
from django.utils import timezone

from cases.choices import GoalStatus
from cases.day_limits import limits_of_day
from cases.models import GoalAction, PlanGoal
from cases.plans.goal_choices import GoalChoices
from cases.records.base import with_days
from cases.rules import term_problem
from familycare.centre.dictionaries.fields import ListedTermField
from familycare.centre.models import LifeArea, Problem
from familycare.lib.fields import DayField, SuggestingInput
from familycare.lib.optimistic_lock import VersionedForm

MOST_GOALS, MOST_ACTIONS = 40, 12
GOALS = "cele"  # the prefix of the formset
GOAL_FIELDS = (
    *("goal", "action", "responsible", "action_due_on", "action_done", "due_on", "expected_effect"),
    *("success_measure", "area", "problem", "status"),
)
ACTION_FIELDS = ("action", "responsible", "action_due_on", "action_done")
DETAILS = ("success_measure", "area", "problem", "status")
FURTHER = re.compile(rf"({'|'.join(ACTION_FIELDS)})_([0-9]{{1,2}})")  # the fields of the second action end in _2


def lines(rows=2):
    return forms.Textarea(attrs={"rows": rows})


class GoalForm(forms.ModelForm):
    """A goal; by law each has a deadline and an expected effect.

    The fields of its first action are those of the PlanGoal; those of further ones have the number of the action at
    the end of their names. There is always an empty action to fill in.
    """

    area = ListedTermField(LifeArea, label="Obszar życia", required=False, empty_label="nie podano")
    problem = ListedTermField(Problem, label="Problem, którego dotyczy", required=False, empty_label="nie podano")

    class Meta:
        model = PlanGoal
        fields = GOAL_FIELDS
        formfield_callback = with_days
        labels = {
            "goal": "Co ma się zmienić",
            "action": "Co trzeba zrobić",
            "responsible": "Kto to zrobi",
            "action_due_on": "Do kiedy zrobić pierwsze działanie",
            "action_done": "Już zrobione",
            "due_on": "Termin celu",
            "expected_effect": "Przewidywany efekt",
            "success_measure": "Miara sukcesu: jak to sprawdzicie",
        }
        widgets = {name: lines() for name in ("goal", "action", "expected_effect", "success_measure")}

    def __init__(self, *args, choices=None, **kwargs):
        goal = kwargs.get("instance")
        kwargs["initial"] = further_of(goal) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        choices = choices or GoalChoices.without_family()
        for name in ("due_on", "expected_effect", "status"):
            self.fields[name].required = True
        self.fields["status"].choices = GoalStatus.choices
        self.fields["status"].initial = GoalStatus.PLANNED
        self.fields["status"].error_messages["required"] = "Wybierz stan realizacji celu."
        self.fields["due_on"].error_messages["required"] = "Podaj termin: plan bez terminów nie jest planem."
        self.fields["expected_effect"].error_messages["required"] = "Napisz, po czym poznacie, że cel osiągnięto."
        self.fields["area"].offer(choices.areas, self.initial.get("area"))
        self.fields["problem"].offer(choices.problems, self.initial.get("problem"))
        self.further_numbers = range(2, min(self._last_action(), MOST_ACTIONS - 1) + 2)
        for number in self.further_numbers:
            self.fields |= further_fields(number)
        for name in [name for name in self.fields if name.startswith("responsible")]:
            self.fields[name].widget = SuggestingInput(lambda: choices.people)
        for name in [name for name in self.fields if name.startswith("action_done")]:
            if not (goal and goal.pk) and not self[name].value():
                del self.fields[name]  # who writes a new plan has done nothing of it yet

    def _last_action(self):
        """Return the number of the last action with something in its fields, at least 1."""
        filled = {*self.initial}
        if self.is_bound:
            filled |= {name.removeprefix(f"{self.prefix}-") for name in self.data if name.startswith(f"{self.prefix}-")}
        found = [
            int(match[2])
            for name in filled
            if (match := FURTHER.fullmatch(name)) and (self.data.get(self.add_prefix(name)) or self.initial.get(name))
        ]
        return min(max(found, default=1), MOST_ACTIONS)

    def clean(self):
        cleaned = super().clean()
        for number in self.further_numbers:
            says = any(cleaned.get(f"{name}_{number}") for name in ACTION_FIELDS[1:])
            if says and not cleaned.get(f"action_{number}"):
                self.add_error(f"action_{number}", "Napisz, co trzeba zrobić, albo wyczyść to działanie.")
        return cleaned

    def further_actions(self):
        """Return the actions after the first one, as unsaved GoalActions without a goal."""
        return [
            GoalAction(
                action=action,
                responsible=self.cleaned_data.get(f"responsible_{number}", ""),
                due_on=self.cleaned_data.get(f"action_due_on_{number}"),
                is_done=self.cleaned_data.get(f"action_done_{number}", False),
            )
            for number in self.further_numbers
            if (action := self.cleaned_data.get(f"action_{number}"))
        ]

    # How a page shows it: what is always asked, the further actions, the details.

    @property
    def main_fields(self):
        return [self[name] for name in ("goal", "action", "responsible", "due_on", "expected_effect")]

    @property
    def action_groups(self):
        """The fields of the actions as lists, the first one without what `main_fields` has."""
        first = [name for name in ("action_due_on", "action_done") if name in self.fields]
        further = [[f"{name}_{number}" for name in ACTION_FIELDS] for number in self.further_numbers]
        return [[self[name] for name in group if name in self.fields] for group in (first, *further)]

    @property
    def shows_actions(self):
        """Whether the folded actions are open: something in them is filled in or wrong."""
        return any(field.value() or field.errors for group in self.action_groups for field in group)

    @property
    def detail_fields(self):
        return [self[name] for name in DETAILS]

    @property
    def shows_details(self):
        """Whether the folded details are open: something in them is filled in or wrong."""
        return any(self[name].errors or (name != "status" and self[name].value()) for name in DETAILS)


def further_fields(number):
    """Return {name: field} of the action with that number."""
    of = {"required": False}
    limits = limits_of_day(GoalAction._meta.get_field("due_on"))
    return {
        f"action_{number}": forms.CharField(label=f"Co trzeba zrobić ({number})", widget=lines(), max_length=500, **of),
        f"responsible_{number}": forms.CharField(label="Kto to zrobi", max_length=200, **of),
        f"action_due_on_{number}": DayField(label="Do kiedy to zrobić", limits=limits, **of),
        f"action_done_{number}": forms.BooleanField(label="Już zrobione", **of),
    }


def further_of(goal):
    """Return the initial values of the fields of the actions after the first one of a saved goal."""
    if goal is None or not goal.pk:
        return {}
    values = {}
    for number, each in enumerate(sorted(goal.actions.all(), key=lambda action: action.pk), start=2):
        values |= {
            f"action_{number}": each.action,
            f"responsible_{number}": each.responsible,
            f"action_due_on_{number}": each.due_on,
            f"action_done_{number}": each.is_done,
        }
    return values


def copied(goal):
    """Return the initial values of the form of a new plan's goal that goes on from an earlier `goal`.

    Terms of actions that have passed undone are left out: a new plan sets new ones, if any.
    """
    fields = {name: getattr(goal, PlanGoal._meta.get_field(name).attname) for name in GOAL_FIELDS} | further_of(goal)
    for name in [name for name in fields if name.startswith("action_due_on")]:
        if not fields[name.replace("due_on", "done")] and fields[name] and fields[name] < timezone.localdate():
            fields[name] = None
    return fields


class GoalFormSetMixin:
    """The common part of the formsets of goals. New rows that were left empty are ignored."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = drop = "Usuń ten cel" if form.instance.pk else "Pomiń ten cel"
        form.fields["goal"].error_messages["required"] = f"Napisz, co ma się zmienić, albo zaznacz „{drop}”."

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        if not self.goals:
            raise forms.ValidationError("Wpisz co najmniej jeden cel.")

    @property
    def goals(self):
        """The forms of the goals that will be in the plan."""
        kept = [form for form in self.forms if not form.cleaned_data.get("DELETE")]
        return [form for form in kept if form.instance.pk or form.has_changed()]

    def not_before(self, day):
        """Return whether no goal or action has a deadline before `day`, the day of the agreement; add errors to those
        that do."""
        for form in self.goals:
            for name in [name for name in form.fields if name == "due_on" or name.startswith("action_due_on")]:
                done = form.cleaned_data.get(name.replace("due_on", "done")) if name != "due_on" else False
                if not done and (message := term_problem(form.cleaned_data.get(name), day)):
                    form.add_error(name, message)
        return not any(self.errors)


class GoalFormSet(GoalFormSetMixin, BaseFormSet):
    """The goals of a new plan."""

    def initial_form_count(self):
        return 0  # goals copied from an earlier plan are new as well, and can be left out


class GoalCorrection(GoalForm, VersionedForm):
    """The correction of a goal of that plan, or a forgotten goal."""

    def saved_values(self):
        """Return {field: value in the records}."""
        further = [name for name in self.initial if FURTHER.fullmatch(name)]
        return {name: self.initial.get(name) for name in (*self.Meta.fields, *further)}


class GoalCorrectionFormSet(GoalFormSetMixin, BaseModelFormSet):
    """The goals of a plan to correct, with an empty row for a forgotten one."""

    @property
    def dropped(self):
        """The goals to delete from the plan."""
        return [form.instance for form in self.deleted_forms if form.instance.pk]

    @property
    def conflicts(self):
        """The conflicts with changes by somebody else meanwhile, over all goals (see VersionedForm)."""
        return [conflict for form in self.forms for conflict in form.conflicts]


def goal_correction_formset(plan, sent=None, *, choices):
    """Return the GoalCorrectionFormSet of the plan, bound to the data that was sent, if any."""
    of_plan = modelformset_factory(
        PlanGoal,
        form=GoalCorrection,
        formset=GoalCorrectionFormSet,
        extra=1,
        can_delete=True,
        max_num=MOST_GOALS,
        absolute_max=MOST_GOALS,
        validate_max=True,
    )
    goals = plan.goals.order_by("due_on", "pk").prefetch_related("actions")
    return of_plan(sent, queryset=goals, prefix=GOALS, form_kwargs={"choices": choices})


def goal_formset(sent=None, *, goals=(), rows=1, choices=None):
    """Return the GoalFormSet bound to the sent data, or with `goals` (dicts of fields) and `rows` empty rows."""
    of_rows = formset_factory(
        GoalForm,
        formset=GoalFormSet,
        extra=min(len(goals) + rows, MOST_GOALS),
        can_delete=True,
        max_num=MOST_GOALS,
        absolute_max=MOST_GOALS,
        validate_max=True,
    )
    more = {"prefix": GOALS, "form_kwargs": {"choices": choices}}
    return of_rows(sent, **more) if sent is not None else of_rows(initial=goals, **more)


def typed_goals(sent):
    """Return what was typed into the rows, in the form that `goal_formset` takes."""
    count = sent.get(f"{GOALS}-TOTAL_FORMS", "")
    rows = range(min(int(count), MOST_GOALS) if count.isdecimal() and len(count) < 4 else 0)
    further = [f"{name}_{number}" for number in range(2, MOST_ACTIONS + 1) for name in ACTION_FIELDS]
    typed = [{name: sent.get(f"{GOALS}-{row}-{name}", "") for name in [*GOAL_FIELDS, "DELETE"]} for row in rows]
    for row, values in zip(rows, typed, strict=True):
        values |= {name: text for name in further if (text := sent.get(f"{GOALS}-{row}-{name}"))}
    return typed
