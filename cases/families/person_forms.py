"""The fields of a person: of one who is added, corrected (RODO art. 16), or one of several in the form of a family."""

import uuid
from functools import partial

from django import forms
from django.utils import timezone
from stdnum.pl import pesel as pesel_number

from cases.choices import PersonRole
from cases.models import Person
from cases.models.family import pesel_problem
from familycare.lib.fields import DayField, YesNoUnknown
from familycare.lib.optimistic_lock import VersionedForm


class PeselField(forms.CharField):
    """A PESEL, with or without spaces."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        options = {"label": "PESEL", "required": False, "widget": forms.TextInput(attrs=attrs)} | kwargs
        options["max_length"] = None  # pesel_problem says more than that it is too long
        super().__init__(**options)

    def clean(self, value):
        pesel = "".join(super().clean(value).split())
        if message := pesel_problem(pesel, None, ""):
            raise forms.ValidationError(message)
        return pesel


def take_from_pesel(form):
    """Puts the birth date and the sex that the PESEL tells into `cleaned_data`, where they were left empty; where they
    do not agree with it, says so at its field. Returns the names of the fields that it filled."""
    data, pesel = form.cleaned_data, form.cleaned_data.get("pesel")
    if not pesel:
        return []
    told = {"birth_date": pesel_number.get_birth_date(pesel), "sex": pesel_number.get_gender(pesel)}
    message = pesel_problem(pesel, data.get("birth_date"), data.get("sex"))
    if told["birth_date"] > timezone.localdate():
        message = "PESEL jest błędny: data urodzenia, którą zawiera, jest w przyszłości."
    if message:
        form.add_error("pesel", message)
        return []
    filled = [name for name in told if not data.get(name) and name not in form.errors]
    data.update((name, told[name]) for name in filled)
    return filled


class PersonFields(forms.ModelForm):
    """All that the register holds about a person. `taken_from_pesel`, after validation: fields filled from there."""

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
        field_classes = {
            "birth_date": partial(DayField, days_ahead=0),
            "pesel": PeselField,
            "joined_on": DayField,
            "left_on": DayField,
        }
        widgets = {"disability": YesNoUnknown}
        help_texts = {
            "pesel": "Datę urodzenia i płeć można zostawić puste: wynikają z numeru.",
            "main_carer": "Jest nim jedna osoba: zaznaczenie przechodzi na nią z dotychczasowej.",
            "joined_on": "puste: od początku albo od urodzenia; wpisz, gdy osoba doszła później",
            "left_on": "pierwszy dzień poza rodziną (gdy osoba wróci, usuń tę datę)",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken_from_pesel = []
        for name in ("sex", "marital_status", "education", "income_source"):
            if name in self.fields:
                choices = self.fields[name].choices
                self.fields[name].choices = [(code, label if code else "nie wiadomo") for code, label in choices]
        self.fields["role"].choices = [(code, label) for code, label in self.fields["role"].choices if code]
        self.fields["role"].choices.insert(0, ("", "wybierz"))

    def clean(self):
        cleaned = super().clean()
        self.taken_from_pesel = take_from_pesel(self)
        born, joined_on, left_on = (cleaned.get(name) for name in ("birth_date", "joined_on", "left_on"))
        if joined_on and left_on and left_on < joined_on:
            self.add_error("left_on", "Ten dzień jest wcześniejszy niż dzień, od którego osoba jest w rodzinie.")
        elif born and left_on and left_on < born:
            self.add_error("left_on", "Ten dzień jest wcześniejszy niż data urodzenia.")
        return cleaned


class KnownPeselForm(PersonFields):
    """With `is_known`, to be shown and ticked when somebody of another family has the PESEL."""

    is_known = forms.BooleanField(label="Wiem o tym: zapisz mimo to", required=False)


class PersonForm(KnownPeselForm, VersionedForm):
    """The correction of a person whom two people may have open."""


class NewPersonForm(KnownPeselForm):
    """Somebody who is added to a family; sent twice, the form adds them once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["first_name"] and not cleaned["last_name"]:
            self.add_error("first_name", "Podaj imię albo nazwisko osoby.")
        return cleaned


class PersonLine(PersonFields):
    """What is asked about each of several persons at once; a line that is left as it was is nobody."""

    class Meta(PersonFields.Meta):
        fields = ("first_name", "last_name", "role", "birth_date", "sex", "pesel")
        help_texts = {"last_name": "puste: jak głównego opiekuna"}

    def __init__(self, data=None, *, initial=(), **kwargs):
        initial = {"role": PersonRole.CHILD} | dict(initial)
        super().__init__(data, initial=initial, empty_permitted=True, use_required_attribute=False, **kwargs)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["first_name"] and not cleaned["last_name"]:
            self.add_error("first_name", "Podaj imię tej osoby albo usuń ją z formularza.")
        return cleaned
