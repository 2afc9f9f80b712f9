"""The form of an amendment of the law."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from familycare.centre.models import LegalParameter
from familycare.lib.fields import DayField


class AmendmentForm(forms.Form):
    """A new value of a legal term. `measure`: its TermMeasure."""

    starts_on = DayField(
        label="Od kiedy obowiązuje",
        help_text="pierwszy dzień",
        error_messages={"required": "Podaj pierwszy dzień, w którym zmiana obowiązuje."},
    )
    value = forms.IntegerField(label="Nowa wartość", error_messages={"required": "Podaj nową wartość."})
    source = forms.CharField(
        label="Podstawa prawna",
        max_length=LegalParameter._meta.get_field("source").max_length,
        help_text="przepis i numer Dziennika Ustaw, w którym ogłoszono zmianę",
        error_messages={"required": "Podaj przepis, który to zmienia."},
    )
    confirmed = forms.BooleanField(label="Tak, te dane mają się zmienić", required=False)

    def __init__(self, *args, measure, **kwargs):
        super().__init__(*args, **kwargs)
        value = self.fields["value"]
        value.help_text = measure.limits_in_words
        value.validators += [MinValueValidator(measure.least), MaxValueValidator(measure.most)]
        if not self.data.get("confirmed"):
            self.fields["confirmed"].widget = forms.HiddenInput()

    def ask(self):
        """Show the field that confirms."""
        self.fields["confirmed"].widget = forms.CheckboxInput()
