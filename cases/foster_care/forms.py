"""The form that sets the first day of a stay by hand."""

from django import forms

from cases.day_limits import limits_of_day
from cases.models import StayStart
from familycare.lib.fields import DayField
from familycare.lib.optimistic_lock import VersionedFormMixin


class StayStartForm(VersionedFormMixin):
    """From which day the stay is counted, and why. `start`: the StayStart that is changed, or None."""

    counted_from = DayField(
        label="Pierwszy dzień pobytu",
        help_text="od tego dnia liczą się lata pobytu, a więc i udział gminy",
        limits=limits_of_day(StayStart._meta.get_field("counted_from")),
    )
    reason = forms.CharField(
        label="Dlaczego od tego dnia",
        help_text="np. dzień przerwy przy przeniesieniu, pobyt sprzed 2012 r., uzgodnienie z powiatem",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Napisz, dlaczego pobyt liczy się od tego dnia."},
    )

    def __init__(self, *args, start, suggested, **kwargs):
        self.start = start
        initial = self.saved_values() or {"counted_from": suggested}
        super().__init__(*args, initial=initial, **kwargs)

    def saved_values(self):
        return {"counted_from": self.start.counted_from, "reason": self.start.reason} if self.start else {}
