"""The form of an absence."""

from django import forms
from django.core.exceptions import ValidationError

from assistants.choices import AbsenceKind
from assistants.models import Absence
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm


class AbsenceForm(VersionedForm):
    """Create or change an absence."""

    kind = forms.ChoiceField(
        label="Rodzaj",
        help_text="Sam rodzaj. Powodów, choroby ani dokumentów system nie zapisuje.",
        choices=AbsenceKind,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Zaznacz rodzaj nieobecności.",
            "invalid_choice": "Zaznacz rodzaj nieobecności.",
        },
    )
    starts_on = DayField(
        label="Od",
        help_text="pierwszy dzień nieobecności",
        error_messages={"required": "Podaj pierwszy dzień nieobecności."},
    )
    ends_on = DayField(
        label="Do",
        help_text="ostatni dzień nieobecności",
        error_messages={"required": "Podaj ostatni dzień nieobecności."},
    )

    class Meta:
        model = Absence
        fields = ("kind", "starts_on", "ends_on")

    def clean_ends_on(self):
        last, first = self.cleaned_data["ends_on"], self.cleaned_data.get("starts_on")
        if first and last < first:
            raise ValidationError("Ostatni dzień nieobecności jest wcześniejszy niż pierwszy.")
        return last
