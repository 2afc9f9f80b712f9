"""The forms of a person: a new one, a correction (RODO art. 16), or one of several lines in the form of a family."""

import uuid

from django import forms
from stdnum.pl import pesel as pesel_number

from cases.choices import PersonRole
from cases.models import Family, Person
from cases.models.person import pesel_problem
from cases.records.base import with_days
from familycare.lib.fields import MailField, PhoneField, YesNoUnknown
from familycare.lib.optimistic_lock import VersionedForm


class PeselField(forms.CharField):
    """A PESEL, typed with or without spaces."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}
        options = {"label": "PESEL", "required": False, "widget": forms.TextInput(attrs=attrs)} | kwargs
        options["max_length"] = None  # pesel_problem has a better message
        super().__init__(**options)

    def clean(self, value):
        pesel = "".join(super().clean(value).split())
        if message := pesel_problem(pesel, None, ""):
            raise forms.ValidationError(message)
        return pesel


def take_from_pesel(form):
    """Fill the empty birth date and sex in `cleaned_data` from the PESEL. Return the names of the filled fields.

    If the PESEL contradicts the typed values, add an error to its field.
    """
    data, pesel = form.cleaned_data, form.cleaned_data.get("pesel")
    if not pesel:
        return []
    told = {"birth_date": pesel_number.get_birth_date(pesel), "sex": pesel_number.get_gender(pesel)}
    message = pesel_problem(pesel, data.get("birth_date"), data.get("sex"))
    if message:
        form.add_error("pesel", message)
        return []
    filled = [name for name in told if not data.get(name) and name not in form.errors]
    data.update((name, told[name]) for name in filled)
    return filled


class PersonFields(forms.ModelForm):
    """All fields of a person. After validation, `taken_from_pesel` lists the fields filled from the PESEL."""

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
            "phone",
            "email",
            "marital_status",
            "education",
            "income_source",
            "disability",
            "joined_on",
            "left_on",
        )
        field_classes = {
            "pesel": PeselField,
            "phone": PhoneField,
            "email": MailField,
        }
        formfield_callback = with_days
        widgets = {"disability": YesNoUnknown}
        error_messages = {"role": {"required": "Wybierz rolę osoby w rodzinie."}}
        labels = {"left_on": "Dzień odejścia z rodziny"}
        help_texts = {
            "pesel": "Datę urodzenia i płeć można zostawić puste: wynikają z numeru.",
            "main_carer": "Jest nim jedna osoba: zaznaczenie przechodzi na nią z dotychczasowej.",
            "phone": "np. 600 100 200; zagraniczny z + i numerem kraju",
            "joined_on": "puste: od początku albo od urodzenia; wpisz, gdy osoba doszła później",
            "left_on": "pierwszy dzień poza rodziną; gdy osoba wróci, usuń tę datę",
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
    """A person with the field `is_known`, shown if a member of another family has the same PESEL."""

    is_known = forms.BooleanField(label="Wiem o tym: zapisz mimo to", required=False)


class PersonForm(KnownPeselForm, VersionedForm):
    """The correction of a person; a form opened before the last change is not saved."""


class NewPersonForm(KnownPeselForm):
    """A new person of a family; a form sent twice adds one person."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["first_name"] and not cleaned["last_name"]:
            self.add_error("first_name", "Podaj imię albo nazwisko osoby.")
        return cleaned


class SamePersonForm(forms.Form):
    """The number of the record of the same person in another family; only one that the user may see."""

    number = forms.CharField(
        label="Numer zapisu tej osoby w innej rodzinie",
        max_length=40,
        help_text="Stoi na stronie tamtej osoby, w ramce „Ta sama osoba w innej rodzinie”.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Podaj numer zapisu tej osoby w innej rodzinie."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_number(self):
        seen = Person.objects.filter(family__in=Family.objects.visible_to(self.user))
        self.other = seen.select_related("family").filter(number=self.cleaned_data["number"]).first()
        if self.other is None:
            raise forms.ValidationError("Wśród rodzin, które widzisz, nie ma osoby o tym numerze. Sprawdź go.")
        return self.cleaned_data["number"]


class PersonLine(PersonFields):
    """One of several persons of a form; an unchanged line is ignored."""

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
