"""Forms: a child whose family the centre does not know, announced rates, and budgets of years."""

import uuid

from django import forms
from django.utils import timezone

from cases.choices import PLACEMENT_GROUPS, PlacementGroup, PlacementType
from cases.day_limits import BIRTH, limits_of_day
from cases.families.forms import typed_person
from cases.families.person_forms import PeselField
from cases.models import Person, Placement
from cases.models.person import pesel_problem
from cases.rules import birth_problem, care_problem
from familycare.lib.fields import AmountField, DayField
from familycare.lib.months import Month
from familycare.lib.optimistic_lock import VersionedFormMixin
from reporting.care_charges.county_note.checking import month_in

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


class MonthField(forms.CharField):
    """A month as people write it („05.2024”, „maj 2024”); its value is a Month."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        if not (month := month_in(text, Month.of(timezone.localdate()))):
            raise forms.ValidationError("Nie ma takiego miesiąca. Wpisz miesiąc i rok, np. 04.2024.")
        return month


class RateForm(forms.Form):
    """The rate that the county announced for an institution."""

    institution = forms.CharField(
        label="Placówka",
        max_length=60,
        help_text="tak jak w nocie powiatu, np. Dom Dziecka „Słoneczny”",
        error_messages={"required": "Wpisz nazwę placówki."},
    )
    first = MonthField(
        label="Od miesiąca", help_text="np. 04.2024", error_messages={"required": "Podaj pierwszy miesiąc."}
    )
    last = MonthField(
        label="Do miesiąca", help_text="np. 03.2025", error_messages={"required": "Podaj ostatni miesiąc."}
    )
    amount = AmountField(
        label="Stawka za miesiąc (zł)", places=2, min_value=1, error_messages={"required": "Podaj stawkę."}
    )


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
