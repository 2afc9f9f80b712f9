"""The filters of the list of families. Their names are used in addresses and are therefore Polish."""

from functools import cached_property

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.utils import timezone

from cases.choices import CaseBasis, CaseKind, Structure
from cases.due import DueKind, DueList, DuePeriod
from cases.models import Family, FamilyProblem, Person
from cases.models.records.placement import children_in_foster_care
from cases.models.search import matching
from cases.models_above import Assignment, Assistant
from cases.states import FamilyState, in_state, present_cases
from familycare.centre.models import Problem
from familycare.lib.fields import LongSelect
from familycare.lib.ordering import polish_order, polish_sort_key

LONGEST_SEARCH = 100


def unknown(label):
    """Return the error messages of a filter for values that are not among its choices."""
    sentence = f"Filtr „{label}” nie zna wartości „%(value)s”, więc go pominięto. Wybierz wartość z listy."
    return {"invalid_choice": sentence}


class SearchField(forms.CharField):
    """The words to search for, of limited length."""

    def clean(self, value):
        if len(value or "") > LONGEST_SEARCH:
            raise ValidationError(
                f"Szukany tekst może mieć najwyżej {LONGEST_SEARCH} znaków, a jest dłuższy, więc go pominięto. "
                "Skróć go."
            )
        return super().clean(value)


class SearchFilter(django_filters.CharFilter):
    """The filter with a SearchField."""

    field_class = SearchField


def choice(label, choices, method, empty_label):
    """Return a filter with one choice out of `choices`."""
    return django_filters.ChoiceFilter(
        label=label,
        choices=choices,
        method=method,
        empty_label=empty_label,
        widget=LongSelect,
        error_messages=unknown(label),
    )


def yes(label, method):
    """Return a filter with a checkbox."""
    return django_filters.BooleanFilter(label=label, method=method, widget=forms.CheckboxInput(attrs={"value": "tak"}))


class FirstFamilyFilter(django_filters.FilterSet):
    """The most used filters, as of today. An invalid value is an error of the form, and its filter is ignored."""

    szukaj = SearchFilter(
        label="Nazwisko, imię, numer, PESEL, ulica lub dzielnica",
        method="that_match",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    stan = choice("Stan", FamilyState.choices, "in_state", "wszystkie")

    def __init__(self, data, families, *, sees_pesel=False):
        """`sees_pesel`: whether the reader may search by part of a PESEL (`access.may_see_pesel`)."""
        self.today, self.sees_pesel = timezone.localdate(), sees_pesel
        super().__init__(data, families)
        if not sees_pesel:
            self.filters["szukaj"].label = "Nazwisko, imię, numer, cały PESEL, ulica lub dzielnica"

    def filter_queryset(self, families):
        for name, value in self.form.cleaned_data.items():
            families = self.filters[name].filter(families, value)
        return families

    def chosen(self):
        """Yield (name, label, value in words) of each filter in use: checkboxes without value, words without label."""
        for name, value in self.form.cleaned_data.items():
            if value:
                field = self.form.fields[name]
                if value is True:
                    yield name, field.label, ""
                elif name == "szukaj":
                    yield name, "", f"„{value}”"
                else:
                    yield name, field.label, dict(field.choices)[value] if isinstance(value, str) else value

    def that_match(self, families, name, text):
        return matching(families, text, sees_pesel=self.sees_pesel)

    def in_state(self, families, name, state):
        return in_state(families, state, self.today)


class FamilyFilter(FirstFamilyFilter):
    """All filters. They are slow to build and are therefore built only on demand."""

    asystent = django_filters.ModelChoiceFilter(
        label="Asystent",
        queryset=Assistant.objects.none(),
        to_field_name="number",
        widget=LongSelect,
        method="of_assistant",
        empty_label="każdy",
        error_messages={"invalid_choice": "Nie ma tu asystenta o takim numerze, więc filtr „Asystent” pominięto."},
    )
    podstawa = choice("Podstawa", CaseBasis.choices, "on_basis", "każda")
    rodzaj = choice("Rodzaj wsparcia", CaseKind.choices, "of_kind", "każdy")
    struktura = choice("Struktura", Structure.choices, "of_structure", "każda")
    problem = django_filters.ChoiceFilter(
        label="Problem",
        choices=(),
        method="with_problem",
        widget=LongSelect,
        empty_label="każdy",
        error_messages={"invalid_choice": "Nie ma takiego problemu w słowniku, więc filtr „Problem” pominięto."},
    )
    dzielnica = choice("Dzielnica", (), "in_district", "każda")
    w_pieczy = yes("dzieci w pieczy zastępczej", "with_children_in_care")
    maloletni = yes("małoletni główny opiekun", "with_minor_main_carer")
    po_terminie = yes("ocena sytuacji po terminie", "overdue")

    def __init__(self, data, families, **options):
        super().__init__(data, families, **options)
        self.families = families
        self.filters["asystent"].queryset = assistants_of(families, self.today)
        for name in ("problem", "dzielnica"):
            self.filters[name].extra["choices"] = lambda name=name: self.words[name]

    @cached_property
    def words(self):
        """{filter: its choices}: the problems of the dictionary, and the districts of the families."""
        problems = Problem.objects.kept().order_by().values_list(Value("problem"), "position", "code", "label")
        districts = self.families.exclude(district="").order_by().distinct()
        found = problems.union(districts.values_list(Value("dzielnica"), Value(0), "district", Value("")), all=True)
        words = {"problem": [], "dzielnica": []}
        for name, _position, code, label in sorted(found, key=lambda each: (each[1], polish_sort_key(each[2]))):
            words[name].append((code, label or code))
        return words

    def of_assistant(self, families, name, assistant):
        now = Assignment.objects.active_on(self.today).order_by()
        return families.filter(pk__in=now.filter(assistant=assistant).values("family"))

    def on_basis(self, families, name, basis):
        return families.filter(pk__in=present_cases(self.today).filter(basis=basis).values("family"))

    def of_kind(self, families, name, kind):
        return families.filter(pk__in=present_cases(self.today).filter(kind=kind).values("family"))

    def of_structure(self, families, name, structure):
        return families.filter(structure=structure)

    def with_problem(self, families, name, problem):
        now = FamilyProblem.objects.active_on(self.today).filter(problem=problem)
        return families.filter(pk__in=now.values("family"))

    def in_district(self, families, name, district):
        return families.filter(district=district)

    def with_children_in_care(self, families, name, wanted):
        if not wanted:
            return families
        return families.filter(pk__in=children_in_foster_care(self.today).values("family"))

    def with_minor_main_carer(self, families, name, wanted):
        if not wanted:
            return families
        return families.filter(pk__in=Person.objects.minor_main_carers_on(self.today).order_by().values("family"))

    def overdue(self, families, name, wanted):
        return with_overdue_assessment(families, self.today) if wanted else families


def with_overdue_assessment(families, day, centre=None):
    """Return the families of the queryset whose assessment is overdue on the day."""
    late = DueList(Family.objects.all(), day, [DueKind.ASSESSMENT], centre=centre)
    return families.filter(pk__in=late.families_with(DuePeriod.OVERDUE))


def assistants_of(families, day):
    """Return the assistants who have one of the families on the day, by name."""
    theirs = Assignment.objects.active_on(day).filter(family__in=families.order_by())
    there = Assistant.objects.filter(pk__in=theirs.order_by().values("assistant"))
    return there.order_by(polish_order("last_name"), polish_order("first_name"), "number")
