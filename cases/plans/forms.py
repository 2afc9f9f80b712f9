"""Forms of a work plan, its goals and their progress (UWRiSPZ art. 15 ust. 3)."""

from django import forms
from django.forms import BaseFormSet, BaseModelFormSet, formset_factory, modelformset_factory
from django.utils import timezone

from cases.choices import GoalStatus
from cases.models import Plan, PlanGoal
from cases.records.base import with_days
from cases.rules import support_problem, term_problem
from familycare.audit.services import words_of_deleted
from familycare.lib.optimistic_lock import VersionedForm

MOST_GOALS = 40
GOALS = "cele"  # the prefix of the formset
GOAL_FIELDS = ("goal", "action", "responsible", "due_on", "expected_effect", "status")


class PlanForm(forms.ModelForm):
    """A plan of the `case`; a revision is a new plan."""

    class Meta:
        model = Plan
        fields = ("agreed_on", "valid_until", "with_care_coordinator")
        formfield_callback = with_days
        labels = {
            "agreed_on": "Uzgodniony z rodziną dnia",
            "valid_until": "Obowiązuje do",
            "with_care_coordinator": "Uzgodniony z koordynatorem rodzinnej pieczy zastępczej",
        }
        help_texts = {"valid_until": "ostatni dzień planu; do tego dnia trzeba ułożyć następny"}
        error_messages = {"agreed_on": {"required": "Podaj dzień, w którym plan uzgodniono."}}

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.case = case
        self.initial.setdefault("agreed_on", timezone.localdate())

    def clean(self):
        cleaned = super().clean()
        agreed, until = cleaned.get("agreed_on"), cleaned.get("valid_until")
        if message := support_problem(agreed, self.instance.case.opened_on, None):
            self.add_error("agreed_on", message)
        if agreed and until and until < agreed:
            self.add_error("valid_until", "Plan kończyłby się, zanim go uzgodniono.")
        return cleaned


class GoalForm(forms.ModelForm):
    """A goal; by law each has a deadline and an expected effect."""

    class Meta:
        model = PlanGoal
        fields = GOAL_FIELDS
        formfield_callback = with_days
        labels = {
            "goal": "Co ma się zmienić",
            "action": "Co trzeba zrobić",
            "responsible": "Kto to zrobi",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("goal", "action", "expected_effect")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("due_on", "expected_effect", "status"):
            self.fields[name].required = True
        self.fields["status"].choices = GoalStatus.choices
        self.fields["status"].initial = GoalStatus.PLANNED
        self.fields["status"].error_messages["required"] = "Wybierz stan realizacji celu."
        self.fields["due_on"].error_messages["required"] = "Podaj termin: plan bez terminów nie jest planem."
        self.fields["expected_effect"].error_messages["required"] = "Napisz, po czym poznacie, że cel osiągnięto."


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
        """Return whether no goal has a deadline before `day`, the day of the agreement; add errors to those that do."""
        for form in self.goals:
            if message := term_problem(form.cleaned_data.get("due_on"), day):
                form.add_error("due_on", message)
        return not any(self.errors)


class GoalFormSet(GoalFormSetMixin, BaseFormSet):
    """The goals of a new plan."""

    def initial_form_count(self):
        return 0  # goals copied from an earlier plan are new as well, and can be left out


class PlanCorrection(PlanForm, VersionedForm):
    """The correction of a plan on the day on which it was entered."""


class GoalCorrection(GoalForm, VersionedForm):
    """The correction of a goal of that plan, or a forgotten goal."""


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


def goal_correction_formset(plan, sent=None):
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
    return of_plan(sent, queryset=plan.goals.order_by("due_on", "pk"), prefix=GOALS)


def is_about(goals, sent):
    """Return whether the data that was sent covers exactly these goals: none was added or deleted since."""
    return {row["id"] for row in _sent_of(sent)} == {str(key) for key in goals.values_list("pk", flat=True)}


def states_now(goals, sent):
    """Return the data that was sent, adapted to the current `goals` after some were added or deleted.

    Changes of progress by somebody else are still detected (see VersionedForm).
    """
    rows = {row["id"]: row for row in _sent_of(sent)}
    data = {f"{GOALS}-{name}": len(goals) for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for number, goal in enumerate(goals):
        row = rows.get(str(goal.pk), {"id": goal.pk, "status": goal.status})
        data |= {f"{GOALS}-{number}-{name}": value for name, value in row.items()}
    return data


def states_of_gone(family, goals, sent):
    """Return [(goal, progress)] in words for choices about goals that are no longer among `goals`."""
    known = {str(goal.pk): goal for goal in PlanGoal.objects.filter(plan__case__family=family)}
    names = words_of_deleted(PlanGoal, family) | {key: goal.goal for key, goal in known.items()}
    gone, states = names.keys() - {str(goal.pk) for goal in goals}, dict(GoalStatus.choices)
    return [
        (names[row["id"]], states[row["status"]])
        for row in _sent_of(sent)
        if row["id"] in gone
        and row["status"] in states
        and not (row["id"] in known and known[row["id"]].status == row["status"])
    ]


def _sent_of(sent):
    """Return id, progress and version, as sent, of each goal that the form was opened with."""
    count = sent.get(f"{GOALS}-INITIAL_FORMS", "")
    rows = range(int(count) if count.isdecimal() and len(count) < 4 else 0)
    return [{name: sent.get(f"{GOALS}-{row}-{name}", "") for name in ("id", "status", "version")} for row in rows]


def goal_formset(sent=None, *, goals=(), rows=1):
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
    return of_rows(sent, prefix=GOALS) if sent is not None else of_rows(initial=goals, prefix=GOALS)


def typed_goals(sent):
    """Return what was typed into the rows, in the form that `goal_formset` takes."""
    count = sent.get(f"{GOALS}-TOTAL_FORMS", "")
    rows = range(min(int(count), MOST_GOALS) if count.isdecimal() and len(count) < 4 else 0)
    fields = [*GOAL_FIELDS, "DELETE"]
    return [{name: sent.get(f"{GOALS}-{row}-{name}", "") for name in fields} for row in rows]


class GoalStateForm(VersionedForm):
    """The progress of a goal."""

    class Meta:
        model = PlanGoal
        fields = ("status",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = self.instance.status
        self.fields["status"].required = bool(known)
        nothing = [] if known else [("", "nie podano")]
        self.fields["status"].choices = [*nothing, *GoalStatus.choices]
        self.fields["status"].label = self.instance.goal


GoalStateFormSet = modelformset_factory(PlanGoal, form=GoalStateForm, extra=0, edit_only=True)
