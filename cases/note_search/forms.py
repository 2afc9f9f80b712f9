"""The form of the search in notes. The names of its fields are used in addresses and are therefore Polish."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.family_list.filters import assistants_of
from cases.models import Family
from cases.models_above import Assistant
from cases.note_search.search import kinds_read_by
from cases.note_search.words import SHORTEST, read_words
from familycare.lib.fields import DayField, LongSelect

FILTERS = ("asystent", "rodzaj", "od", "do")
LONGEST = 100  # characters, as of the search for families: the words are encrypted in an address
TOO_LONG = f"Szukany tekst może mieć najwyżej {LONGEST} znaków. Wpisz kilka słów, które mogą być w notatce."
TOO_COMMON = (
    f"Wpisz choć jedno słowo, które ma {SHORTEST} litery lub więcej i samo coś znaczy, np. „mieszkanie”. Słów takich "
    "jak „oraz” albo „jest” nie szukamy, bo są w prawie każdej notatce."
)


class NoteSearchForm(forms.Form):
    """Words, and which notes to look for them in. `words` and `left_out` are what `read_words` makes of the text."""

    szukaj = forms.CharField(
        label="Słowa z notatek",
        help_text="np. „mieszkanie zaległości”; znajdziemy też „mieszkaniu” i „zaległościami”, wszystkie słowa naraz",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Wpisz słowa, których szukasz."},
    )
    asystent = forms.ModelChoiceField(
        label="Czyje rodziny",
        queryset=Assistant.objects.none(),
        to_field_name="number",
        required=False,
        empty_label="wszystkie",
        widget=LongSelect,
        error_messages={"invalid_choice": "Nie ma tu asystenta o takim numerze. Wybierz go z listy."},
    )
    rodzaj = forms.ChoiceField(
        label="Jakie notatki",
        required=False,
        widget=LongSelect,
        error_messages={"invalid_choice": "Nie ma takiego rodzaju notatek. Wybierz go z listy."},
    )
    od = DayField(label="Od dnia", required=False)
    do = DayField(label="Do dnia", required=False)

    def __init__(self, data, user):
        super().__init__(data)
        self.words, self.left_out = [], []
        assistants = assistants_of(Family.objects.visible_to(user), timezone.localdate())
        kinds = [(word, kind.label) for word, kind in kinds_read_by(user).items()]
        self.fields["asystent"].queryset = assistants
        self.fields["rodzaj"].choices = [("", "wszystkie"), *kinds]
        if len(kinds) < 2:
            del self.fields["rodzaj"]
        if len(assistants) < 2:
            del self.fields["asystent"]

    def clean_szukaj(self):
        text = self.cleaned_data["szukaj"]
        if len(text) > LONGEST:
            raise ValidationError(TOO_LONG, code="max_length")
        self.words, self.left_out = read_words(text)
        if not self.words:
            raise ValidationError(TOO_COMMON, code="common")
        return text

    def clean(self):
        since, until = self.cleaned_data.get("od"), self.cleaned_data.get("do")
        if since and until and until < since:
            self.add_error("do", "Ten dzień jest wcześniejszy niż „Od dnia”. Zamień je albo popraw jeden z nich.")
        return self.cleaned_data

    @property
    def is_narrowed(self):
        """Whether less than all notes were searched."""
        return any(self.cleaned_data.get(name) for name in FILTERS)

    @property
    def opens_filters(self):
        """Whether a filter was typed or chosen."""
        return any(self.data.get(name) for name in FILTERS)
