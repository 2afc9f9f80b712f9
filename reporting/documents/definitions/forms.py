"""Forms of documents: a new one from a pattern, one from a file, the year."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from familycare.lib.polish import file_size
from reporting.documents.definitions.parsing import LONGEST_TITLE
from reporting.documents.definitions.patterns import PATTERNS, is_about_a_programme, title_of_copy
from reporting.documents.programmes.models import Programme
from reporting.forms import SmallNumbersField
from reporting.periods import FIRST_YEAR
from reporting.years import year_to_report, years_with_data

NO_YEAR = "Podaj rok jako cztery cyfry, na przykład 2025."


class NewDocumentForm(forms.Form):
    """Which pattern to copy, and the title of the copy."""

    pattern = forms.ChoiceField(
        label="Wzór",
        widget=forms.RadioSelect,
        choices=lambda: [(name, said) for name, said in PATTERNS.items()],
        error_messages={"required": "Wybierz wzór.", "invalid_choice": "Wybierz wzór z listy."},
    )
    title = forms.CharField(
        label="Tytuł",
        max_length=LONGEST_TITLE,
        required=False,
        help_text="Bez tytułu zostaje tytuł wzoru.",
    )

    programme = forms.ChoiceField(
        label="Program, o którym jest dokument",
        required=False,
        help_text="Tylko dla programu trzyletniego i sprawozdania z programu.",
        error_messages={"invalid_choice": "Wybierz program z listy."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.programmes = {each.key: each for each in Programme.objects.all()}
        if self.programmes:
            self.fields["programme"].choices = [("", "wybierz"), *((key, str(p)) for key, p in self.programmes.items())]
        else:
            del self.fields["programme"]

    def clean(self):
        cleaned = super().clean()
        name, chosen = cleaned.get("pattern"), cleaned.get("programme", "")
        if name and not is_about_a_programme(name):
            chosen = ""
        elif name and not chosen and len(self.programmes) == 1:
            [chosen] = self.programmes
        elif name and not chosen and self.programmes and "programme" not in self.errors:
            self.add_error("programme", "Wybierz program, o którym ma być ten dokument.")
        cleaned["programme"] = chosen
        if name and not cleaned.get("title"):
            cleaned["title"] = title_of_copy(name, self.programmes.get(chosen))
        return cleaned


class DefinitionFileForm(forms.Form):
    """A JSON file with a definition. The cleaned value is its text."""

    file = forms.FileField(
        label="Plik z definicją (JSON)",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), "Wybierz plik z definicją dokumentu."),
    )
    replace = forms.BooleanField(
        label="Zastąp dokument o tym samym kluczu",
        required=False,
        help_text="Bez tego dokument, który już jest, zostaje, a plik nie jest wczytywany.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.DEFINITION_BYTES:
            raise ValidationError(f"Ten plik jest większy niż {file_size(settings.DEFINITION_BYTES)}.")
        try:
            return file.read().decode()
        except UnicodeDecodeError:
            raise ValidationError("Ten plik nie jest zapisany w UTF-8.") from None


class DocumentYearForm(forms.Form):
    """The year of a document, and whether small numbers are concealed."""

    rok = forms.IntegerField(
        label="Rok dokumentu",
        min_value=FIRST_YEAR + 9,  # Y-9 is a year, too
        widget=forms.Select,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), NO_YEAR),
    )

    ukryj = SmallNumbersField(default=False, help_text="")

    def __init__(self, query):
        super().__init__({"rok": query.get("rok") or year_to_report(), "ukryj": query.get("ukryj", "")})
        self.fields["rok"].widget.choices = [(year, year) for year in years_with_data()]

    def clean_rok(self):
        year = self.cleaned_data["rok"]
        if year > timezone.localdate().year:
            raise ValidationError(f"Rok {year} jeszcze się nie zaczął.")
        return year
