"""Choosing entries of a dictionary: only those that are offered, and the one that the record has already."""

from django import forms
from django.core.exceptions import ValidationError

from familycare.centre.models import DictionaryEntry


def refusal(model, code):
    """Return why the entry `code` of the dictionary `model` cannot be chosen in a new record; "" if there is none."""
    entry = model.objects.filter(pk=str(code)[:60]).select_related("merged_into").first()
    if entry and entry.merged_into:
        return f"Pozycję „{entry.label}” połączono tymczasem z „{entry.merged_into.label}”. Wybierz właściwą."
    if entry and entry.retired_on:
        return f"Pozycję „{entry.label}” wycofano tymczasem ze słownika. Wybierz inną."
    return ""


def is_term(field):
    """Return whether a model field leads to a dictionary."""
    return bool(field.many_to_one) and issubclass(field.related_model, DictionaryEntry)


class TermSelect(forms.Select):
    """A select that also shows what was chosen when it is offered no longer, so that it is not lost."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        shown = {str(option["value"]) for _, options, _ in groups for option in options}
        model = self.choices.queryset.model
        for entry in model.objects.filter(pk__in=[each[:60] for each in value if each and each not in shown]):
            label = f"{entry.label} (nie można już wybrać)"
            option = self.create_option(name, entry.pk, label, True, len(groups), attrs=attrs)
            groups.append((None, [option], len(groups)))
        return groups


class TermField(forms.ModelChoiceField):
    """A choice of an entry of a dictionary."""

    widget = TermSelect

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset.offered(), **kwargs)

    def keep(self, code):
        """Offer the entry `code` too, because the record that is corrected has it."""
        if code:
            self.queryset = self.queryset | self.queryset.model.objects.filter(pk=code)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if said := refusal(self.queryset.model, value):
                raise ValidationError(said, code=error.code) from error
            raise


class TermsField(forms.ModelMultipleChoiceField):
    """A choice of several entries of a dictionary."""

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset.offered(), **kwargs)

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            if error.code not in ("invalid_choice", "invalid_pk_value"):
                raise
            offered = {*self.queryset.values_list("pk", flat=True)}
            wrong = [code for code in value if code not in offered]
            if said := [*filter(None, (refusal(self.queryset.model, code) for code in wrong))]:
                raise ValidationError(said) from error
            raise


class ListedTermField(forms.ChoiceField):
    """A choice of an entry of the dictionary `model`, among entries that the page has read for many such fields."""

    def __init__(self, model, *, empty_label, **kwargs):
        super().__init__(**kwargs)
        self.model, self.empty_label, self._entries = model, empty_label, {}

    def offer(self, groups, chosen=None):
        """Offer [(group or "", [entries])]. `chosen` is the code that the form was opened with: it is shown, though it
        may not be offered any more."""
        self._entries = {entry.pk: entry for _group, entries in groups for entry in entries}
        listed = [(group, [(entry.pk, entry.label) for entry in entries]) for group, entries in groups if entries]
        flat = [choice for group, choices in listed if not group for choice in choices]
        choices = [("", self.empty_label), *flat, *(each for each in listed if each[0])]
        if chosen and chosen not in self._entries and (entry := self.model.objects.filter(pk=str(chosen)[:60]).first()):
            choices.append((entry.pk, f"{entry.label} (nie można już wybrać)"))
        self.choices = choices

    def prepare_value(self, value):
        return value.pk if isinstance(value, self.model) else value

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "")

    def clean(self, value):
        code = str(value or "")
        if not code:
            return super().clean("") or None
        if code not in self._entries:
            said = refusal(self.model, code) or self.error_messages["invalid_choice"] % {"value": code}
            raise ValidationError(said, code="invalid_choice")
        return self._entries[code]
