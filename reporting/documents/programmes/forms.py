"""Forms of programmes: one from a file, a year, how far a task is, the value of an indicator."""

from django import forms
from django.utils import timezone

from familycare.lib.fields import AmountField
from reporting.documents.definitions.forms import DefinitionFileForm
from reporting.documents.programmes.choices import TaskState
from reporting.documents.programmes.models import IndicatorValue, TaskReport


class ProgrammeFileForm(DefinitionFileForm):
    """A JSON file with a programme. The cleaned value is its text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        file, replace = self.fields["file"], self.fields["replace"]
        file.label = "Plik z programem (JSON)"
        file.error_messages |= dict.fromkeys(("required", "missing", "empty"), "Wybierz plik z programem.")
        replace.label = "Zastąp program o tym samym kluczu"
        replace.help_text = "To, co wpisano o wykonaniu zadań, zostaje."


class ProgrammeYearForm(forms.Form):
    """A year of the programme that has begun; by default the latest."""

    rok = forms.TypedChoiceField(
        label="Rok", coerce=int, error_messages=dict.fromkeys(("required", "invalid_choice"), "Wybierz rok programu.")
    )

    def __init__(self, query, *, programme):
        years = years_begun(programme)
        super().__init__({"rok": query.get("rok") or years[-1]})
        self.fields["rok"].choices = [(year, year) for year in years]


def years_begun(programme):
    """Return the years of the programme up to the present one, at least the first."""
    last = min(programme.last_year, timezone.localdate().year)
    return range(programme.first_year, max(last, programme.first_year) + 1)


class TaskReportForm(forms.Form):
    """How far a task is, and what was done."""

    state = forms.ChoiceField(
        label="Stan zadania",
        widget=forms.RadioSelect,
        choices=TaskState,
        error_messages={"required": "Wybierz stan zadania.", "invalid_choice": "Wybierz stan z listy."},
    )
    done = forms.CharField(
        label="Co zrobiono",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=TaskReport._meta.get_field("done").max_length,
        help_text="Te słowa trafią do sprawozdania z programu. Bez nazwisk i danych, po których można kogoś rozpoznać.",
    )


class IndicatorValueForm(forms.Form):
    """The value of an indicator that no figure gives; empty to delete it."""

    value = AmountField(label="Wartość", required=False, help_text="Puste pole usuwa wartość.")
    source = forms.CharField(
        label="Źródło",
        required=False,
        max_length=IndicatorValue._meta.get_field("source").max_length,
        help_text="Skąd jest ta liczba, na przykład „listy obecności”.",
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("value") is not None and not cleaned.get("source"):
            self.add_error("source", "Podaj, skąd jest ta wartość.")
        return cleaned
