"""The form that closes a case."""

from django import forms
from django.utils import timezone

from cases.choices import ClosingReason
from cases.models import Case
from familycare.lib.fields import DayField


class ClosingForm(forms.Form):
    """The last day of the case and the reason for closing. The service asks for words about „inna przyczyna”."""

    closed_on = DayField(
        label="Ostatni dzień wsparcia",
        help_text="tego dnia rodzina jest jeszcze objęta wsparciem",
        error_messages={"required": "Podaj ostatni dzień wsparcia."},
    )
    closing_reason = forms.ChoiceField(
        label="Powód zakończenia",
        choices=[("", "wybierz"), *ClosingReason.choices],
        error_messages={"required": "Wybierz powód zakończenia."},
    )
    closing_words = forms.CharField(
        label="Powód słowami",
        required=False,
        max_length=Case._meta.get_field("closing_words").max_length,
        help_text="Przy „inna przyczyna” napisz, jaka. Nie wpisuj tu nazwisk.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("closed_on", timezone.localdate())
