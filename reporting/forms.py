"""Forms of the pages. Fields sent with GET have Polish names, because they are part of the address."""

from django import forms
from django.core.exceptions import ValidationError

from familycare.lib.polish import counted
from reporting.documents.council_report import COMPARED, MOST_COMPARED
from reporting.figures.readable import may_be_told
from reporting.figures.splits import may_split
from reporting.periods import FIRST_YEAR, LAST_YEAR, Period, PeriodError
from reporting.units import SplitBy
from reporting.years import years_with_data

MOST_PERIODS = 12
SMALL_NUMBERS = (
    "Dla odbiorców spoza ośrodka: w tabelach o zdrowiu, przemocy, sądzie, pieczy i problemach „<5” zastępuje liczby "
    "od 1 do 4, po których można by kogoś rozpoznać."
)
NO_YEAR = "Podaj rok jako cztery cyfry, na przykład 2024."
NO_COMPARISON = "Wybierz, z iloma wcześniejszymi latami porównać: od 0 do 4."


class SmallNumbersField(forms.ChoiceField):
    """Whether files conceal small numbers. The cleaned value is a boolean; without an answer it is `default`."""

    def __init__(self, *, default, help_text):
        self.default = default
        choices = [("tak", "tak"), ("nie", "nie")]
        super().__init__(
            label="Ukryj małe liczby (1–4)",
            choices=choices if default else choices[::-1],
            help_text=help_text,
            error_messages={"invalid_choice": "Wybierz „tak” albo „nie”."},
        )

    def clean(self, value):
        return super().clean(value) == "tak" if value else self.default


class ReportForm(forms.Form):
    """The year of the report and the number of earlier years to compare it with."""

    rok = forms.IntegerField(
        label="Rok sprawozdania",
        min_value=FIRST_YEAR + MOST_COMPARED,
        max_value=LAST_YEAR,
        widget=forms.Select,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_YEAR),
    )
    porownaj = forms.IntegerField(
        label="Porównanie",
        min_value=0,
        max_value=MOST_COMPARED,
        widget=forms.Select(
            choices=[
                (0, "bez porównania"),
                (1, "z rokiem poprzednim"),
                *((n, f"z {n} latami wcześniejszymi") for n in range(2, MOST_COMPARED + 1)),
            ]
        ),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), NO_COMPARISON),
    )

    ukryj = SmallNumbersField(default=False, help_text=f"{SMALL_NUMBERS} Rada gminy dostaje liczby dokładne.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rok"].widget.choices = [(year, year) for year in years_with_data()]

    @classmethod
    def from_address(cls, year, query):
        """Return the bound form for an address with the year in its path and the comparison in its query (optional)."""
        return cls({"rok": year, "porownaj": query.get("porownaj", COMPARED), "ukryj": query.get("ukryj", "")})


class TablesForm(forms.Form):
    """The periods for which tables are shown. The cleaned value is a list of at most MOST_PERIODS different Periods."""

    okresy = forms.CharField(
        label="Okresy",
        max_length=400,
        help_text=(
            "Oddzielone przecinkami: rok (2024), półrocze (2024-H1), kwartał (2024-Q3), miesiąc (2024-05) "
            "albo dwie daty (2024-01-01/2024-05-31)."
        ),
        error_messages={"required": "Podaj co najmniej jeden okres, na przykład 2024."},
    )

    podzial = forms.ChoiceField(
        label="W podziale na",
        choices=[("", "bez podziału"), *SplitBy.choices],
        required=False,
        help_text=(
            "Każda liczba dla całego ośrodka i osobno dla każdego asystenta albo rejonu. W plikach z ukrytymi małymi "
            "liczbami asystenci są bez nazwisk."
        ),
        error_messages={"invalid_choice": "Wybierz podział z listy."},
    )
    ukryj = SmallNumbersField(default=True, help_text=f"{SMALL_NUMBERS} Dotyczy plików; na stronie liczby są dokładne.")

    def __init__(self, *args, reader=None, **kwargs):
        """`reader`: the User who will read the figures; None if no figures are shown."""
        self.reader = reader
        super().__init__(*args, **kwargs)
        if reader:
            allowed = [(by.value, by.label) for by in SplitBy if may_split(reader, by)]
            if allowed:
                self.fields["podzial"].choices = [("", "bez podziału"), *allowed]
            else:
                del self.fields["podzial"]

    def clean_okresy(self):
        periods = _parsed(Period.parse_list, self.cleaned_data["okresy"])
        if len(periods) > MOST_PERIODS:
            given = counted(len(periods), "okres", "okresy", "okresów")
            raise ValidationError(f"To {given}. Naraz można pokazać najwyżej {MOST_PERIODS}.")
        for period in periods:
            if periods.count(period) > 1:
                raise ValidationError(f"Okres „{period}” podano dwa razy.")
            _refuse_if_too_short(period, self.reader)
        return periods


class PeriodForm(forms.Form):
    """The period of a drill-down list. The cleaned value is a Period."""

    okres = forms.CharField(
        label="Okres",
        max_length=40,
        error_messages={"required": "Podaj okres, na przykład 2024 albo 2024-H1."},
    )

    def __init__(self, *args, reader, **kwargs):
        """`reader`: the User who will read the figures."""
        self.reader = reader
        super().__init__(*args, **kwargs)

    def clean_okres(self):
        period = _parsed(Period.parse, self.cleaned_data["okres"])
        _refuse_if_too_short(period, self.reader)
        return period


def _refuse_if_too_short(period, reader):
    if reader and not may_be_told(reader, period):
        raise ValidationError(
            f"Okres „{period}” nie składa się z całych miesięcy. Liczby są z całego ośrodka, a Twoja rola widzi część "
            "rodzin, więc krótsze okresy mogłyby zdradzić coś o pozostałych. Podaj miesiąc (2024-05) albo kilka "
            "pełnych miesięcy."
        )


def _parsed(parse, text):
    try:
        return parse(text)
    except PeriodError as error:
        raise ValidationError(str(error)) from None
