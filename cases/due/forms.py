"""The filters of the list of deadlines. The names of the fields are used in addresses and are therefore Polish."""

from django import forms

from cases.due.listing import DuePeriod
from cases.models_above import Assistant
from familycare.accounts.rights import Right, may
from familycare.lib.fields import LongSelect
from familycare.lib.ordering import polish_order

UNKNOWN = "Nie ma takiego wyboru: „%(value)s”, więc filtr pominięto. Wybierz wartość z listy."


class DueForm(forms.Form):
    """The filters, bound to the query string. An invalid value is an error and filters nothing."""

    kiedy = forms.ChoiceField(
        label="Termin", choices=[("", "wszystkie"), *DuePeriod.choices], error_messages={"invalid_choice": UNKNOWN}
    )
    rodzaj = forms.ChoiceField(label="Sprawa", error_messages={"invalid_choice": UNKNOWN})
    asystent = forms.ModelChoiceField(
        label="Asystent",
        queryset=Assistant.objects.order_by(polish_order("last_name"), polish_order("first_name"), "number"),
        to_field_name="number",
        empty_label="każdy",
        widget=LongSelect,
        error_messages={"invalid_choice": "Nie ma asystenta o takim numerze, więc filtr „Asystent” pominięto."},
    )

    def __init__(self, data, user, kinds):
        super().__init__(data, use_required_attribute=False)
        deadlines = [(kind.value, kind.label) for kind in kinds if not kind.is_gap]
        gaps = [(kind.value, kind.label) for kind in kinds if kind.is_gap]
        self.fields["rodzaj"].choices = [("", "wszystkie"), ("Terminy", deadlines), ("Braki", gaps)]
        if not may(user, Right.READ_ASSISTANTS):
            del self.fields["asystent"]
        for field in self.fields.values():
            field.required = False
        self.is_valid()

    def chosen(self, name):
        """Return the chosen value, or "" (for the assistant: None) if nothing valid was chosen."""
        return self.cleaned_data.get(name) or (None if name == "asystent" else "")
