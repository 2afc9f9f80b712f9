"""The form that confirms anonymisation."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnonymiseForm(forms.Form):
    """What cannot be taken back wants a number that somebody has read and typed: of `count` families."""

    count = forms.IntegerField(
        label=_("Liczba rodzin"),
        help_text=_("Przepisz liczbę z pytania powyżej."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Wpisz, ilu rodzin dane usunąć."),
            "invalid": _("Wpisz samą liczbę, cyframi."),
        },
    )

    def __init__(self, *args, count, **kwargs):
        super().__init__(*args, **kwargs)
        self.expected = count

    def clean_count(self):
        if self.cleaned_data["count"] != self.expected:
            raise forms.ValidationError(_("To nie jest liczba rodzin z pytania. Niczego nie usunięto."))
        return self.cleaned_data["count"]
