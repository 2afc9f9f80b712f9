"""The form that moves a diary entry to another family."""

from django import forms

from assistants.diary.forms import confirmed_field
from cases.families.distinct_names import distinct_name


class MoveVisitForm(forms.Form):
    """Move an entry to one of `cases`, of families that the user may see."""

    case = forms.ChoiceField(
        label="W której rodzinie była ta wizyta",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Wybierz rodzinę, w której była ta wizyta.",
            "invalid_choice": "Tej rodziny nie można wybrać. Wybierz z listy.",
        },
    )
    reason = forms.CharField(
        label="Dlaczego ją przenosisz",
        help_text="Zostanie przy wpisie i w aktach obu rodzin. Nie wpisuj tu nazwisk.",
        max_length=200,
        error_messages={"required": "Podaj powód. Zostanie przy wpisie i w aktach obu rodzin."},
    )
    confirmed = confirmed_field()

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        self._cases = {str(case.pk): case for case in cases}
        families = [case.family_id for case in cases]
        self.fields["case"].choices = [
            (key, _label(case, families.count(case.family_id) > 1)) for key, case in self._cases.items()
        ]

    def clean_case(self):
        return self._cases[self.cleaned_data["case"]]


def _label(case, has_two):
    return f"{distinct_name(case.family)}: {case.get_kind_display()}" if has_two else distinct_name(case.family)
