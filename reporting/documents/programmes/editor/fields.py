"""Fields and the base form of the editor of programmes."""

import re

from django import forms
from django.core.exceptions import ValidationError

from reporting.documents.editor.forms.simple import WrittenField
from reporting.documents.programmes.parsing import MOST_POINTS

LONGEST_NAME, LONGEST_PARAGRAPHS, LONGEST_POINT = 1000, 20_000, 2000
NO_LIVE_FIGURE = "Ten tekst nie może zawierać „{{”: tak zaczyna się liczba w tekście dokumentu."
# What Word puts before a point of a list, with the tab or spaces behind it.
_BULLET = re.compile(r"^\s*(?:[•·▪●◦‣∙]|[-–—*o](?=\t))\s*")


class ProgrammeTextField(WrittenField):
    """A text of a programme. One that is longer from an import may stay as long as it is."""

    def clean(self, value):
        text = super().clean(value)
        if "{{" in text:
            raise ValidationError(NO_LIVE_FIGURE)
        return text


class NameField(ProgrammeTextField):
    """One line: spaces and line breaks within it are one space."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": LONGEST_NAME, "rows": 2, **kwargs})

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class PointsField(ProgrammeTextField):
    """Texts, a line for each. The cleaned value is a list."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Każda pozycja w osobnym wierszu.")
        super().__init__(**{"rows": 3, "required": False, **kwargs})

    def clean(self, value):
        points = points_in(super().clean(value))
        if len(points) > MOST_POINTS:
            raise ValidationError(f"Może tu być najwyżej {MOST_POINTS} pozycji, a jest ich {len(points)}.")
        for number, point in enumerate(points, start=1):
            if len(point) > LONGEST_POINT:
                raise ValidationError(
                    f"Pozycja {number} może mieć najwyżej {LONGEST_POINT} znaków, a ma ich {len(point)}."
                )
        return points


def points_in(text):
    """Return the lines of a text that are not empty, without bullets that were pasted with them."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    return [line for line in lines if line]


def shown(value):
    """Return a value of a programme as a form shows it: points in lines; None where it is neither text nor points."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(" ".join(each.split()) for each in value)
    return None


class ProgrammeForm(forms.Form):
    """A form of the editor. `initial`: what is saved now; `values()` returns what is to be saved, by key."""

    def __init__(self, data=None, *, initial=None):
        super().__init__(data, initial=initial or {})
        for name, field in self.fields.items():
            there = self.initial.get(name)
            if (
                isinstance(field, ProgrammeTextField)
                and isinstance(there, str)
                and len(there) > (field.max_length or 0)
            ):
                field.max_length = None  # a longer one that was imported stays
                field.validators = [each for each in field.validators if each.code != "max_length"]

    def values(self):
        return dict(self.cleaned_data)

    def differences(self, theirs):
        """Return [(label, theirs, typed)] of the fields in which what is typed differs from what somebody saved."""
        found = []
        for name, field in self.fields.items():
            there, typed = _told(field, theirs.get(name)), _told(field, self.cleaned_data.get(name))
            if there.split() != typed.split():
                found.append((field.label, there, typed))
        return found


def _told(field, value):
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(field, forms.ChoiceField):
        return dict(field.choices).get(value, "")
    said = field.prepare_value(value)
    return "" if said is None else str(said)
