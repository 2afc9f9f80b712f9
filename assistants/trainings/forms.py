"""The form of a training or supervision."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from assistants.choices import TrainingKind
from assistants.models import Assistant, Training
from cases.day_limits import limits_of_day
from familycare.lib.fields import ChosenField, DayField, HoursField
from familycare.lib.optimistic_lock import VersionedFormMixin
from familycare.lib.ordering import polish_order

MOST_HOURS = 1000


class TrainingEventForm(VersionedFormMixin):
    """A new event, or with `event` (a TrainingEvent) its correction.

    All assistants who work today or took part are offered.
    """

    title = forms.CharField(
        label="Temat", max_length=300, error_messages={"required": "Wpisz temat szkolenia albo superwizji."}
    )
    kind = forms.ChoiceField(
        label="Rodzaj",
        choices=TrainingKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Zaznacz rodzaj.", "invalid_choice": "Zaznacz rodzaj."},
    )
    held_on = DayField(label="Dzień", limits=limits_of_day(Training._meta.get_field("held_on")))
    hours = HoursField(
        label="Godziny",
        help_text="ile trwało dla każdej osoby, np. 1,5; puste, jeśli nie wiadomo",
        required=False,
        min_value=0,
        max_value=MOST_HOURS,
    )
    participants = ChosenField(
        Assistant.objects.none(),
        label="Kto wziął udział",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Zaznacz, kto wziął udział.",
            "invalid_choice": "Zaznaczono osobę, której nie ma na liście. Zaznacz jeszcze raz.",
        },
    )

    def __init__(self, *args, event=None, **kwargs):
        self.event = event
        initial = self.saved_values() if event else {"held_on": timezone.localdate()}
        super().__init__(*args, initial=initial, **kwargs)
        if event is None:
            del self.fields["version"]
            self.is_stale = False
        work = Q(employed_to=None) | Q(employed_to__gte=timezone.localdate())
        took_part = Q(pk__in=[each.pk for each in event.participants] if event else [])
        offered = Assistant.objects.filter(work | took_part)
        field = self.fields["participants"]
        field.queryset = offered.order_by(polish_order("last_name"), polish_order("first_name"), "number")
        field.label_from_instance = lambda assistant: f"{assistant.last_name} {assistant.first_name}"

    def saved_values(self):
        if self.event is None:
            return {}
        values = {name: getattr(self.event, name) for name in ("title", "kind", "held_on", "hours")}
        return values | {"participants": [each.pk for each in self.event.participants]}

    def details(self):
        """Return the keyword arguments of `save_event`."""
        names = ("title", "kind", "held_on", "hours")
        return {name: self.cleaned_data[name] for name in names} | {"participants": self.cleaned_data["participants"]}
