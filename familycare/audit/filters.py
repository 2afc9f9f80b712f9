"""The filters of the log. Their names are Polish because they appear in addresses."""

from datetime import date, timedelta

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator

from familycare.accounts.models import User
from familycare.audit.choices import ChangeKind, ReadingKind
from familycare.audit.models import Change, Reading
from familycare.lib.dates import midnight
from familycare.lib.fields import DayField, LongSelect
from familycare.lib.ordering import polish_order
from familycare.lib.polish import date_in_digits

FAR_DAY = "Dziennik sięga lat 2000–2099. Wpisz dzień z tych lat."


class DayFilter(django_filters.Filter):
    field_class = DayField


def day(label, method):
    return DayFilter(
        label=label,
        method=method,
        validators=[MinValueValidator(date(2000, 1, 1), FAR_DAY), MaxValueValidator(date(2099, 12, 31), FAR_DAY)],
    )


class LogFilter(django_filters.FilterSet):
    """An invalid value is an error of the form, and its filter is not applied."""

    osoba = django_filters.ModelChoiceFilter(
        label="Osoba",
        field_name="actor",
        queryset=User.objects.order_by(polish_order("last_name"), polish_order("first_name"), "email"),
        empty_label="każda",
        widget=LongSelect,
        error_messages={"invalid_choice": "Nie ma takiego konta, więc filtr „Osoba” pominięto."},
    )
    rodzina = django_filters.CharFilter(
        label="Numer rodziny",
        field_name="family_number",
        lookup_expr="iexact",
        max_length=40,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    od = day("Od dnia", "since")
    do = day("Do dnia", "until")

    def filter_queryset(self, entries):
        for name, value in self.form.cleaned_data.items():
            entries = self.filters[name].filter(entries, value)
        return entries

    def since(self, entries, name, day):
        return entries.filter(at__gte=midnight(day))

    def until(self, entries, name, day):
        return entries.filter(at__lt=midnight(day + timedelta(days=1)))

    def chosen(self):
        """Yield the filters in use as pairs (label, value in words)."""
        self.is_valid()
        for name, value in self.form.cleaned_data.items():
            if value:
                field = self.form.fields[name]
                if name in ("od", "do"):
                    value = date_in_digits(value)
                elif isinstance(value, str) and hasattr(field, "choices"):
                    value = dict(field.choices)[value]
                yield field.label, str(value)


def kinds(choices):
    return django_filters.ChoiceFilter(
        label="Rodzaj",
        field_name="kind",
        choices=choices,
        empty_label="każdy",
        widget=LongSelect,
        error_messages={"invalid_choice": "Nie ma takiego rodzaju wpisów, więc filtr „Rodzaj” pominięto."},
    )


class ReadingFilter(LogFilter):
    rodzaj = kinds(ReadingKind.choices)
    szukano = django_filters.CharFilter(
        field_name="searched", max_length=16, validators=[ProhibitNullCharactersValidator()], widget=forms.HiddenInput
    )

    class Meta:
        model = Reading
        fields = ()


class ChangeFilter(LogFilter):
    rodzaj = kinds(ChangeKind.choices)

    class Meta:
        model = Change
        fields = ()
