"""The form of a supporting family."""

from django import forms

from cases.models import SupportingFamily
from cases.records.base import with_days
from familycare.lib.optimistic_lock import VersionedForm


class SupportingFamilyForm(VersionedForm):
    """A supporting family and its contract, new or corrected."""

    class Meta:
        model = SupportingFamily
        fields = ("name", "phone", "address", "opinion_on", "starts_on", "ends_on", "refunded")
        formfield_callback = with_days
        labels = {
            "name": "Imiona i nazwisko",
            "opinion_on": "Data pozytywnej opinii",
            "starts_on": "Umowa od",
            "ends_on": "Umowa do",
            "refunded": "Jakie koszty się zwraca",
        }
        help_texts = {
            "name": "osób, z którymi zawarto umowę",
            "opinion_on": "opinii o rodzinie, na podstawie wywiadu środowiskowego",
            "ends_on": "ostatni dzień umowy; puste, jeśli zawarto ją na czas nieokreślony",
        }
        widgets = {"refunded": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opinion_on"].required = True  # of an old contract a register may not know it
        self.fields["name"].error_messages["required"] = "Wpisz imiona i nazwisko."

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ostatni dzień umowy jest wcześniejszy niż pierwszy.")
        return cleaned

    def details(self):
        """Return the keyword arguments of `save_supporter`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
