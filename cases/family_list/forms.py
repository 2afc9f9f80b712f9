"""The form that saves the filters as a view."""

from django import forms

from cases.models import SavedView


class SavedViewForm(forms.Form):
    """A name for the current filters."""

    name = forms.CharField(
        label="Nazwa widoku",
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": "Podaj nazwę, pod którą zapisać widok."},
    )
    query = forms.CharField(
        widget=forms.HiddenInput,
        max_length=SavedView._meta.get_field("query").max_length,
        required=False,
        error_messages={"max_length": "Tych filtrów jest za dużo na jeden widok. Usuń któryś."},
    )
