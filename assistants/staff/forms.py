"""Forms of an assistant's employment and posts.

The rules beside other records are in `employment.py` and `posts.py`.
"""

from django import forms
from django.utils import timezone

from assistants.models import MOST_FAMILIES, Assistant, Post
from assistants.staff.employers import employers
from cases.records.base import with_days
from familycare.centre.law.reading import read_law
from familycare.centre.models import LegalTerm
from familycare.lib.fields import DayField, SuggestingInput
from familycare.lib.numbers import new_number
from familycare.lib.optimistic_lock import VersionedForm

REQUIRED = "Wypełnij pole „{}”."


class AssistantForm(VersionedForm):
    """Take an assistant on, or change their record. The last day is asked for only where there is one already."""

    class Meta:
        model = Assistant
        fields = (
            "number",
            "first_name",
            "last_name",
            "employed_from",
            "employed_to",
            "contract",
            "employer",
            "max_families",
        )
        formfield_callback = with_days
        labels = {
            "employed_from": "Pracuje od",
            "employed_to": "Pracuje do",
            "employer": "Organizacja, która zatrudnia",
            "max_families": "Najwięcej rodzin naraz",
        }
        help_texts = {
            "number": "Zostaw ten albo wpisz numer, którym posługuje się ośrodek. Później się nie zmienia.",
            "employed_from": "pierwszy dzień pracy",
            "employed_to": "ostatni dzień pracy; puste, jeśli pracuje nadal",
            "employer": "jeśli gmina zleciła jej pracę z rodzinami (art. 10 ust. 1 ustawy); puste, jeśli ośrodek",
        }
        widgets = {"employer": SuggestingInput(employers)}
        error_messages = {
            "max_families": {"max_value": f"Najwyżej {MOST_FAMILIES}: tak stanowi art. 15 ust. 4 ustawy."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = read_law()(LegalTerm.MOST_FAMILIES, timezone.localdate())
        limit = f"najwyżej {most} (art. 15 ust. 4 ustawy) albo mniej, jeśli tak ustalił ośrodek"
        self.fields["max_families"].help_text = limit
        if self.instance._state.adding:
            self.initial["max_families"] = most
            self.initial["number"] = new_number(Assistant._meta.get_field("number").prefix)
        else:
            del self.fields["number"]
        if self.instance.employed_to is None:
            del self.fields["employed_to"]
        self.fields["first_name"].required = True
        self.fields["contract"].choices = [
            (code, label if code else "nie podano") for code, label in self.fields["contract"].choices
        ]
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED.format(field.label)

    def validate_unique(self):
        """`take_on` does: the same form sent twice is not a second assistant."""

    def saved_values(self):
        return {name: self.initial.get(name) for name in self.Meta.fields if name != "number"}

    def details(self):
        """Return the keyword arguments of `take_on` and `change_assistant`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}


class LastDayForm(forms.Form):
    """End an assistant's employment."""

    employed_to = DayField(
        label="Ostatni dzień pracy",
        error_messages={"required": "Podaj ostatni dzień pracy."},
    )

    def __init__(self, *args, assistant, **kwargs):
        super().__init__(*args, initial={"employed_to": timezone.localdate()}, **kwargs)
        self.assistant = assistant

    def clean_employed_to(self):
        day = self.cleaned_data["employed_to"]
        if day < self.assistant.employed_from:
            raise forms.ValidationError("Ten dzień jest wcześniejszy niż pierwszy dzień pracy.")
        return day


class PostForm(VersionedForm):
    """A post of an assistant, new or corrected."""

    class Meta:
        model = Post
        fields = ("funding", "fraction", "starts_on", "ends_on")
        formfield_callback = with_days
        labels = {"funding": "Z czego opłacany", "fraction": "Część etatu", "starts_on": "Od", "ends_on": "Do"}
        help_texts = {
            "fraction": "1 to cały etat, 0,5 to pół etatu",
            "starts_on": "pierwszy dzień",
            "ends_on": "ostatni dzień; puste, jeśli trwa nadal",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["funding"].empty_label = "wybierz"
        self.fields["funding"].keep(self.instance.funding_id)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED.format(field.label)

    def details(self):
        """Return the keyword arguments of `save_post`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
