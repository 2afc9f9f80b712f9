"""Forms of workshops."""

from decimal import Decimal

from django import forms
from django.db.models import Q
from django.utils import timezone

from assistants.models import MOST_OUTSIDERS, Assistant, Attendance, Workshop, WorkshopDay, WorkshopLeader
from cases.day_limits import limits_of_day
from familycare.lib.fields import ChosenField, DayField, HoursField
from familycare.lib.optimistic_lock import VersionedForm, VersionedFormMixin
from familycare.lib.ordering import polish_order


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


class WorkshopDayForm(VersionedFormMixin):
    """What is known of a day of a workshop beside who attended. All assistants who worked on the day are offered."""

    outsiders = forms.IntegerField(
        label="Osoby z zewnątrz",
        help_text="ile osób spoza rodzin, które są w systemie; puste, jeśli nikt",
        required=False,
        min_value=0,
        max_value=MOST_OUTSIDERS,
        error_messages={"invalid": "Wpisz liczbę osób cyframi.", "max_value": "Najwyżej %(limit_value)s osób."},
    )
    leaders = ChosenField(
        Assistant.objects.none(),
        label="Kto prowadził",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Zaznaczono osobę, której nie ma na liście. Zaznacz jeszcze raz."},
    )
    hours = HoursField(
        label="Godziny pracy każdej osoby prowadzącej",
        help_text="np. 1,5; liczą się raz, bez względu na liczbę rodzin, więc nie wpisuj ich drugi raz w dzienniku",
        required=False,
        min_value=Decimal("0.01"),
        max_value=24,
        error_messages={"min_value": "Podaj więcej niż 0 godzin.", "max_value": "Doba ma 24 godziny."},
    )

    def __init__(self, *args, workshop, day, initial=None, **kwargs):
        self.workshop, self.day = workshop, day
        super().__init__(*args, initial=self.saved_values() | (initial or {}), **kwargs)
        self.order_fields(["leaders", "hours", "outsiders"])
        if initial and "version" in initial:
            self.initial["version"] = initial["version"]  # that of the page that was opened first
        worked = Q(employed_from__lte=day) & (Q(employed_to=None) | Q(employed_to__gte=day))
        leads = Q(workshops_led__workshop=workshop, workshops_led__held_on=day)
        offered = Assistant.objects.filter(worked | leads).distinct()
        field = self.fields["leaders"]
        field.queryset = offered.order_by(polish_order("last_name"), polish_order("first_name"), "number")
        field.label_from_instance = lambda assistant: f"{assistant.last_name} {assistant.first_name}"

    def saved_values(self):
        saved = WorkshopDay.objects.filter(workshop=self.workshop, held_on=self.day).first() or WorkshopDay()
        leaders = WorkshopLeader.objects.filter(workshop=self.workshop, held_on=self.day)
        return {
            "outsiders": saved.outsiders or None,
            "hours": saved.hours,
            "leaders": sorted(leaders.values_list("assistant", flat=True)),
        }

    def details(self):
        """Return the keyword arguments of `save_day`."""
        return {
            "outsiders": self.cleaned_data["outsiders"] or 0,
            "hours": self.cleaned_data["hours"],
            "leaders": list(self.cleaned_data["leaders"]),
        }
