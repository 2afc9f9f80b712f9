"""Forms: a child of a family that the centre does not know, and the budgets of years."""

import uuid

from django import forms

from cases.choices import PLACEMENT_GROUPS, PlacementGroup, PlacementType
from cases.day_limits import BIRTH, limits_of_day
from cases.families.forms import typed_person
from cases.families.person_forms import PeselField
from cases.models import Person, Placement
from cases.models.person import pesel_problem
from cases.rules import birth_problem, care_problem
from familycare.lib.fields import AmountField, DayField
from familycare.lib.optimistic_lock import VersionedFormMixin

CARE = [
    (group.label, [(form.value, form.label) for form in map(PlacementType, PLACEMENT_GROUPS[group])])
    for group in (PlacementGroup.FAMILY_CARE, PlacementGroup.INSTITUTIONAL_CARE)
]


class ChildInCareForm(forms.Form):
    """A child for whom the municipality pays and whose family is not registered: the child, the place, since when."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    first_name = forms.CharField(
        label="Imię dziecka",
        max_length=Person._meta.get_field("first_name").max_length,
        error_messages={"required": "Podaj imię dziecka."},
    )
    last_name = forms.CharField(
        label="Nazwisko dziecka",
        max_length=Person._meta.get_field("last_name").max_length,
        help_text="pod tym nazwiskiem będzie też rodzina",
        error_messages={"required": "Podaj nazwisko dziecka."},
    )
    birth_date = DayField(label="Data urodzenia", limits=BIRTH)
    pesel = PeselField()
    form = forms.ChoiceField(
        label="Gdzie dziecko jest",
        choices=[("", "wybierz"), *CARE],
        error_messages={"required": "Wybierz formę pieczy."},
    )
    starts_on = DayField(
        label="Od kiedy jest w pieczy",
        help_text="pierwszy dzień pobytu: od niego liczy się udział gminy",
        limits=limits_of_day(Placement._meta.get_field("starts_on")),
    )
    is_new = forms.BooleanField(label="To nie są te same osoby: dopisz nową rodzinę", required=False)

    def clean(self):
        data = super().clean()
        born, day = data.get("birth_date"), data.get("starts_on")
        if problem := pesel_problem(data.get("pesel", ""), born, ""):
            self.add_error("pesel", problem)
        if problem := birth_problem(day, born) or care_problem(day, born, was_in_care=False):
            self.add_error("starts_on", problem)
        return data

    def search_criteria(self):
        """Return the arguments of `find_similar_families`, from the valid fields."""
        return {"name": self.cleaned_data.get("last_name", ""), "persons": [typed_person(self)]}

    def details(self):
        """Return the keyword arguments of `register_child_in_care`."""
        names = ("first_name", "last_name", "birth_date", "pesel", "form", "starts_on")
        return {name: self.cleaned_data[name] for name in names} | {"form_key": str(self.cleaned_data["form_key"])}


class BudgetForm(VersionedFormMixin):
    """The budget of each of the `years`; `budgets`: {year: zł} that are saved."""

    def __init__(self, *args, years, budgets, **kwargs):
        self.years, self.budgets = years, budgets
        super().__init__(*args, initial=self.saved_values(), **kwargs)
        for year in years:
            self.fields[f"budget_{year}"] = AmountField(
                label=f"Budżet na {year} r. (zł)",
                help_text="plan wydatków gminy na pieczę zastępczą; puste, jeśli go jeszcze nie ma",
                places=2,
                required=False,
                min_value=0,
            )

    def saved_values(self):
        return {f"budget_{year}": self.budgets.get(year) for year in self.years}

    def amounts(self):
        """Return {year: zł, or None}."""
        return {year: self.cleaned_data[f"budget_{year}"] for year in self.years}
