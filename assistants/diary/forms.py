"""Forms of the diary. The rules of law and logic are in `assistants.diary.rules`."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from assistants.choices import SHORT_KINDS, WITH_INSTITUTION, VisitKind
from assistants.diary.appointments import AppointmentDetails
from assistants.diary.form_data import OTHER, USUAL_MINUTES, form_data_of
from assistants.diary.rules import NO_REASON, duties, monitoring_duty
from cases.drafts import MOST_TEXT
from cases.families.distinct_names import distinct_name, with_carer_names
from cases.models import Case, Family, Plan, PlanGoal
from familycare.centre.dictionaries.fields import TermField
from familycare.centre.models import Institution
from familycare.lib.fields import ChosenField, DayField
from familycare.lib.optimistic_lock import VersionedFormMixin
from familycare.lib.ordering import polish_order

NO_KEY = "Formularz jest niepełny. Otwórz go jeszcze raz; to, co jest wpisane, znajdziesz w szkicu."


def hour_field():
    """Return an optional field for an hour that uses the browser's time input."""
    return forms.TimeField(
        label="Godzina",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Podaj godzinę, na przykład 14:30."},
    )


def confirmed_field():
    """Return the field that answers the questions that a service raises at `confirmed`. Shown once they are asked."""
    return forms.BooleanField(label="Potwierdzam, tak było", required=False)


def hidden_field(field, **options):
    """Return a hidden field of the class `field`; if it is missing, the form must be opened again."""
    return field(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), NO_KEY), **options)


class KindSelect(forms.RadioSelect):
    """The kinds of an entry. Those that may be about an institution are marked: the style sheet offers it only then."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in WITH_INSTITUTION:
            option["attrs"]["data-with-institution"] = ""
        return option


class EntryForm(forms.Form):
    """Fields of every diary entry.

    `client_key` identifies the entry, `writer` the open page. `draft` and `version` identify the draft that the page
    was opened with, if any.
    """

    visited_on = DayField(label="Dzień")
    kind = forms.ChoiceField(
        label="Rodzaj",
        widget=KindSelect,
        error_messages={"required": "Wybierz rodzaj.", "invalid_choice": "Wybierz rodzaj z listy."},
    )
    duration = forms.ChoiceField(
        label="Czas",
        widget=forms.RadioSelect,
        required=False,
        choices=[*((str(n), f"{n} min") for n in USUAL_MINUTES), (OTHER, "inny")],
    )
    minutes = forms.IntegerField(
        label="Inny czas, w minutach",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Wpisz liczbę minut cyframi, na przykład 75."},
    )
    advice_count = forms.IntegerField(
        label="Porady",
        required=False,
        widget=forms.NumberInput(attrs={"min": 0, "max": 99, "data-stepper": "", "autocomplete": "off"}),
        error_messages={"invalid": "Wpisz liczbę porad cyframi."},
    )
    institution = TermField(
        Institution.objects.all(), label="Z jaką instytucją", required=False, empty_label="bez instytucji"
    )
    summary = forms.CharField(
        label="Notatka",
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "autocapitalize": "sentences", "spellcheck": "true", "lang": "pl"}),
    )
    confirmed = confirmed_field()
    client_key = hidden_field(forms.UUIDField)
    writer = hidden_field(forms.UUIDField)
    draft = hidden_field(forms.IntegerField, required=False)
    version = hidden_field(forms.IntegerField, required=False)

    def __init__(self, *args, initial=None, **kwargs):
        new = {"visited_on": timezone.localdate(), "client_key": uuid.uuid4(), "writer": uuid.uuid4()}
        super().__init__(*args, initial=new | (initial or {}), **kwargs)
        self.fields["kind"].choices = self.kinds()
        self.fields["visited_on"].widget.attrs["data-recent-days"] = ""

    def kinds(self):
        """Return the choices of `kind`."""
        return [(kind.value, SHORT_KINDS[kind]) for kind in VisitKind if kind != VisitKind.MONITORING]

    def clean_summary(self):
        return self.cleaned_data["summary"].replace("\r\n", "\n")

    def clean(self):
        chosen = self.cleaned_data.get("duration")
        if chosen and chosen != OTHER:
            # A chip that is tapped after a number was typed replaces the number.
            self.cleaned_data["minutes"] = int(chosen)
            self.errors.pop("minutes", None)

    def contents(self):
        """Return the keyword arguments for `log_visit`."""
        names = ("visited_on", "kind", "minutes", "advice_count", "institution", "summary")
        return {name: self.cleaned_data[name] for name in names}

    def add_service_errors(self, error):
        """Add a service's ValidationError to the fields of the page that it concerns."""
        wrong = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, errors in wrong.items():
            hidden_by_chips = name == "minutes" and self.cleaned_data.get("duration") != OTHER
            name = "duration" if hidden_by_chips else "next_on" if name == "planned_on" else name
            self.add_error(name if name in self.fields else None, errors)


class VisitForm(EntryForm):
    """An entry about one family of the assistant. Its goals are those of the plans in force."""

    case = forms.ModelChoiceField(
        Case.objects.none(), label="Sprawa", required=False, widget=forms.RadioSelect, empty_label=None
    )
    goals = ChosenField(
        PlanGoal.objects.none(), label="Czego z planu dotyczyło", required=False, widget=forms.CheckboxSelectMultiple
    )
    next_on = DayField(label="Dzień spotkania", required=False)
    next_at = hour_field()
    next_place = forms.CharField(label="Miejsce", required=False, max_length=200)

    def __init__(self, *args, assistant, family, **kwargs):
        self.assistant, self.family = assistant, family
        today = timezone.localdate()
        present = duties(assistant, family, today)
        # If the family's case was opened again, entries of the previous time may still be added.
        last_day = min((duty.case.opened_on - timedelta(days=1) for duty in present), default=today)
        self.can_monitor = monitoring_duty(assistant, family, last_day) is not None
        self.only_monitors = self.can_monitor and not present
        super().__init__(*args, **kwargs)
        if self.only_monitors:
            self.initial.setdefault("kind", VisitKind.MONITORING.value)
        cases = Case.objects.filter(pk__in=[duty.case.pk for duty in present])
        self.fields["case"].queryset = cases
        self.fields["case"].label_from_instance = lambda case: case.get_kind_display()
        self.fields["goals"].queryset = goals_in_force(cases, today)
        if len(cases) < 2:
            del self.fields["case"]
        if not self.fields["goals"].queryset:
            del self.fields["goals"]

    def kinds(self):
        monitoring = [(VisitKind.MONITORING.value, SHORT_KINDS[VisitKind.MONITORING])] if self.can_monitor else []
        return monitoring if self.only_monitors else super().kinds() + monitoring

    def clean(self):
        super().clean()
        has_more = self.cleaned_data.get("next_at") or self.cleaned_data.get("next_place")
        if has_more and "next_on" in self.cleaned_data and not self.cleaned_data["next_on"]:
            self.add_error("next_on", "Podaj dzień następnego spotkania albo usuń godzinę i miejsce.")

    def contents(self):
        more = {"goals": list(self.cleaned_data.get("goals", ())), "case": self.cleaned_data.get("case")}
        return super().contents() | more

    def next_appointment(self):
        """Return the AppointmentDetails of the next appointment, or None."""
        agreed = self.cleaned_data
        return agreed["next_on"] and AppointmentDetails(agreed["next_on"], agreed["next_at"], agreed["next_place"])


class VisitCorrectionForm(VersionedFormMixin, VisitForm):
    """Correct an entry. `needs_reason` is true from the day after it was entered."""

    reason = forms.CharField(
        label="Powód poprawki",
        max_length=300,
        help_text="Zostanie przy wpisie.",
        error_messages={"required": NO_REASON},
    )
    next_on = next_at = next_place = client_key = writer = draft = None

    def __init__(self, *args, visit, needs_reason, initial=None, **kwargs):
        self.visit = visit
        super().__init__(*args, initial=form_data_of(visit) | (initial or {}), family=visit.case.family, **kwargs)
        self.fields["institution"].keep(visit.institution_id)
        known = PlanGoal.objects.filter(pk__in=visit.visit_goals.values("goal"))
        if "goals" in self.fields:
            self.fields["goals"].queryset = (self.fields["goals"].queryset | known).distinct()
        elif known:
            self.fields["goals"] = ChosenField(
                known.select_related("plan"),
                label="Czego z planu dotyczyło",
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        if not needs_reason:
            del self.fields["reason"]

    def kinds(self):
        known = self.initial.get("kind")
        offered = super().kinds()
        return offered if known in dict(offered) else [*offered, (known, SHORT_KINDS[known])]

    def saved_values(self):
        # The chips of the usual durations are another way to enter the minutes.
        said = form_data_of(self.visit) | {"minutes": self.visit.minutes}
        return {name: value for name, value in said.items() if name != "duration"}

    def label_of(self, name):
        return "Czas w minutach" if name == "minutes" else super().label_of(name)


class GroupForm(EntryForm):
    """The same entry about several families."""

    families = forms.ModelMultipleChoiceField(
        Family.objects.none(),
        label="Rodziny",
        widget=forms.CheckboxSelectMultiple,
        to_field_name="number",
        error_messages={"required": "Wybierz co najmniej jedną rodzinę."},
        help_text="To jedno zdarzenie: w sumie godzin pracy jego czas liczy się raz.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["families"])  # errors are listed in page order
        families = with_carer_names(Family.objects.visible_to(user))
        self.fields["families"].queryset = families.order_by(polish_order("name"), "number")
        self.fields["families"].label_from_instance = distinct_name


class DiaryPeriodForm(forms.Form):
    """The first and last day of a period, both included, at most a year apart. The names appear in URLs."""

    od = DayField(label="Od", error_messages={"required": "Podaj pierwszy dzień okresu."})
    do = DayField(label="Do", error_messages={"required": "Podaj ostatni dzień okresu."})

    def clean(self):
        start, end = self.cleaned_data.get("od"), self.cleaned_data.get("do")
        if start and end and not 0 <= (end - start).days <= 366:
            raise ValidationError({"do": "Koniec okresu ma być nie wcześniej niż początek i najwyżej rok po nim."})


def goals_in_force(cases, day):
    """Return the open goals of each case's last plan agreed by the day (included)."""
    plans = {}
    for plan in Plan.objects.filter(case__in=cases, agreed_on__lte=day).order_by("agreed_on", "pk"):
        plans[plan.case_id] = plan.pk
    return PlanGoal.objects.filter(plan__in=plans.values()).open().select_related("plan")
