"""The forms of day-care centres: what they are, how many places they have, and the end of a stay."""

from django import forms
from django.utils import timezone

from cases.choices import DayCareRunner
from cases.day_care.services import stays_after
from cases.models import MOST_CHILDREN, MOST_EDUCATORS, DayCareCapacity, DayCareCentre
from cases.records.base import with_days
from cases.records.community_support import DayCareStayForm
from familycare.lib.optimistic_lock import VersionedForm

EDUCATORS = "ilu pracuje w tym samym czasie; jeden może mieć pod opieką najwyżej 15 dzieci"
BY_OTHERS = {DayCareRunner.COMMISSIONED, DayCareRunner.PERMITTED}


class DayCareCentreForm(VersionedForm):
    """A day-care centre, new or corrected. A new one gets its places; of an old one stays may end with it."""

    places = forms.IntegerField(
        label="Miejsca",
        required=False,
        min_value=0,
        max_value=MOST_CHILDREN,
        help_text="od pierwszego dnia; puste, jeśli liczby miejsc nie ustalono",
    )
    educators = forms.IntegerField(
        label="Wychowawcy", required=False, min_value=0, max_value=MOST_EDUCATORS, help_text=EDUCATORS
    )
    ends_stays = forms.BooleanField(
        label="Pobyt dzieci, które jeszcze chodzą do placówki, kończy się razem z nią", required=False
    )

    class Meta:
        model = DayCareCentre
        fields = (
            *("name", "address", "form", "run_by", "operator", "permit", "permit_on", "permit_until"),
            *("starts_on", "ends_on"),
        )
        formfield_callback = with_days
        labels = {
            "name": "Nazwa",
            "form": "Forma",
            "run_by": "Kto prowadzi",
            "operator": "Podmiot prowadzący",
            "permit": "Umowa albo zezwolenie",
            "permit_on": "Umowa albo zezwolenie z dnia",
            "permit_until": "Umowa albo zezwolenie do",
            "starts_on": "Działa od",
            "ends_on": "Działa do",
        }
        help_texts = {
            "address": "placówki; adresów rodzin się tu nie wpisuje",
            "operator": "nazwa organizacji, jeśli nie prowadzi jej gmina ani powiat",
            "permit": "numer umowy o zlecenie zadania albo zezwolenia",
            "permit_until": "ostatni dzień; puste, jeśli bezterminowo",
            "ends_on": "ostatni dzień; puste, jeśli placówka działa dalej",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Wpisz nazwę placówki."
        for name, message in (("form", "Wybierz formę."), ("run_by", "Wybierz, kto prowadzi placówkę.")):
            self.fields[name].error_messages["required"] = message
            self.fields[name].choices = [
                (code, label if code else "wybierz") for code, label in self.fields[name].choices
            ]
        if self.instance._state.adding:
            del self.fields["ends_stays"]
            return
        del self.fields["places"], self.fields["educators"]
        if not stays_after(self.instance, timezone.localdate()).exists() and not self._ends_before_a_stay():
            del self.fields["ends_stays"]

    def _ends_before_a_stay(self):
        """Return whether the day typed as the last one is before the end of a stay."""
        try:
            day = self.fields["ends_on"].to_python(self.data.get("ends_on", ""))
        except forms.ValidationError:
            return False
        return day is not None and stays_after(self.instance, day).exists()

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Ostatni dzień placówki jest wcześniejszy niż pierwszy.")
        granted, expires = cleaned.get("permit_on"), cleaned.get("permit_until")
        if granted and expires and expires < granted:
            self.add_error("permit_until", "Ten dzień jest wcześniejszy niż dzień umowy albo zezwolenia.")
        if cleaned.get("run_by") in BY_OTHERS and not cleaned.get("operator"):
            self.add_error("operator", "Wpisz, jaki podmiot prowadzi placówkę.")
        if cleaned.get("educators") is not None and cleaned.get("places") is None and "places" not in self.errors:
            self.add_error("places", "Wpisz liczbę miejsc albo usuń liczbę wychowawców.")
        return cleaned

    def details(self):
        """Return the keyword arguments of `save_day_care`."""
        others = ("places", "educators", "ends_stays")
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, *others) if name in self.fields}


class DayCareCapacityForm(VersionedForm):
    """How many places there are from a day on, new or corrected."""

    class Meta:
        model = DayCareCapacity
        fields = ("starts_on", "places", "educators")
        formfield_callback = with_days
        labels = {"starts_on": "Od kiedy", "places": "Miejsca", "educators": "Wychowawcy"}
        help_texts = {"starts_on": "pierwszy dzień, od którego tyle jest miejsc", "educators": EDUCATORS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].error_messages["required"] = "Wpisz liczbę miejsc."

    def details(self):
        """Return the keyword arguments of `save_capacity`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class EndOfStayForm(DayCareStayForm):
    """The day on which a stay ends, and nothing else of it."""

    class Meta(DayCareStayForm.Meta):
        fields = ("over_on",)
