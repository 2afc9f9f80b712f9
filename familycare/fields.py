"""Fields of forms."""

from django import forms
from django.core.exceptions import ValidationError


class ChosenField(forms.ModelMultipleChoiceField):
    """Records out of those offered. Whatever else is sent is refused without asking the database for it, which takes
    no numbers of thirty digits."""

    def clean(self, value):
        offered = {str(key) for key in self.queryset.values_list("pk", flat=True)}
        if value and not {str(key) for key in value} <= offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)
