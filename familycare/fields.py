"""Fields of forms."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from familycare.polish import HARD_SPACE

EARLIEST = date(1900, 1, 1)


class ChosenField(forms.ModelMultipleChoiceField):
    """Records out of those offered. Whatever else is sent is refused without asking the database for it, which takes
    no numbers of thirty digits."""

    def clean(self, value):
        offered = {str(key) for key in self.queryset.values_list("pk", flat=True)}
        if value and not {str(key) for key in value} <= offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class DayField(forms.DateField):
    """A day as people write it. A plain text field: the calendar of a browser throws away a day that it cannot read."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        kwargs["help_text"] = " · ".join(
            filter(None, [str(kwargs.get("help_text") or ""), _("np. 14.03.2015").replace(" ", HARD_SPACE)])
        )
        super().__init__(**{**kwargs, "widget": widget, "input_formats": ["%d.%m.%Y", "%Y-%m-%d"]})
        self.error_messages["invalid"] = _("Nie ma takiego dnia. Wpisz go cyframi, np. 14.03.2015.")

    def clean(self, value):
        day = super().clean(value)
        if day and day < EARLIEST:
            raise ValidationError(_("Ten rok jest zbyt odległy. Wpisz rok czterema cyframi, np. 14.03.2015."))
        return day


class YesNoUnknown(forms.NullBooleanSelect):
    """Django's own says „Nieznany” of whatever it is."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [
            ("unknown", gettext_lazy("nie wiadomo")),
            ("true", gettext_lazy("tak")),
            ("false", gettext_lazy("nie")),
        ]
