"""The form of a work plan itself, without its goals (UWRiSPZ art. 15 ust. 3)."""

from django import forms
from django.utils import timezone

from cases.models import Plan
from cases.records.base import with_days
from cases.rules import support_problem
from familycare.lib.optimistic_lock import VersionedForm

MAIN = ("agreed_on", "valid_until", "review_on")
WITH_OTHERS = ("consulted_on", "consulted_with", "with_care_coordinator", "coordinated_on", "coordinated_with")


class PlanForm(forms.ModelForm):
    """A plan of the `case`; a revision is a new plan.

    `worker`: the name of the family's social worker, if the centre knows who it is, `in_care`: whether a child of the
    family is in foster care today. Both only help to fill in the form.
    """

    class Meta:
        model = Plan
        fields = (*MAIN, *WITH_OTHERS)
        formfield_callback = with_days
        labels = {
            "agreed_on": "Uzgodniony z rodziną dnia",
            "valid_until": "Obowiązuje do",
            "review_on": "Następny przegląd planu",
            "consulted_on": "Konsultacja z pracownikiem socjalnym: dnia",
            "consulted_with": "Z kim",
            "with_care_coordinator": "Uzgodniony z koordynatorem rodzinnej pieczy zastępczej",
            "coordinated_on": "Uzgodniono z koordynatorem dnia",
            "coordinated_with": "Z kim i co uzgodniono",
        }
        help_texts = {
            "valid_until": "ostatni dzień planu; do tego dnia trzeba ułożyć następny",
            "review_on": "kiedy razem z rodziną sprawdzicie cele",
            "with_care_coordinator": "potrzebne, gdy dziecko jest w pieczy zastępczej",
        }
        error_messages = {"agreed_on": {"required": "Podaj dzień, w którym plan uzgodniono."}}

    def __init__(self, *args, case, worker="", in_care=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.case = case
        self.in_care = in_care
        self.initial.setdefault("agreed_on", timezone.localdate())
        if worker:
            self.fields["consulted_with"].help_text = f"pracownik socjalny tej rodziny: {worker}"

    @property
    def main_fields(self):
        return [self[name] for name in MAIN]

    @property
    def other_fields(self):
        return [self[name] for name in WITH_OTHERS]

    @property
    def shows_others(self):
        """Whether the folded fields are open: something in them is filled in or wrong, or a child is in care."""
        return self.in_care or any(self[name].value() or self[name].errors for name in WITH_OTHERS)

    def clean(self):
        cleaned = super().clean()
        agreed, until, review = (cleaned.get(name) for name in MAIN)
        if message := support_problem(agreed, self.instance.case.opened_on, None):
            self.add_error("agreed_on", message)
        if agreed and until and until < agreed:
            self.add_error("valid_until", "Plan kończyłby się, zanim go uzgodniono.")
        if agreed and review and review < agreed:
            self.add_error("review_on", "Ten przegląd byłby, zanim plan uzgodniono.")
        if cleaned.get("consulted_with") and not cleaned.get("consulted_on") and "consulted_on" not in self.errors:
            self.add_error("consulted_on", "Podaj dzień konsultacji albo zostaw puste, z kim była.")
        if cleaned.get("coordinated_on") or cleaned.get("coordinated_with"):
            cleaned["with_care_coordinator"] = self.instance.with_care_coordinator = True
        return cleaned


class PlanCorrection(PlanForm, VersionedForm):
    """The correction of a plan on the day on which it was entered."""
