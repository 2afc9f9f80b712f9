"""The support of a family: periodic assessments, applications under the Act „Za życiem”."""

from datetime import timedelta

from django.utils import timezone
from django.utils.text import capfirst

from cases.access import Part
from cases.choices import CaseKind
from cases.models import Assessment, ZaZyciem
from cases.records.base import RecordForm, with_days
from cases.records.dates import Dates
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from cases.rules import assessment_problem
from familycare.lib.polish import date_in_digits


class AssessmentForm(RecordForm):
    first = "held_on"
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
        """Return the initial values: the period since the last assessment or the opening, up to today."""
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
        if message := assessment_problem(start, held):
            self.add_error("held_on", message)
        self.within_case("held_on", until_closed=True)
        return cleaned


def conclusions(assessment):
    """Return „Poprawa, kontynuacja wsparcia”, or ""."""
    said = (assessment.get_progress_display(), assessment.get_recommendation_display())
    return capfirst(", ".join(filter(None, said)))


def day_and_period(assessment):
    """Return „01.06.2024, za okres 01.01.2024–31.05.2024”."""
    period = "–".join(date_in_digits(day) for day in (assessment.period_start, assessment.period_end) if day)
    day = date_in_digits(assessment.held_on)
    return f"{day}, za okres {period}" if period else day


assessment = Kind(
    word="ocena",
    title="Okresowe oceny",
    name="okresową ocenę",
    ends="",
    form=AssessmentForm,
    part=Part.PLANS,
    section=PageSection.SUPPORT,
    page="new_assessment",
    corrected_at=lambda assessment: "correct_assessment" if assessment.is_detailed else "",
    card=None,  # the card of their case shows them
    what=lambda assessment: conclusions(assessment) or "Bez wniosków",
    when=day_and_period,
    timeline=EventKind.PLANS,
    events=(Moment("held_on", "Okresowa ocena sytuacji rodziny", "clipboard-check", text=conclusions),),
    known=Dates(
        since=("held_on",),
        later={"handed_on": (), "acknowledged_on": ("acknowledged_by",), "kept_open_on": ("kept_open_because",)},
    ),
    erased={"acknowledged_by": None},
    csv=CsvFile(
        "assessments",
        "case period_start period_end held_on progress recommendation"
        " safety? safety_words? safety_action? family_voice? child_voice? obstacles? conclusion?"
        " handed_on? acknowledged_on? acknowledged_by?! kept_open_on? kept_open_because?",
        key="case held_on",
    ),
)


class ZaZyciemForm(RecordForm):
    one_of = ("applied_on", "certificate_on", "benefit_granted_on")

    class Meta:
        model = ZaZyciem
        fields = ("entitlement", "applied_on", "certificate_on", "at_risk_pregnancy", "benefit_granted_on", "case")
        formfield_callback = with_days
        labels = {
            "entitlement": "Uprawnienie",
            "applied_on": "Data wniosku",
            "certificate_on": "Data zaświadczenia lekarskiego",
            "benefit_granted_on": "Świadczenie (4\u00a0000\u00a0zł) przyznano",
        }
        help_texts = {"case": ""}

    def cases(self):
        return super().cases().filter(kind=CaseKind.ZA_ZYCIEM)

    def nothing(self, name):
        return "bez asystenta, samo świadczenie" if name == "case" else super().nothing(name)


za_zyciem = Kind(
    word="za-zyciem",
    title="„Za życiem”",
    name="wniosek „Za życiem”",
    ends="",
    form=ZaZyciemForm,
    part=Part.HEALTH,
    section=PageSection.SUPPORT,
    card=PageCard(line="cases/family_page/za_zyciem.html"),
    timeline=EventKind.SUPPORT,
    events=(
        Moment("applied_on", "Wniosek „Za życiem”", "heart"),
        Moment("benefit_granted_on", "Przyznanie świadczenia „Za życiem”", "heart"),
    ),
    day="applied_on",
    days=("applied_on", "benefit_granted_on"),
    known=Dates(since=ZaZyciemForm.one_of, later=dict.fromkeys(ZaZyciemForm.one_of, ())),
    csv=CsvFile(
        "za_zyciem",
        "family case entitlement applied_on certificate_on at_risk_pregnancy benefit_granted_on",
        key="family entitlement applied_on",
    ),
)
