"""Forms of trainings and supervisions, held and planned."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from assistants.choices import TrainingKind
from assistants.models import Assistant, PlannedTraining, Training
from assistants.trainings.events import organisers
from cases.day_limits import limits_of_day
from familycare.lib.fields import ChosenField, DayField, HoursField, SuggestingInput
from familycare.lib.months import NAMES as MONTHS
from familycare.lib.optimistic_lock import VersionedForm, VersionedFormMixin
from familycare.lib.ordering import polish_order

MOST_HOURS = 1000
NAMES = ("title", "kind", "held_on", "hours", "organiser")  # fields that say the same of all participants


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
    organiser = forms.CharField(
        label="Organizator",
        required=False,
        max_length=200,
        widget=SuggestingInput(organisers),
    )
    planned = forms.ModelChoiceField(
        PlannedTraining.objects.none(),
        label="Z planu",
        required=False,
        empty_label="poza planem",
        error_messages={"invalid_choice": "Tej pozycji nie ma już w planie. Wybierz inną."},
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

    def __init__(self, *args, event=None, planned=None, **kwargs):
        self.event = event
        initial = self.saved_values() if event else {"held_on": timezone.localdate(), **_as_planned(planned)}
        super().__init__(*args, initial=initial, **kwargs)
        if event is None:
            del self.fields["version"]
            self.is_stale = False
        self._offer_plan()
        work = Q(employed_to=None) | Q(employed_to__gte=timezone.localdate())
        took_part = Q(pk__in=[each.pk for each in event.participants] if event else [])
        offered = Assistant.objects.filter(work | took_part)
        field = self.fields["participants"]
        field.queryset = offered.order_by(polish_order("last_name"), polish_order("first_name"), "number")
        field.label_from_instance = lambda assistant: f"{assistant.last_name} {assistant.first_name}"

    def _offer_plan(self):
        """Offer the plans of last year, of this and of the next one, and what is chosen."""
        year, chosen = timezone.localdate().year, self.event and self.event.planned
        near = PlannedTraining.objects.filter(Q(year__range=(year - 1, year + 1)) | Q(pk=chosen))
        field = self.fields["planned"]
        field.queryset = near.order_by("-year", polish_order("title"), "number")
        field.label_from_instance = lambda planned: f"{planned.year}: {planned}"
        if not near.exists():
            del self.fields["planned"]

    def saved_values(self):
        if self.event is None:
            return {}
        values = {name: getattr(self.event, name) for name in (*NAMES, "planned")}
        return values | {"participants": [each.pk for each in self.event.participants]}

    def details(self):
        """Return the keyword arguments of `save_event`."""
        names = {name: self.cleaned_data[name] for name in (*NAMES, "participants")}
        return names | {"planned": self.cleaned_data.get("planned")}


def _as_planned(planned):
    """Return the initial values of what is held of the plan (PlannedTraining or None)."""
    if planned is None:
        return {}
    return {"planned": planned.pk, "title": planned.title, "kind": planned.kind, "hours": planned.hours}


class PlannedTrainingForm(VersionedForm):
    """An entry of the plan of trainings, new or corrected."""

    class Meta:
        model = PlannedTraining
        fields = ("year", "title", "kind", "for_whom", "persons", "hours", "month")
        labels = {"month": "Kiedy", "persons": "Ile osób", "hours": "Godziny dla każdej osoby"}
        help_texts = {"for_whom": "np. asystenci, którzy pracują od niedawna", "hours": "np. 1,5"}
        field_classes = {"hours": HoursField}
        widgets = {"kind": forms.RadioSelect, "month": forms.Select}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = TrainingKind.choices
        self.fields["month"].widget.choices = [("", "nie wiadomo"), *enumerate(MONTHS, start=1)]
        self.fields["title"].error_messages["required"] = "Wpisz temat szkolenia albo superwizji."
        self.fields["kind"].error_messages["required"] = "Zaznacz rodzaj."

    def details(self):
        """Return the keyword arguments of `save_planned`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class CertificatesForm(VersionedFormMixin):
    """Which participants of an event have a certificate, and its number."""

    def __init__(self, *args, event, **kwargs):
        self.event = event
        super().__init__(*args, **kwargs)
        for row in event.rows:
            self.fields[f"ma_{row.pk}"] = forms.BooleanField(
                label=f"{row.assistant}: ma zaświadczenie", required=False, initial=row.certificate
            )
            self.fields[f"numer_{row.pk}"] = forms.CharField(
                label=f"{row.assistant}: numer zaświadczenia",
                required=False,
                max_length=80,
                initial=row.certificate_number,
            )

    def saved_values(self):
        values = {}
        for row in self.event.rows:
            values |= {f"ma_{row.pk}": row.certificate, f"numer_{row.pk}": row.certificate_number}
        return values

    def certificates(self):
        """Return the argument of `save_certificates`."""
        data = self.cleaned_data
        return {row.pk: (data[f"ma_{row.pk}"], data[f"numer_{row.pk}"]) for row in self.event.rows}
