"""Optimistic locking of forms: if two people edit a record, the second is shown both versions."""

from django import forms
from django.utils.crypto import salted_hmac


class VersionedFormMixin(forms.Form):
    """A form with a hidden fingerprint of the record as it was when the form was opened.

    Bind it in a transaction that has locked the record. `conflicts` is [(label, saved value, typed value)] of fields
    that somebody else has changed. Saving again keeps what was typed. Equal values are no conflict, so a double click
    is none.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = []
        self._saved_values = self.saved_values()
        fingerprint = salted_hmac("familycare.versions", repr(sorted(self._saved_values.items()))).hexdigest()
        self.is_stale = self.is_bound and self.data.get(self.add_prefix("version")) != fingerprint
        self.initial = {**self.initial, "version": fingerprint}
        if self.is_stale:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = fingerprint

    def saved_values(self):
        """Return {field: value in the record}."""
        raise NotImplementedError

    def label_of(self, name):
        """Return the label of the field in the comparison of both versions."""
        return self.fields[name].label

    def clean(self):
        super().clean()
        if self.is_stale:
            in_words = [
                (self.label_of(name), self._in_words(name, there), self._in_words(name, self._typed(name)))
                for name, there in self._saved_values.items()
                if name in self.fields
            ]
            self.conflicts = [(label, there, typed) for label, there, typed in in_words if there != typed]
        if self.conflicts:
            self.add_error(
                None,
                (
                    "Ktoś zmienił te dane, odkąd otwarto ten formularz, więc niczego nie zapisano. "
                    "Porównaj obie wersje. Jeśli Twoja jest właściwa, zapisz jeszcze raz."
                ),
            )
        return self.cleaned_data

    def _typed(self, name):
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _in_words(self, name, value):
        """Return a clean or raw value as the form displays it."""
        field = self.fields[name]
        choices = {str(key): str(label) for key, label in getattr(field.widget, "choices", ())}
        if isinstance(value, bool) and not choices:
            return "tak" if value else "nie"
        shown = field.widget.format_value(field.prepare_value(value))
        shown = shown if isinstance(shown, list) else [shown or ""]
        return ", ".join(choices.get(str(each), str(each)) for each in sorted(shown, key=str))


class VersionedForm(VersionedFormMixin, forms.ModelForm):
    """A model form with the same protection. A new record has no other version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["version"]
            self.is_stale = False

    def saved_values(self):
        return {name: self.initial.get(name) for name in self.Meta.fields}
