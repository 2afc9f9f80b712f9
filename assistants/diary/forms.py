"""Forms of the diary. What the law and logic ask of an entry is in `diary_rules`; here is what a field can hold."""

import uuid
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from assistants.choices import SHORT_KINDS, VisitKind
from assistants.diary.appointments import Next
from assistants.diary.form_data import OTHER, USUAL_MINUTES, typed_of
from assistants.diary.rules import duties, to_monitor
from cases.drafts import MOST_TEXT
from cases.models import Case, Family, Plan, PlanGoal
from familycare.centre.models import Institution
from familycare.lib.fields import ChosenField, DayField
from familycare.lib.optimistic_lock import Versioned
from familycare.lib.ordering import polish

NO_KEY = "Formularz jest niepełny. Otwórz go jeszcze raz; to, co jest wpisane, znajdziesz w szkicu."


def hour_field():
    """An hour, asked for as browsers do."""
    return forms.TimeField(
        label="Godzina",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Podaj godzinę, na przykład 14:30."},
    )


def hidden(field, **options):
    return field(widget=forms.HiddenInput, error_messages=dict.fromkeys(("required", "invalid"), NO_KEY), **options)


class EntryForm(forms.Form):
    """What every entry of the diary has. `client_key` is the entry's, `writer` this page's; `draft` and `version` name
    the draft that the page was opened with, if any."""

    visited_on = DayField(label="Dzień")
    kind = forms.ChoiceField(
        label="Rodzaj",
        widget=forms.RadioSelect,
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
    institution = forms.ModelChoiceField(
        Institution.objects.all(), label="Z jaką instytucją", required=False, empty_label="bez instytucji"
    )
    summary = forms.CharField(
        label="Notatka",
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "autocapitalize": "sentences", "spellcheck": "true", "lang": "pl"}),
    )
    confirmed = forms.BooleanField(label="Tak, to druga taka sama wizyta", required=False)
    client_key = hidden(forms.UUIDField)
    writer = hidden(forms.UUIDField)
    draft = hidden(forms.IntegerField, required=False)
    version = hidden(forms.IntegerField, required=False)

    def __init__(self, *args, initial=None, **kwargs):
        new = {"visited_on": timezone.localdate(), "client_key": uuid.uuid4(), "writer": uuid.uuid4()}
        super().__init__(*args, initial=new | (initial or {}), **kwargs)
        self.fields["kind"].choices = self.kinds()
        self.fields["visited_on"].widget.attrs["data-recent-days"] = ""

    def kinds(self):
        """The kinds to choose from."""
        return [(kind.value, SHORT_KINDS[kind]) for kind in VisitKind if kind != VisitKind.MONITORING]

    def clean_summary(self):
        return self.cleaned_data["summary"].replace("\r\n", "\n")

    def clean(self):
        chosen = self.cleaned_data.get("duration")
        if chosen and chosen != OTHER:
            # Whoever taps a chip after typing another number means the chip.
            self.cleaned_data["minutes"] = int(chosen)
            self.errors.pop("minutes", None)

    def contents(self):
        """What `log_visit` writes."""
        names = ("visited_on", "kind", "minutes", "advice_count", "institution", "summary")
        return {name: self.cleaned_data[name] for name in names}

    def refuse(self, error):
        """Puts what a service says at the fields that it is about."""
        wrong = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, errors in wrong.items():
            hidden_by_chips = name == "minutes" and self.cleaned_data.get("duration") != OTHER
            name = "duration" if hidden_by_chips else "next_on" if name == "planned_on" else name
            self.add_error(name if name in self.fields else None, errors)


class VisitForm(EntryForm):
    """An entry about one family of the assistant; its goals are those of the plans in force."""

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
        # Whoever has the family again may still write down what was before.
        last_day = min((duty.case.opened_on - timedelta(days=1) for duty in present), default=today)
        self.can_monitor = to_monitor(assistant, family, last_day) is not None
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
        """The Next that was agreed, or None."""
        agreed = self.cleaned_data
        return agreed["next_on"] and Next(agreed["next_on"], agreed["next_at"], agreed["next_place"])


class VisitCorrectionForm(Versioned, VisitForm):
    """Another wording of an entry; `needs_reason` from the day after it was entered."""

    reason = forms.CharField(label="Powód poprawki", required=False, max_length=300, help_text="Zostanie przy wpisie.")
    next_on = next_at = next_place = client_key = writer = draft = confirmed = None

    def __init__(self, *args, visit, needs_reason, initial=None, **kwargs):
        self.visit = visit
        super().__init__(*args, initial=typed_of(visit) | (initial or {}), family=visit.case.family, **kwargs)
        known = PlanGoal.objects.filter(pk__in=visit.touched.values("goal"))
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

    def there(self):
        # The chips of the usual times are a way to type the minutes.
        said = typed_of(self.visit) | {"minutes": self.visit.minutes}
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
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["families"])  # errors are told in the order of the page
        self.fields["families"].queryset = Family.objects.visible_to(user).order_by(polish("name"), "number")


class DiaryPeriodForm(forms.Form):
    """From which day to which, both included: the words of an address are Polish."""

    od = DayField(label="Od")
    do = DayField(label="Do")

    def clean(self):
        start, end = self.cleaned_data.get("od"), self.cleaned_data.get("do")
        if start and end and not 0 <= (end - start).days <= 366:
            raise ValidationError({"do": "Koniec okresu ma być nie wcześniej niż początek i najwyżej rok po nim."})


def goals_in_force(cases, day):
    """The goals that are still worked on, of the last plan of each of the cases agreed by the day."""
    plans = {}
    for plan in Plan.objects.filter(case__in=cases, agreed_on__lte=day).order_by("agreed_on", "pk"):
        plans[plan.case_id] = plan.pk
    return PlanGoal.objects.filter(plan__in=plans.values()).open().select_related("plan")
