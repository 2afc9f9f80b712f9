"""The base class of the forms for records of a family."""

from copy import copy

from django import forms
from django.db import models
from django.utils import timezone

from cases.day_limits import limits_of_day
from cases.models import Case, Person
from cases.rules import birth_problem, support_problem
from familycare.centre.dictionaries.fields import TermField, is_term
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm
from familycare.lib.polish import date_in_digits

FIRST_WITHOUT = "pierwszy dzień, w którym już nie trwa; puste, jeśli trwa nadal"


def with_days(field, **kwargs):
    """Return the form field for a model field. Days and amounts are entered as people write them; of a dictionary only
    the entries that are offered can be chosen."""
    if isinstance(field, models.DateField):
        kwargs |= {"form_class": DayField, "limits": limits_of_day(field)}
    elif isinstance(field, models.DecimalField):
        kwargs["localize"] = True  # „350,00”
    elif is_term(field):
        kwargs["form_class"] = TermField
    return field.formfield(**kwargs)


class RecordForm(VersionedForm):
    """The form of a record of `family`, new or corrected. `ending`: it was opened to end the record today.

    A subclass names its fields by their role:
    - `first`, `end`: the first day, and the day that ends the record; `with_end`: what is asked for with it;
    - `same`: records with equal values in these fields must not share a day;
    - `one_of`: days of which at least one must be given;
    - `needed`: required here, although a register may lack them.

    `before_birth`: the record may begin before the person is born.
    `before` is the saved record, None for a new one.
    """

    first, end, with_end, same, one_of, needed = "", "", (), (), (), ()
    before_birth = False

    def __init__(self, *args, family, ending=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.family = family
        self.before = None if self.instance._state.adding else copy(self.instance)
        if self.before is None and hasattr(self.instance, "family_id"):
            self.instance.family = family
        for name, field in self.fields.items():
            field.required = field.required or name in self.needed
            field.error_messages["required"] = f"Wypełnij pole „{field.label}”."
            self._offer(name, field)
        if ending and self.end:
            self.order_fields([self.end, *self.with_end])
            if not self.is_bound:
                self.initial[self.end] = timezone.localdate()

    def begin(self, asked):
        """Fill a new form in with what `asked`, the query of the address, tells."""

    def saved_words(self):
        """Return what the user reads once the record is saved."""
        return "Zapisano."

    def _offer(self, name, field):
        """Set the choices of a field, and the words of its empty choice."""
        if name == "person":
            field.queryset = self.family.persons.order_by("birth_date", "number")
            field.label_from_instance = person_in_words
        elif name == "case":
            self._offer_cases(field)
        elif isinstance(field, TermField):
            field.keep(getattr(self.instance, f"{name}_id"))
        if getattr(field, "empty_label", None):
            field.empty_label = "wybierz" if field.required else self.nothing(name)
        elif isinstance(field, forms.TypedChoiceField):
            nothing = "wybierz" if field.required else self.nothing(name)
            field.choices = [(code, label if code else nothing) for code, label in field.choices]

    def nothing(self, name):
        """Return the words of the empty choice of an optional field."""
        return "nie podano"

    def cases(self):
        """Return the cases that the record may belong to."""
        return Case.objects.filter(family=self.family).order_by("-opened_on", "-pk")

    def _offer_cases(self, field):
        cases = self.cases()
        field.queryset = cases
        field.label_from_instance = case_in_words
        if self.before is None and field.required:
            present = next((case for case in cases if case.closed_on is None), None)
            self.initial.setdefault("case", present and present.pk)
            if len(cases) == 1:
                self.initial["case"] = cases[0].pk
        if field.required and len(cases) == 1 and self.initial.get("case") == cases[0].pk:
            field.disabled, field.widget = True, forms.HiddenInput()

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get(self.first), cleaned.get(self.end)
        if start and end and end < start:
            begins = self.fields[self.first].label
            self.add_error(self.end, f"Ten dzień jest wcześniejszy niż {date_in_digits(start)} w polu „{begins}”.")
        born = getattr(cleaned.get("person"), "birth_date", None)
        if not self.before_birth and (message := birth_problem(start, born)):
            self.add_error(self.first, message)
        if self.one_of and not any(cleaned.get(name) for name in self.one_of) and not self.errors:
            self.add_error(self.one_of[0], "Podaj co najmniej jeden dzień.")
        return cleaned

    def within_case(self, name, *, until_closed):
        """Add an error if the day in the field is before the case or, with `until_closed`, after it."""
        day, case = self.cleaned_data.get(name), self.cleaned_data.get("case")
        if case and (message := support_problem(day, case.opened_on, case.closed_on if until_closed else None)):
            self.add_error(name, message)


def person_in_words(person: Person):
    """Return „Jaś Jaworski, ur. 01.05.2015”: two persons of a family may have the same name."""
    if not person.birth_date:
        return str(person)
    return f"{person}, ur. {date_in_digits(person.birth_date)}"


def case_in_words(case: Case):
    """Return „S1, od 01.03.2022: rodzina przeżywająca trudności …”."""
    return f"{case.number}, od {date_in_digits(case.opened_on)}: {case.get_kind_display()}"
