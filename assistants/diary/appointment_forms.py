"""Forms of appointments with families."""

from django import forms

from assistants.diary.appointments import AppointmentDetails
from assistants.diary.forms import hour_field
from assistants.models import Appointment
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import Family
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedForm
from familycare.lib.ordering import polish_order


class MoveAppointmentForm(VersionedForm):
    """Change the day, hour or place of an appointment."""

    planned_on = DayField(label="Dzień")
    starts_at = hour_field()

    class Meta:
        model = Appointment
        fields = ("planned_on", "starts_at", "place")

    def details(self):
        """Return the AppointmentDetails of the valid form."""
        return AppointmentDetails(*(self.cleaned_data[name] for name in self.Meta.fields))


class PlanAppointmentForm(forms.Form):
    """Plan an appointment with a family that `user` assists or monitors."""

    family = forms.ModelChoiceField(
        Family.objects.none(),
        label="Rodzina",
        to_field_name="number",
        empty_label="wybierz",
        error_messages={
            "required": "Wybierz rodzinę.",
            "invalid_choice": "Nie ma takiej rodziny wśród Twoich. Wybierz z listy.",
        },
    )
    planned_on = DayField(label="Dzień")
    starts_at = hour_field()
    place = forms.CharField(label="Miejsce", required=False, max_length=200)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        families = with_carer_names(Family.objects.visitable_by(user))
        self.fields["family"].queryset = families.order_by(polish_order("name"), "number")
        self.fields["family"].label_from_instance = distinct_name

    def details(self):
        """Return the AppointmentDetails of the valid form."""
        return AppointmentDetails(*(self.cleaned_data[name] for name in ("planned_on", "starts_at", "place")))
