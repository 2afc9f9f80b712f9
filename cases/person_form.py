"""Correcting what is held about a person (RODO art. 16)."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Person
from cases.models.family import pesel_problem
from familycare.versions import VersionedForm

EARLIEST = date(1900, 1, 1)


class DayField(forms.DateField):
    """A day as people write it. A plain text field: the calendar of a browser throws away a day that it cannot read."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        kwargs["help_text"] = ", ".join(filter(None, [str(kwargs.get("help_text") or ""), _("np. 14.03.2015")]))
        super().__init__(**{**kwargs, "widget": widget, "input_formats": ["%d.%m.%Y", "%Y-%m-%d"]})
        self.error_messages["invalid"] = _("Nie ma takiego dnia. Wpisz go cyframi, np. 14.03.2015.")


class YesNoUnknown(forms.NullBooleanSelect):
    """Django's own says „Nieznany” of whatever it is."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [
            ("unknown", gettext_lazy("nie wiadomo")),
            ("true", gettext_lazy("tak")),
            ("false", gettext_lazy("nie")),
        ]


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
        return self._sensible(born)

    def clean_joined_on(self):
        return self._sensible(self.cleaned_data["joined_on"])

    def clean_left_on(self):
        return self._sensible(self.cleaned_data["left_on"])

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

    def _sensible(self, day):
        if day and day < EARLIEST:
            raise forms.ValidationError(_("Ten rok jest zbyt odległy. Wpisz rok czterema cyframi, np. 14.03.2015."))
        return day
