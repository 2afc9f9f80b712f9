"""Two people who correct the same record at once: the one who saves second is told, and shown both versions."""

from django import forms
from django.utils.crypto import salted_hmac


class Versioned(forms.Form):
    """A form that saves only what it was opened on: a hidden field holds a fingerprint of the record as it was then.

    To be bound inside of a transaction that has locked the record. `conflicts`: what differs between the record, as
    somebody else has left it, and what was typed, as (label, there, typed); saving again then keeps what was typed.
    Whoever typed what is there already, or pressed the button twice, is no conflict.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = []
        self._there = self.there()
        fingerprint = salted_hmac("familycare.versions", repr(sorted(self._there.items()))).hexdigest()
        self.is_stale = self.is_bound and self.data.get(self.add_prefix("version")) != fingerprint
        self.initial = {**self.initial, "version": fingerprint}
        if self.is_stale:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = fingerprint

    def there(self):
        """{field: what the record says}."""
        raise NotImplementedError

    def label_of(self, name):
        """What the field is called where two versions are compared."""
        return self.fields[name].label

    def clean(self):
        super().clean()
        if self.is_stale:
            in_words = [
                (self.label_of(name), self._in_words(name, there), self._in_words(name, self._typed(name)))
                for name, there in self._there.items()
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
        """A value, clean or as typed, as the form shows it."""
        field = self.fields[name]
        choices = {str(key): str(label) for key, label in getattr(field.widget, "choices", ())}
        if isinstance(value, bool) and not choices:
            return "tak" if value else "nie"
        shown = field.widget.format_value(field.prepare_value(value))
        shown = shown if isinstance(shown, list) else [shown or ""]
        return ", ".join(choices.get(str(each), str(each)) for each in sorted(shown, key=str))


class VersionedForm(Versioned, forms.ModelForm):
    """Another wording of a record, field by field; of a new one there is no other version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["version"]
            self.is_stale = False

    def there(self):
        return {name: self.initial.get(name) for name in self.Meta.fields}
