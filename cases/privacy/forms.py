"""The form that confirms anonymisation."""

from django import forms


class AnonymiseForm(forms.Form):
    """The confirmation of an irreversible step: the user types the number of families, which must equal `count`."""

    count = forms.IntegerField(
        label="Liczba rodzin",
        help_text="Przepisz liczbę z pytania powyżej.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "Wpisz, ilu rodzin dane usunąć.",
            "invalid": "Wpisz samą liczbę, cyframi.",
        },
    )

    def __init__(self, *args, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = count

    def clean_count(self):
        if self.cleaned_data["count"] != self.expected:
            raise forms.ValidationError("To nie jest liczba rodzin z pytania. Niczego nie usunięto.")
        return self.cleaned_data["count"]
