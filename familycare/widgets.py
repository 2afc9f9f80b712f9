"""Widgets of forms."""

from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe


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
