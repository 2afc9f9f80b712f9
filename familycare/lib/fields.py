"""Form fields and widgets."""

import re
from decimal import Decimal
from html import escape

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from familycare.lib.date_parsing import parse_day
from familycare.lib.dates import A_YEAR, ANY_DAY, DAY_PROBLEMS, DayLimits
from familycare.lib.polish import HARD_SPACE, MINUS, number
from familycare.lib.texts import stored_text, tidy_phone


def within_a_year(day):
    """Validator: raise ValidationError if the day is more than a year ahead, usually because of a mistyped year.

    Such a date would grant or end access to a file for decades.
    """
    if DayLimits(days_ahead=A_YEAR).problem(day, timezone.localdate()) == "year_ahead":
        raise ValidationError(DAY_PROBLEMS["year_ahead"])


class ChosenField(forms.ModelMultipleChoiceField):
    """A choice of several of the offered records.

    Other values are refused without a query, because databases fail on numbers of thirty digits.
    """

    def clean(self, value):
        offered = {str(key) for key in self.queryset.values_list("pk", flat=True)}
        if value and not {str(key) for key in value} <= offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class HoursField(forms.DecimalField):
    """Hours, up to two decimals, with a decimal comma. Shown without trailing zeros, as people type them."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "localize": True, "decimal_places": 2})

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
        return value


class SuggestingInput(forms.TextInput):
    """A text field that suggests what `suggestions()` returns, a list of texts; others may be typed."""

    def __init__(self, suggestions, attrs=None):
        super().__init__(attrs)
        self.suggestions = suggestions

    def render(self, name, value, attrs=None, renderer=None):
        key = f"{(attrs or {}).get('id', name)}-znane"
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.suggestions()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


class DayField(forms.DateField):
    """A date in any format that `parse_day` accepts, within `limits` (DayLimits); `days_ahead` is short for these.

    It is a text field: the browser's date picker discards dates that it cannot read, and uses the browser's date format
    instead of the page's.
    """

    default_error_messages = {
        "required": "Podaj dzień.",
        "invalid": "Nie ma takiego dnia. Wpisz dzień, miesiąc i rok, np. 14.03.2025.",
        **DAY_PROBLEMS,
        "far": f"{DAY_PROBLEMS['far']} Wpisz rok czterema cyframi, np. 14.03.2025.",
    }

    def __init__(self, *, limits=ANY_DAY, days_ahead=None, **kwargs):
        # Decimal, because the numeric keyboard of some phones has no separator for dates.
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "decimal", "autocomplete": "off"})
        kwargs["help_text"] = " · ".join(filter(None, [kwargs.get("help_text"), f"np.{HARD_SPACE}14.03.2025"]))
        super().__init__(**{**kwargs, "widget": widget})
        self.limits = limits if days_ahead is None else DayLimits(days_ahead)

    def to_python(self, value):
        if not isinstance(value, str) or not value:
            return super().to_python(value)
        day = parse_day(value)
        if not day and value.strip():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def clean(self, value):
        day = super().clean(value)
        if day and (problem := self.limits.problem(day, timezone.localdate())):
            raise ValidationError(self.error_messages[problem], code=problem)
        return day


# SQLite keeps amounts in floating point, exact to so many digits. A longer one cannot be read again.
MOST_DIGITS = 15


class AmountField(forms.DecimalField):
    """A number as people write it or copy it from a spreadsheet: „1 234,50”, „1.234,50 zł”, „12%”; a dash is none.

    `places`: how many decimals it is shown with; by default only those that are needed. At most `decimal_places` (2).
    It is a text field, because a number field discards what it cannot read.
    """

    default_error_messages = {
        "invalid": "To nie jest liczba. Wpisz ją cyframi, np. 1234,50.",
        "max_digits": "Ta liczba jest za duża.",
        "max_whole_digits": "Ta liczba jest za duża.",
    }
    WRITTEN = re.compile(
        r"[-+]?(\d+|\d{1,3}( \d{3})+|\d{1,3}(\.\d{3})+(?=,)|\d{1,3}(\.\d{3}){2,})?([.,]\d*)?", re.ASCII
    )

    def __init__(self, *, places=None, **kwargs):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_digits": MOST_DIGITS, "decimal_places": 2, "widget": widget, **kwargs})
        self.places = places

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        text = stored_text(value).replace(MINUS, "-").replace("–", "-")
        text = re.sub(r"\s*(zł|PLN|%)\.?$", "", text, flags=re.IGNORECASE)
        if text in ("", "-"):
            return None
        if not self.WRITTEN.fullmatch(text) or not re.search(r"\d", text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        text = text.replace(" ", "")
        if "," in text or text.count(".") > 1:
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)

    def prepare_value(self, value):
        return number(value, self.places) if isinstance(value, Decimal | int) else value


class PhoneField(forms.CharField):
    """A telephone number as people write it, kept in one form (`tidy_phone`)."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(**{**kwargs, "widget": widget, "max_length": None})  # tidy_phone has better messages

    def clean(self, value):
        text = super().clean(value)
        return tidy_phone(text) if text else ""


class MailField(forms.EmailField):
    """An e-mail address of somebody else than the user, in small letters."""

    default_error_messages = {"invalid": "To nie jest adres e-mail. Poprawny ma postać nazwa@domena.pl."}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value):
        return super().clean(value).lower()


class YesNoUnknown(forms.NullBooleanSelect):
    """A choice of yes, no and unknown, with labels that fit any subject."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = [
            ("unknown", "nie wiadomo"),
            ("true", "tak"),
            ("false", "nie"),
        ]


class LongSelect(forms.Select):
    """A select with hundreds of options, without groups. Django would render a template for each option."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = [self.option(str(key), str(label), str(key) in chosen) for key, label in self.choices]
        attrs = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return mark_safe(f"<select{attrs}>{''.join(options)}</select>")

    @staticmethod
    def option(key, label, is_chosen):
        return f'<option value="{escape(key)}"{" selected" if is_chosen else ""}>{escape(label)}</option>'
