"""Fields of forms."""

from datetime import date, timedelta
from html import escape

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.safestring import mark_safe

from familycare.lib.days import day_in
from familycare.lib.polish import HARD_SPACE

EARLIEST = date(1900, 1, 1)
FARTHEST_AHEAD = timedelta(days=366)
# Nothing that a file tells of a family ends later: who is born today is of age by then.
LATEST_AHEAD = timedelta(days=20 * 366)


def within_a_year(day):
    """Refuses a day that is more than a year ahead: a year that was mistyped, which would open or give away a file for
    a lifetime."""
    if day > timezone.localdate() + FARTHEST_AHEAD:
        raise ValidationError("To ponad rok naprzód. Sprawdź datę.")


class ChosenField(forms.ModelMultipleChoiceField):
    """Records out of those offered. Whatever else is sent is refused without asking the database for it, which takes
    no numbers of thirty digits."""

    def clean(self, value):
        offered = {str(key) for key in self.queryset.values_list("pk", flat=True)}
        if value and not {str(key) for key in value} <= offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class DayField(forms.DateField):
    """A day as people write it (`day_in`): the one way in which a day is asked for. A plain text field, because the
    calendar of a browser throws away a day that it cannot read, and writes dates as the browser is set, not the page.

    `days_ahead`: how many days after today it may be at most; 0: a day that has come.
    """

    default_error_messages = {
        "required": "Podaj dzień.",
        "invalid": "Nie ma takiego dnia. Wpisz dzień, miesiąc i rok, np. 14.03.2025.",
        "far": "Ten rok jest zbyt odległy. Wpisz rok czterema cyframi, np. 14.03.2025.",
        "ahead": "Ten dzień jeszcze nie nadszedł.",
    }

    def __init__(self, *, days_ahead=None, **kwargs):
        # Decimal, because the numeric keyboard of some phones has nothing to write between a day and a month.
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs["help_text"] = " · ".join(filter(None, [kwargs.get("help_text"), f"np.{HARD_SPACE}14.03.2025"]))
        super().__init__(**{**kwargs, "widget": widget})
        self.days_ahead = days_ahead

    def to_python(self, value):
        if not isinstance(value, str) or not value:
            return super().to_python(value)
        day = day_in(value)
        if not day and value.strip():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def clean(self, value):
        day = super().clean(value)
        if day and self.days_ahead is not None and (day - timezone.localdate()).days > self.days_ahead:
            raise ValidationError(self.error_messages["ahead"], code="ahead")
        if day and not EARLIEST <= day <= timezone.localdate() + LATEST_AHEAD:
            raise ValidationError(self.error_messages["far"], code="far")
        return day


class YesNoUnknown(forms.NullBooleanSelect):
    """Django's own says „Nieznany” of whatever it is."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [
            ("unknown", "nie wiadomo"),
            ("true", "tak"),
            ("false", "nie"),
        ]


class LongSelect(forms.Select):
    """A choice among hundreds, without groups. Django renders a template for each option; this writes them at once."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = [self.option(str(key), str(label), str(key) in chosen) for key, label in self.choices]
        attrs = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{attrs}>{''.join(options)}</select>")

    @staticmethod
    def option(key, label, is_chosen):
        return f'<option value="{escape(key)}"{" selected" if is_chosen else ""}>{escape(label)}</option>'
