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
