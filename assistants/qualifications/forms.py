"""The form of a confirmation of what the law requires."""

from django import forms

from assistants.choices import EducationWay, Requirement
from assistants.models import Qualification
from assistants.qualifications.checklist import REQUIREMENTS
from cases.records.base import with_days
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm


class QualificationForm(VersionedForm):
    """A confirmation of the requirement of the instance, new or corrected."""

    renew_on = DayField(
        label="Potwierdzić ponownie do",
        required=False,
        help_text="ostatni dzień; puste, jeśli ośrodek nie wymaga ponownego potwierdzenia",
    )

    class Meta:
        model = Qualification
        fields = ("way", "confirmed_on", "proof", "renew_on")
        formfield_callback = with_days
        labels = {"confirmed_on": "Data dokumentu albo sprawdzenia", "proof": "Dokument"}
        help_texts = {
            "proof": "co to jest i gdzie leży, np. dyplom nr 12/2015, akta osobowe; bez treści o zdrowiu i skazaniach",
        }
        widgets = {"way": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proof"].error_messages["required"] = "Wpisz, jaki dokument to potwierdza."
        self.fields["confirmed_on"].error_messages["required"] = "Podaj datę dokumentu albo sprawdzenia."
        self.fields["confirmed_on"].help_text = " · ".join(
            [REQUIREMENTS[self.instance.requirement][1], str(self.fields["confirmed_on"].help_text)]
        )
        if self.instance.requirement == Requirement.EDUCATION:
            self.fields["way"].choices = EducationWay.choices
            self.fields["way"].required = True
            self.fields["way"].error_messages["required"] = "Zaznacz rodzaj wykształcenia."
        else:
            del self.fields["way"]

    def clean(self):
        super().clean()
        confirmed, renew = self.cleaned_data.get("confirmed_on"), self.cleaned_data.get("renew_on")
        if confirmed and renew and renew < confirmed:
            self.add_error("renew_on", "Ten dzień jest wcześniejszy niż data dokumentu.")
        return self.cleaned_data

    def details(self):
        """Return the keyword arguments of `save_qualification`."""
        details = {name: self.cleaned_data.get(name) for name in self.Meta.fields}
        return details | {"way": details["way"] or "", "requirement": self.instance.requirement}
