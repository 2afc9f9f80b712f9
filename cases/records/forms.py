"""A form for each kind of a family's records; each says in words whether a day is the last or the first one after."""

from datetime import timedelta

from django.utils import timezone

from cases.choices import FOSTER_CARE, CaseKind
from cases.models import (
    Assessment,
    BlueCard,
    Condition,
    CourtOrder,
    CourtReport,
    FamilyProblem,
    Help,
    Outcome,
    Placement,
    ZaZyciem,
)
from cases.records.base import RecordForm, with_days
from familycare.lib.dates import age_on

STILL = "puste, jeśli trwa nadal"
ADULT = 18  # years
FIRST_WITHOUT = "pierwszy dzień, w którym już nie trwa; puste, jeśli trwa nadal"


class ProblemForm(RecordForm):
    first, end, same = "identified_on", "resolved_on", ("family", "problem")
    past = ("identified_on", "resolved_on")

    class Meta:
        model = FamilyProblem
        fields = ("problem", "identified_on", "resolved_on")
        formfield_callback = with_days
        labels = {"problem": "Problem", "identified_on": "Rozpoznany", "resolved_on": "Rozwiązany"}
        help_texts = {"resolved_on": "pierwszy dzień, w którym problemu już nie ma; puste, jeśli trwa nadal"}


class ConditionForm(RecordForm):
    first, end, same = "since_on", "over_on", ("person", "condition")
    past = ("since_on", "over_on")

    class Meta:
        model = Condition
        fields = ("person", "condition", "since_on", "over_on")
        formfield_callback = with_days
        labels = {"condition": "Stan zdrowia", "since_on": "Od kiedy", "over_on": "Do kiedy"}
        help_texts = {"over_on": FIRST_WITHOUT}


class BlueCardForm(RecordForm):
    first, end, same = "opened_on", "closed_on", ("family",)
    past = ("opened_on", "closed_on")

    class Meta:
        model = BlueCard
        fields = ("opened_on", "closed_on")
        formfield_callback = with_days
        labels = {"opened_on": "Procedurę wszczęto", "closed_on": "Procedurę zakończono"}
        help_texts = {"closed_on": "ostatni dzień procedury; puste, jeśli trwa nadal"}


class HelpForm(RecordForm):
    first, end, same = "starts_on", "over_on", ("family", "person", "kind", "form")

    class Meta:
        model = Help
        fields = ("kind", "person", "form", "starts_on", "over_on")
        formfield_callback = with_days
        labels = {
            "kind": "Rodzaj wsparcia",
            "person": "Kto korzysta",
            "form": "Forma",
            "starts_on": "Od kiedy",
            "over_on": "Do kiedy",
        }
        help_texts = {"over_on": FIRST_WITHOUT}

    def nothing(self, name):
        return "cała rodzina" if name == "person" else super().nothing(name)


class OutcomeForm(RecordForm):
    first, past = "achieved_on", ("achieved_on",)

    class Meta:
        model = Outcome
        fields = ("case", "outcome", "achieved_on", "persons")
        formfield_callback = with_days
        labels = {"outcome": "Co się zmieniło", "achieved_on": "Kiedy", "persons": "Ilu osób dotyczy"}

    def clean(self):
        cleaned = super().clean()
        self.within_case("achieved_on", until_closed=False)
        return cleaned

    def clean_persons(self):
        persons = self.cleaned_data["persons"]
        if persons is not None and not 1 <= persons <= 99:
            self.add_error("persons", "Podaj liczbę od 1 do 99 albo zostaw puste.")
        return persons


class PlacementForm(RecordForm):
    first, end, with_end, same = "starts_on", "over_on", ("end_reason",), ("person",)
    past = ("starts_on", "over_on")

    class Meta:
        model = Placement
        fields = ("person", "form", "starts_on", "over_on", "end_reason")
        formfield_callback = with_days
        labels = {
            "form": "Gdzie",
            "starts_on": "Od kiedy",
            "over_on": "Do kiedy",
            "end_reason": "Dlaczego pobyt się zakończył",
        }
        help_texts = {"over_on": "pierwszy dzień poza tym miejscem; puste, jeśli pobyt trwa nadal"}

    def nothing(self, name):
        return "pobyt trwa" if name == "end_reason" else super().nothing(name)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("over_on") and not cleaned.get("end_reason"):
            self.add_error("end_reason", "Wybierz, dlaczego pobyt się zakończył.")
        elif cleaned.get("end_reason") and "over_on" in cleaned and not cleaned["over_on"]:
            self.add_error("over_on", "Podaj dzień, w którym pobyt się zakończył.")
        if {"person", "form", "starts_on"} <= set(cleaned):
            self._check_age(cleaned["person"], cleaned["starts_on"])
        return cleaned

    def _check_age(self, person, day):
        """Children come into foster care; who comes of age there may stay (UWRiSPZ art. 2 ust. 1, art. 37)."""
        if self.cleaned_data["form"] not in FOSTER_CARE or not {"person", "form", "starts_on"} & set(self.changed_data):
            return
        is_adult = person.birth_date and age_on(person.birth_date, day) >= ADULT
        if is_adult and not Placement.objects.in_foster_care().filter(person=person, starts_on__lt=day).exists():
            message = (
                "Do pieczy zastępczej trafiają dzieci, a ta osoba jest tego dnia pełnoletnia. Sprawdź osobę i dzień."
            )
            self.add_error("person", message)


class CourtOrderForm(RecordForm):
    first, end, past = "issued_on", "in_force_until", ("issued_on",)

    class Meta:
        model = CourtOrder
        fields = ("kind", "court", "signature", "issued_on", "in_force_until")
        formfield_callback = with_days
        labels = {
            "kind": "Co sąd postanowił",
            "issued_on": "Dzień wydania",
            "in_force_until": "Obowiązuje do",
        }
        help_texts = {"in_force_until": "pierwszy dzień, w którym już nie obowiązuje; puste, jeśli sąd go nie podał"}


class CourtReportForm(RecordForm):
    first, end, past = "requested_on", "sent_on", ("requested_on", "sent_on")
    one_of = ("requested_on", "due_on", "sent_on")

    class Meta:
        model = CourtReport
        fields = ("kind", "requested_on", "due_on", "sent_on")
        formfield_callback = with_days
        labels = {
            "requested_on": "Sąd zażądał",
            "due_on": "Termin, który wyznaczył sąd",
            "sent_on": "Wysłano",
        }
        help_texts = {"sent_on": "puste, jeśli pismo jeszcze czeka"}

    def clean(self):
        cleaned = super().clean()
        asked, due = cleaned.get("requested_on"), cleaned.get("due_on")
        if asked and due and due < asked:
            self.add_error("due_on", "Termin jest wcześniejszy niż dzień, w którym sąd zażądał pisma.")
        return cleaned


class ZaZyciemForm(RecordForm):
    past = one_of = ("applied_on", "certificate_on", "benefit_granted_on")

    class Meta:
        model = ZaZyciem
        fields = ("entitlement", "applied_on", "certificate_on", "at_risk_pregnancy", "benefit_granted_on", "case")
        formfield_callback = with_days
        labels = {
            "entitlement": "Kogo dotyczy",
            "applied_on": "Dzień wniosku",
            "certificate_on": "Dzień zaświadczenia lekarskiego",
            "benefit_granted_on": "Świadczenie 4000 zł przyznano",
        }
        help_texts = {"case": ""}

    def cases(self):
        return super().cases().filter(kind=CaseKind.ZA_ZYCIEM)

    def nothing(self, name):
        return "bez asystenta, samo świadczenie" if name == "case" else super().nothing(name)


class AssessmentForm(RecordForm):
    first, past = "held_on", ("held_on", "period_start", "period_end")
    needed = ("progress", "recommendation")

    class Meta:
        model = Assessment
        fields = ("case", "period_start", "period_end", "held_on", "progress", "recommendation")
        formfield_callback = with_days
        labels = {
            "period_start": "Oceniany okres: od",
            "period_end": "Oceniany okres: do",
            "held_on": "Dzień oceny",
            "progress": "Jak zmieniła się sytuacja rodziny",
            "recommendation": "Co dalej",
        }
        help_texts = {"period_end": "ostatni dzień okresu"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.before is None and not self.is_bound:
            self.initial |= self._since_the_last()

    def _since_the_last(self):
        """The period since the last assessment, or since the opening, up to today."""
        case = self.cases().filter(pk=self.initial.get("case")).first()
        if case is None:
            return {}
        today = timezone.localdate()
        last = case.assessments.order_by("-held_on", "-pk").first()
        start = (last.period_end or last.held_on) + timedelta(days=1) if last else case.opened_on
        end = min(today, case.closed_on or today)
        return {"period_start": min(start, end), "period_end": end, "held_on": end}

    def clean(self):
        cleaned = super().clean()
        start, end, held = (cleaned.get(name) for name in ("period_start", "period_end", "held_on"))
        if start and end and end < start:
            self.add_error("period_end", "Okres kończy się wcześniej, niż się zaczyna.")
        if held and start and held < start:
            self.add_error("held_on", "Ocena jest wcześniejsza niż okres, którego dotyczy.")
        self.within_case("held_on", until_closed=True)
        return cleaned
