"""Correcting what is held about a person (RODO art. 16)."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Person
from cases.models.family import pesel_problem
from familycare.fields import DayField, YesNoUnknown
from familycare.versions import VersionedForm


class PersonForm(VersionedForm):
    """All that the register holds about a person."""

    disability = forms.NullBooleanField(
        label=gettext_lazy("Niepełnosprawność"),
        required=False,
        widget=YesNoUnknown,
    )

    class Meta:
        model = Person
        fields = (
            "first_name",
            "last_name",
            "sex",
            "birth_date",
            "pesel",
            "role",
            "main_carer",
            "marital_status",
            "education",
            "income_source",
            "disability",
            "joined_on",
            "left_on",
        )
        field_classes = {"birth_date": DayField, "joined_on": DayField, "left_on": DayField}
        widgets = {
            "pesel": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"})
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("sex", "marital_status", "education", "income_source"):
            self.fields[name].choices = [
                (code, label if code else _("nie wiadomo")) for code, label in self.fields[name].choices
            ]
        for name in ("joined_on", "left_on", "birth_date"):
            self.fields[name].required = False
        self.fields["pesel"].max_length = None
        self.fields["pesel"].validators = []

    def clean_pesel(self):
        pesel = "".join(self.cleaned_data["pesel"].split())
        if message := pesel_problem(pesel, None, ""):
            raise forms.ValidationError(message)
        return pesel

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        if born and born > timezone.localdate():
            raise forms.ValidationError(_("Data urodzenia jest w przyszłości."))
        return born

    def clean(self):
        cleaned = super().clean()
        born, joined_on, left_on = (cleaned.get(name) for name in ("birth_date", "joined_on", "left_on"))
        if joined_on and left_on and left_on < joined_on:
            self.add_error("left_on", _("Ten dzień jest wcześniejszy niż dzień, od którego osoba jest w rodzinie."))
        elif born and left_on and left_on < born:
            self.add_error("left_on", _("Ten dzień jest wcześniejszy niż data urodzenia."))
        if message := pesel_problem(cleaned.get("pesel"), born, cleaned.get("sex")):
            self.add_error("pesel", message)
        return cleaned
