"""Forms of corrections. Each asks why; the services ask for `confirmed` where years that are over change."""

from django import forms

from assistants.assignments.forms import ClosingForm
from assistants.corrections.traces import NO_REASON
from assistants.models import Correction
from cases.templatetags.spans import span
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedFormMixin


class CorrectionForm(forms.Form):
    """Why something is corrected. `confirmed` is there once the service has asked for it."""

    reason = forms.CharField(
        label="Dlaczego to poprawiasz",
        help_text="Zostanie w aktach rodziny. Nie wpisuj tu nazwisk.",
        max_length=Correction._meta.get_field("reason").max_length,
        error_messages={"required": NO_REASON},
    )
    confirmed = forms.BooleanField(label="Potwierdzam, tak ma być", required=False)
    conflicts = ()  # forms with a version have some

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in CorrectionForm.base_fields])

    @property
    def corrects(self):
        """Whether it says anything else than what is saved."""
        return bool({*self.changed_data} - {*CorrectionForm.base_fields, "version"})

    @property
    def shown(self):
        """The fields to show: `confirmed` only with its question."""
        return [field for field in self.visible_fields() if field.name != "confirmed" or self.errors.get("confirmed")]


class ClosingCorrectionForm(VersionedFormMixin, CorrectionForm, ClosingForm):
    """The right last day and reason of a closed `case`."""

    def __init__(self, *args, case, **kwargs):
        self.case = case
        super().__init__(*args, initial=self.saved_values(), **kwargs)

    def saved_values(self):
        return {name: getattr(self.case, name) for name in ClosingForm.base_fields}


class FirstDayForm(VersionedFormMixin, CorrectionForm):
    """The right first day of an `assignment`."""

    starts_on = DayField(label="Pierwszy dzień pracy z rodziną", error_messages={"required": "Podaj pierwszy dzień."})

    def __init__(self, *args, assignment, **kwargs):
        self.assignment = assignment
        super().__init__(*args, initial=self.saved_values(), **kwargs)

    def saved_values(self):
        return {"starts_on": self.assignment.starts_on}


class MistakenCaseForm(CorrectionForm):
    """Delete a case, if it `is_empty`, or move what is in it to one of its `twins` first."""

    into = forms.ChoiceField(
        label="Co z tym, co w nim zapisano",
        widget=forms.RadioSelect,
        required=False,
        error_messages={
            "required": "Wybierz, z którym wsparciem je połączyć.",
            "invalid_choice": "Tego wsparcia nie można wybrać. Wybierz z listy.",
        },
    )

    def __init__(self, *args, twins, is_empty, **kwargs):
        super().__init__(*args, **kwargs)
        self._twins = {str(each.pk): each for each in twins}
        if not twins:
            del self.fields["into"]
            return
        self.fields["into"].required = not is_empty
        self.fields["into"].choices = [
            *([("", "Usuń je: nic w nim nie zapisano")] if is_empty else []),
            *((key, f"Przenieś do {_named(each)} i połącz oba w jedno") for key, each in self._twins.items()),
        ]

    def clean_into(self):
        return self._twins.get(self.cleaned_data["into"])


class MistakenDecisionForm(CorrectionForm):
    """Take a decision back, or give it to one of `others`, referrals of the same family."""

    to = forms.ChoiceField(
        label="Czego dotyczyło rozstrzygnięcie",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Tego wniosku nie można wybrać. Wybierz z listy."},
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self._others = {str(each.pk): each for each in others}
        if not others:
            del self.fields["to"]
            return
        self.fields["to"].choices = [
            ("", "Niczego: zapisano je przez pomyłkę"),
            *((key, f"Wniosku {each.number} ({each.get_source_display()})") for key, each in self._others.items()),
        ]

    def clean_to(self):
        return self._others.get(self.cleaned_data["to"])


def _named(case):
    """Return „wsparcia S12 (od 04.09.2023)”."""
    return f"wsparcia {case.number} ({span(case)})"
