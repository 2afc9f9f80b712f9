"""The form of a goal of the library."""

from django import forms

from cases.models import LibraryGoal
from cases.records.base import with_days
from familycare.centre.dictionaries.fields import TermField
from familycare.lib.optimistic_lock import VersionedForm


class LibraryGoalForm(VersionedForm):
    """A goal with its usual actions, one in a line."""

    class Meta:
        model = LibraryGoal
        fields = ("area", "problem", "goal", "actions", "expected_effect", "success_measure")
        formfield_callback = with_days
        labels = {
            "area": "Obszar życia",
            "problem": "Problem, którego dotyczy",
            "goal": "Co ma się zmienić, słowami rodziny",
            "actions": "Zwykłe działania",
            "expected_effect": "Przewidywany efekt",
            "success_measure": "Miara sukcesu: jak to sprawdzić",
        }
        help_texts = {"actions": "każde w osobnym wierszu"}
        widgets = {
            "goal": forms.Textarea(attrs={"rows": 2}),
            "actions": forms.Textarea(attrs={"rows": 4}),
            "expected_effect": forms.Textarea(attrs={"rows": 2}),
            "success_measure": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {
            "area": {"required": "Wybierz obszar."},
            "goal": {"required": "Napisz, co ma się zmienić."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("area", "problem"):
            if isinstance(self.fields[name], TermField):
                self.fields[name].keep(getattr(self.instance, f"{name}_id"))
        self.fields["area"].empty_label, self.fields["problem"].empty_label = "wybierz", "nie podano"

    def clean_actions(self):
        actions = self.cleaned_data["actions"].replace("\r\n", "\n")
        if any(len(line) > 500 for line in actions.split("\n")):
            raise forms.ValidationError("Działanie może mieć najwyżej 500 znaków. Podziel je na dwa wiersze.")
        return actions
