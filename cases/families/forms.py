"""The forms of a new family with its persons, and of the correction of a family."""

import re
import uuid

from django import forms

from cases.choices import PersonRole, Sex, Structure
from cases.day_limits import BIRTH
from cases.families.duplicates import TypedPerson
from cases.families.person_forms import PersonLine, PeselField, take_from_pesel
from cases.models import Family, Person
from cases.records.base import with_days
from familycare.lib.fields import DayField
from familycare.lib.forms import initial_from_data
from familycare.lib.optimistic_lock import VersionedForm

MOST_LINES = 20
LINES = "osoby"  # the parameter of the address: the number of lines for further persons


def text(model, name, label, **options):
    """Return a form field with the maximum length of the model field."""
    options = {"required": False, "max_length": model._meta.get_field(name).max_length} | options
    return forms.CharField(label=label, **options)


class NewFamilyFields(forms.Form):
    """A new family and its main carer."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    name = text(
        Family,
        "name",
        "Nazwisko rodziny",
        required=True,
        error_messages={"required": "Podaj nazwisko, pod którym rodzina będzie znana."},
    )
    structure = forms.ChoiceField(
        label="Struktura rodziny",
        choices=[("", "nie wiadomo"), *Structure.choices],
        required=False,
    )
    address = text(Family, "address", "Adres", help_text="ulica i numer domu")
    district = text(Family, "district", "Dzielnica")
    first_name = text(Person, "first_name", "Imię")
    last_name = text(
        Person,
        "last_name",
        "Nazwisko",
        required=True,
        error_messages={"required": "Podaj nazwisko głównego opiekuna."},
    )
    role = forms.ChoiceField(
        label="Rola w rodzinie",
        choices=[choice for choice in PersonRole.choices if choice[0] != PersonRole.CHILD],
        initial=PersonRole.PARENT,
        required=False,
    )
    birth_date = DayField(label="Data urodzenia", required=False, limits=BIRTH)
    sex = forms.ChoiceField(label="Płeć", choices=[("", "nie wiadomo"), *Sex.choices], required=False)
    pesel = PeselField(help_text="Datę urodzenia i płeć można zostawić puste: wynikają z numeru.")
    is_new = forms.BooleanField(label="To nie są te same osoby: zarejestruj nową rodzinę", required=False)

    def clean(self):
        data = super().clean()
        self.taken_from_pesel = take_from_pesel(self)
        return data

    def registered(self):
        """Return the arguments of `register_family` that this form knows."""
        data = self.cleaned_data
        carer = {name: data[name] for name in ("first_name", "last_name", "birth_date", "sex", "pesel")}
        return {
            **{name: data[name] for name in ("name", "structure", "address", "district")},
            "form_key": str(data["form_key"]),
            "carer": carer | {"role": data["role"] or PersonRole.PARENT},
        }

    def search_criteria(self):
        """Return the arguments of `find_similar_families`, from the valid fields."""
        return {
            "name": self.cleaned_data.get("name", ""),
            "address": self.cleaned_data.get("address", ""),
            "persons": [typed_person(self)],
        }


class NewFamily:
    """The form of a new family with a line for each further person; it acts as one form.

    With `data`, it has every line that was sent, otherwise `lines` empty ones. `added` is the line that was just
    added.
    """

    added = None

    def __init__(self, data=None, lines=1):
        self.form = NewFamilyFields(data)
        places = range(lines) if data is None else places_in(data)
        self.lines = [PersonLine(data, prefix=prefix(place)) for place in places]

    @classmethod
    def continued(cls, data, lines, without=None):
        """Return the form with what was typed so far, not validated, with at least `lines` lines.

        `without` is the number of a line to leave out.
        """
        typed = [initial_from_data(PersonLine, data, prefix(place)) for place in places_in(data) if place != without]
        self = cls(lines=max(lines, len(typed)))
        self.form = NewFamilyFields(initial=initial_from_data(NewFamilyFields, data))
        for place, initial in enumerate(typed):
            self.lines[place] = PersonLine(initial=initial, prefix=prefix(place))
        if len(self.lines) > len(typed) and without is None:
            self.added = self.lines[-1]
            self.added.fields["first_name"].widget.attrs["autofocus"] = True
        return self

    def is_valid(self):
        """Validate all forms, and that no PESEL occurs twice."""
        self._judge_each()
        known = {self.form.cleaned_data.get("pesel")} - {"", None}
        for line in self.persons:
            pesel = line.cleaned_data.get("pesel")
            if pesel in known:
                line.add_error("pesel", "Ten PESEL ma już inna osoba w tym formularzu.")
            elif pesel:
                known.add(pesel)
        if len(self.lines) > MOST_LINES:
            message = f"Naraz można wpisać najwyżej {MOST_LINES} osób. Pozostałe dopisz na stronie rodziny."
            self.form.add_error(None, message)
        return not self.errors

    def _judge_each(self):
        for form in (self.form, *self.lines):
            form.is_valid()

    @property
    def persons(self):
        """The lines that were filled in."""
        return [line for line in self.lines if line.has_changed()]

    @property
    def taken_from_pesel(self):
        """Whether any field was filled in from a PESEL."""
        return any(form.taken_from_pesel for form in (self.form, *self.persons))

    def registered(self):
        """Return the arguments of `register_family`."""
        last_name = self.form.cleaned_data["last_name"]
        members = [
            line.cleaned_data | {"last_name": line.cleaned_data["last_name"] or last_name} for line in self.persons
        ]
        return self.form.registered() | {"members": members}

    def search_criteria(self):
        """Return the arguments of `find_similar_families`, from the valid fields."""
        self._judge_each()
        search_criteria = self.form.search_criteria()
        last_name = search_criteria["persons"][0].last_name
        search_criteria["persons"] += [typed_person(line, last_name) for line in self.persons]
        return search_criteria

    # The interface of a form, for the summary of errors.

    @property
    def errors(self):
        return [form.errors for form in (self.form, *self.lines) if form.errors]

    def __iter__(self):
        for form in (self.form, *self.lines):
            yield from form

    def non_field_errors(self):
        return [error for form in (self.form, *self.lines) for error in form.non_field_errors()]


class FamilyForm(VersionedForm):
    """The correction of a family; a form opened before the last change is not saved."""

    class Meta:
        model = Family
        fields = ("name", "structure", "address", "district", "registered_on")
        formfield_callback = with_days
        error_messages = {"name": {"required": "Podaj nazwisko, pod którym rodzina będzie znana."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.fields["structure"].choices
        self.fields["structure"].choices = [(code, label if code else "nie wiadomo") for code, label in choices]


def typed_person(form, last_name=""):
    """Return the TypedPerson of a form with the fields of a person, from its valid fields."""
    typed = {name: form.cleaned_data.get(name) for name in ("first_name", "last_name", "birth_date", "pesel")}
    typed["last_name"] = typed["last_name"] or last_name
    return TypedPerson(**{name: value for name, value in typed.items() if value})


def prefix(place):
    """Return the prefix of the fields of a line."""
    return f"osoba-{place}"


def places_in(data):
    """Return the numbers of the lines that were sent, ascending."""
    sent = (re.fullmatch(r"osoba-([0-9]{1,2})-.*", name) for name in data)
    return sorted({int(each[1]) for each in sent if each})
