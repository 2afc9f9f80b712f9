"""Forms of workshops."""

from django import forms
from django.utils import timezone

from assistants.models import Attendance, Workshop
from cases.day_limits import limits_of_day
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm


class WorkshopForm(VersionedForm):
    """A workshop, support group or social project, new or corrected."""

    class Meta:
        model = Workshop
        fields = ("title", "kind", "aim", "effect")
        labels = {"title": "Nazwa", "aim": "Cel", "effect": "Efekt"}
        help_texts = {"effect": "co się zmieniło; można uzupełnić po zakończeniu"}
        widgets = {
            "kind": forms.RadioSelect,
            "aim": forms.Textarea(attrs={"rows": 3}),
            "effect": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Workshop._meta.get_field("kind").choices
        self.fields["title"].error_messages["required"] = "Wpisz nazwę zajęć."
        self.fields["kind"].error_messages["required"] = "Zaznacz rodzaj zajęć."

    def details(self):
        """Return the keyword arguments of `save_workshop`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MeetingForm(forms.Form):
    """The day on which people met."""

    day = DayField(
        label="Dzień zajęć",
        limits=limits_of_day(Attendance._meta.get_field("attended_on")),
        error_messages={"required": "Podaj dzień zajęć."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"day": timezone.localdate()}, **kwargs)
