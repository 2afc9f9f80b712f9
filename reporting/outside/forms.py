"""Forms of outside figures."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS

from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedFormMixin
from reporting.outside.groups import Kind
from reporting.outside.sheet import LONGEST_SOURCE
from reporting.periods import FIRST_YEAR, LAST_YEAR, ROMAN, Period, PeriodError
from reporting.units import Unit

LONGEST_LABEL = 200
MOST_SERIES = 100
NAMES = {
    Kind.GROUP: ("Nazwa grupy", "Wpisz nazwę grupy."),
    Kind.SERIES: ("Nazwa pozycji", "Wpisz nazwę pozycji."),
    Kind.COLUMN: ("Nazwa kolumny", "Wpisz nazwę kolumny."),
}
TWO_DAYS = "days"


class UnitField(forms.ChoiceField):
    """The unit of values."""

    def __init__(self, **kwargs):
        super().__init__(label="Jednostka", choices=Unit.choices, initial=Unit.COUNT, **kwargs)


class SourceForm(forms.Form):
    """Where the values come from that are typed in."""

    source = forms.CharField(
        label="Źródło wpisywanych wartości",
        max_length=LONGEST_SOURCE,
        required=False,
        help_text="Np. sprawozdanie finansowe ośrodka. Puste: takie jak ostatnio przy tej pozycji.",
    )


class OutsideGroupForm(forms.Form):
    """A new group."""

    title = forms.CharField(
        label="Nazwa grupy",
        max_length=LONGEST_LABEL,
        help_text="Będzie tytułem tabeli, np. „Powody korzystania z pomocy społecznej”.",
        error_messages={"required": "Wpisz nazwę grupy."},
    )


class NewSeriesForm(forms.Form):
    """New series of a group, one or several at once. The cleaned `labels` is a list."""

    labels = forms.CharField(
        label="Nazwy pozycji",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Każda w nowym wierszu; można wkleić kolumnę z arkusza.",
        error_messages={"required": "Wpisz nazwę co najmniej jednej pozycji."},
    )
    unit = UnitField()

    def __init__(self, *args, has_columns, **kwargs):
        super().__init__(*args, auto_id="id_new_%s", **kwargs)
        if has_columns:
            del self.fields["unit"]

    def clean_labels(self):
        labels = [" ".join(line.split()) for line in self.cleaned_data["labels"].splitlines()]
        labels = [label for label in dict.fromkeys(labels) if label]
        if len(labels) > MOST_SERIES:
            raise ValidationError(f"Naraz można dodać najwyżej {MOST_SERIES} pozycji.")
        if long := next((label for label in labels if len(label) > LONGEST_LABEL), None):
            raise ValidationError(f"Nazwa „{long[:40]}…” jest dłuższa niż {LONGEST_LABEL} znaków.")
        return labels


class NewColumnForm(forms.Form):
    """A new column of a group."""

    label = forms.CharField(
        label="Nazwa kolumny",
        max_length=80,
        help_text="Np. „rodziny”, „w tym na wsi”, „osoby w rodzinach”.",
        error_messages={"required": "Wpisz nazwę kolumny."},
    )
    unit = UnitField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="id_column_%s", **kwargs)


class HeadingForm(VersionedFormMixin):
    """A group, series or column, corrected. `named`: how it is called now (a Named)."""

    label = forms.CharField(max_length=LONGEST_LABEL)
    unit = UnitField()
    is_retired = forms.BooleanField(
        label="Już tego nie zbieramy",
        required=False,
        help_text="Wartości zostają w tabelach, a siatka nie pyta o nowe.",
    )

    def __init__(self, *args, kind, named, has_unit, **kwargs):
        self.named = named
        super().__init__(*args, initial=self.saved_values(), **kwargs)
        self.fields["label"].label, self.fields["label"].error_messages["required"] = NAMES[kind]
        if kind == Kind.GROUP:
            del self.fields["is_retired"]
        if not has_unit:
            del self.fields["unit"]

    def saved_values(self):
        return {"label": self.named.label, "unit": self.named.unit or Unit.COUNT, "is_retired": self.named.is_retired}

    def details(self):
        """Return the keyword arguments of `change_heading`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class NewPeriodForm(forms.Form):
    """A period in words. The cleaned `period` is a Period."""

    kind = forms.ChoiceField(
        label="Okres",
        choices=[
            ("{}", "cały rok"),
            *((f"{{}}-H{half}", f"{ROMAN[half]} półrocze") for half in (1, 2)),
            *((f"{{}}-Q{quarter}", f"{ROMAN[quarter]} kwartał") for quarter in (1, 2, 3, 4)),
            *((f"{{}}-{month:02}", str(name)) for month, name in MONTHS.items()),
            (TWO_DAYS, "od dnia do dnia"),
        ],
    )
    year = forms.IntegerField(
        label="Rok",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Podaj rok jako cztery cyfry, na przykład 2024."
        ),
    )
    first = DayField(label="Od dnia", required=False, help_text="tylko dla okresu „od dnia do dnia”")
    last = DayField(label="Do dnia", required=False, help_text="z tym dniem włącznie")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"year": timezone.localdate().year}, **kwargs)
        self.fields["year"].required = not self.is_bound or self.data.get("kind") != TWO_DAYS

    def clean(self):
        super().clean()
        if self.errors:
            return self.cleaned_data
        kind, year, first, last = (self.cleaned_data.get(name) for name in ("kind", "year", "first", "last"))
        if kind == TWO_DAYS and not (first and last):
            self.add_error("last" if first else "first", "Podaj pierwszy i ostatni dzień okresu.")
            return self.cleaned_data
        try:
            self.cleaned_data["period"] = Period.parse(f"{first}/{last}" if kind == TWO_DAYS else kind.format(year))
        except PeriodError as error:
            self.add_error("last" if kind == TWO_DAYS else "year", str(error))
        return self.cleaned_data
