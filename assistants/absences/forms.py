"""When an assistant is absent."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.choices import AbsenceKind
from assistants.models import Absence
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm


class AbsenceForm(VersionedForm):
    """A new absence, or one that is changed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Rodzaj"),
        help_text=gettext_lazy("Sam rodzaj. Powodów, choroby ani dokumentów system nie zapisuje."),
        choices=AbsenceKind,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Zaznacz rodzaj nieobecności."),
            "invalid_choice": gettext_lazy("Zaznacz rodzaj nieobecności."),
        },
    )
    starts_on = DayField(
        label=gettext_lazy("Od"),
        help_text=gettext_lazy("pierwszy dzień nieobecności"),
        error_messages={"required": gettext_lazy("Podaj pierwszy dzień nieobecności.")},
    )
    ends_on = DayField(
        label=gettext_lazy("Do"),
        help_text=gettext_lazy("ostatni dzień nieobecności"),
        error_messages={"required": gettext_lazy("Podaj ostatni dzień nieobecności.")},
    )

    class Meta:
        model = Absence
        fields = ("kind", "starts_on", "ends_on")

    def clean_ends_on(self):
        last, first = self.cleaned_data["ends_on"], self.cleaned_data.get("starts_on")
        if first and last < first:
            raise ValidationError(_("Ostatni dzień nieobecności jest wcześniejszy niż pierwszy."))
        return last
