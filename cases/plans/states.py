"""The form of the progress of goals, also when goals were added or deleted while it was open."""

from django import forms
from django.forms import modelformset_factory

from cases.choices import GoalStatus
from cases.models import Plan, PlanGoal
from cases.plans.goal_forms import GOALS
from cases.records.base import with_days
from familycare.audit.services import words_of_deleted
from familycare.lib.optimistic_lock import VersionedForm

DONE = "zrobione_"  # and the key of a GoalAction


class GoalStateForm(VersionedForm):
    """The progress of a goal, and which of its actions are done.

    The first action is a field of the goal; `further` are its other GoalActions.
    """

    class Meta:
        model = PlanGoal
        fields = ("status", "action_done")

    def __init__(self, *args, **kwargs):
        goal = kwargs.get("instance")
        self.further = [*goal.actions.all()] if goal else []
        done = {f"{DONE}{each.pk}": each.is_done for each in self.further}
        super().__init__(*args, **kwargs, initial=done)
        known = self.instance.status
        self.fields["status"].required = bool(known)
        nothing = [] if known else [("", "nie podano")]
        self.fields["status"].choices = [*nothing, *GoalStatus.choices]
        self.fields["status"].label = self.instance.goal
        if self.instance.action:
            self.fields["action_done"].label = f"Zrobione: {self.instance.action}"
        else:
            del self.fields["action_done"]
        for each in self.further:
            self.fields[f"{DONE}{each.pk}"] = forms.BooleanField(label=f"Zrobione: {each.action}", required=False)
        self.order_fields([*(name for name in self.fields if name != "version"), "version"])

    def saved_values(self):
        """Return {field: value in the records}."""
        names = [*self.Meta.fields, *(f"{DONE}{each.pk}" for each in self.further)]
        return {name: self.initial.get(name) for name in names}

    def save(self, commit=True):
        saved = super().save(commit)
        for each in self.further:
            done = self.cleaned_data[f"{DONE}{each.pk}"]
            if done != each.is_done:
                each.is_done = done
                each.save()
        return saved


GoalStateFormSet = modelformset_factory(PlanGoal, form=GoalStateForm, extra=0, edit_only=True)


class ReviewForm(VersionedForm):
    """The day on which the family and the assistant look at the goals of a plan again."""

    class Meta:
        model = Plan
        fields = ("review_on",)
        formfield_callback = with_days
        labels = {"review_on": "Następny przegląd planu"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["review_on"].help_text = f"plan {self.instance.number} · {self.fields['review_on'].help_text}"

    def clean(self):
        cleaned = super().clean()
        review = cleaned.get("review_on")
        if review and review < self.instance.agreed_on:
            self.add_error("review_on", "Ten przegląd byłby, zanim plan uzgodniono.")
        return cleaned


def states_now(goals, sent):
    """Return the data that was sent, adapted to the current `goals` after some were added or deleted.

    Changes of progress by somebody else are still detected (see VersionedForm).
    """
    rows = {row["id"]: number for number, row in enumerate(_sent_of(sent))}
    data = {name: text for name, text in sent.items() if not name.startswith(f"{GOALS}-")}
    data |= {f"{GOALS}-{name}": len(goals) for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for number, goal in enumerate(goals):
        if (place := rows.get(str(goal.pk))) is not None:
            start = f"{GOALS}-{place}-"
            row = {name.removeprefix(start): text for name, text in sent.items() if name.startswith(start)}
        else:
            row = {"id": goal.pk, "status": goal.status}
            row |= {"action_done": "on"} if goal.action_done else {}
            row |= {f"{DONE}{each.pk}": "on" for each in goal.actions.all() if each.is_done}
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


def is_about(goals, sent):
    """Return whether the data that was sent covers exactly these goals: none was added or deleted since."""
    return {row["id"] for row in _sent_of(sent)} == {str(key) for key in goals.values_list("pk", flat=True)}


def _sent_of(sent):
    """Return id, progress and version, as sent, of each goal that the form was opened with."""
    count = sent.get(f"{GOALS}-INITIAL_FORMS", "")
    rows = range(int(count) if count.isdecimal() and len(count) < 4 else 0)
    return [{name: sent.get(f"{GOALS}-{row}-{name}", "") for name in ("id", "status", "version")} for row in rows]
