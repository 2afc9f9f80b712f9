"""Service notes, and reports that a child may have been harmed."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst

from cases.access import Part
from cases.choices import PersonRole
from cases.models import HarmReport, ServiceNote
from cases.models.records.notes import SafetyAfterReport
from cases.records.base import RecordForm, with_days
from cases.records.dates import Dates
from cases.records.kind import CsvFile, EventKind, Kind, Moment, PageCard, PageSection
from cases.rules import ADULT, harm_end_problem
from familycare.lib.dates import years_before

SHOWN = 80  # characters of a note in a list


class ServiceNoteForm(RecordForm):
    first, needed = "happened_on", ("facts",)

    class Meta:
        model = ServiceNote
        fields = ("kind", "happened_on", "happened_at", "place", "present", "facts", "actions", "told")
        formfield_callback = with_days
        labels = {
            "kind": "Rodzaj notatki",
            "happened_on": "Kiedy",
            "present": "Kto był",
            "facts": "Przebieg i ustalenia",
            "actions": "Co zrobiono, zadania i terminy",
            "told": "Kogo powiadomiono",
        }
        help_texts = {
            "facts": "najpierw fakty; słowa rodziny w cudzysłowie, osobno własne wnioski",
            "actions": "kto, co i do kiedy",
        }
        widgets = {
            "happened_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "facts": forms.Textarea(attrs={"rows": 8}),
            "actions": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.before is None:
            self.initial.setdefault("happened_on", timezone.localdate())


def shortened(text):
    """Return the first line of a text, at most SHOWN characters of it."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]}…"


service_note = Kind(
    word="notatka",
    title="Notatki służbowe",
    name="notatkę służbową",
    ends="",
    form=ServiceNoteForm,
    part=Part.DIARY,
    section=PageSection.NOTES,
    card=PageCard(line="cases/family_page/service_note.html", first=3),
    what=lambda note: f"{capfirst(note.get_kind_display())}: {shortened(note.facts)}",
    timeline=EventKind.SUPPORT,
    events=(
        Moment("happened_on", "Notatka służbowa", "journal-text", text=lambda note: capfirst(note.get_kind_display())),
    ),
    csv=CsvFile(
        "service_notes",
        "family kind date=happened_on time=happened_at place present facts actions told",
        key="family kind date time",
    ),
)


class HarmReportForm(RecordForm):
    first, end, with_end = "reported_on", "closed_on", ("decision", "follow_up", "safety")
    needed = ("source", "signs")

    class Meta:
        model = HarmReport
        fields = (
            "person",
            "reported_on",
            "source",
            "signs",
            "safety",
            "actions",
            "blue_card_opened",
            "police_told",
            "prosecutor_told",
            "court_told",
            "decision",
            "follow_up",
            "closed_on",
        )
        formfield_callback = with_days
        labels = {
            "person": "Którego dziecka dotyczy",
            "reported_on": "Kiedy zgłoszono",
            "source": "Kto zgłosił",
            "signs": "Co zauważono",
            "safety": "Czy dziecko jest teraz bezpieczne",
            "actions": "Co zrobiono od razu",
            "decision": "Ustalenia i decyzja",
            "follow_up": "Dalsze działania",
            "closed_on": "Sprawę zakończono",
        }
        help_texts = {
            "source": "np. nauczyciel, sąsiadka, dziecko, asystent",
            "signs": "fakty: co widać, co słychać, słowa dziecka dosłownie",
            "closed_on": "ostatni dzień sprawy; puste, jeśli trwa nadal",
        }
        widgets = {
            "signs": forms.Textarea(attrs={"rows": 6}),
            "actions": forms.Textarea(attrs={"rows": 4}),
            "decision": forms.Textarea(attrs={"rows": 4}),
            "follow_up": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.before is None:
            self.initial.setdefault("reported_on", timezone.localdate())

    def _offer(self, name, field):
        super()._offer(name, field)
        if name == "person":
            is_minor = Q(role=PersonRole.CHILD) | Q(birth_date__gt=years_before(timezone.localdate(), ADULT))
            minors = self.family.persons.filter(is_minor | Q(pk=self.instance.person_id))
            field.queryset = minors.order_by("birth_date", "number")

    def clean(self):
        cleaned = super().clean()
        safety, closed_on = cleaned.get("safety"), cleaned.get("closed_on")
        if problem := harm_end_problem(safety, closed_on):
            self.add_error("closed_on", problem)
        elif closed_on and not cleaned.get("decision"):
            self.add_error("decision", "Przed zakończeniem sprawy napisz, co ustalono i jak zdecydowano.")
        if safety == SafetyAfterReport.AT_RISK and not cleaned.get("actions"):
            self.add_error("actions", "Zagrożenie trwa, więc napisz, co zrobiono, żeby dziecko było bezpieczne.")
        return cleaned


def child_and_state(report):
    """Return „I7, Jaś Jaworski: bezpieczne w domu”."""
    return f"{report}, {report.person}: {report.get_safety_display()}"


REPORT = "Podejrzenie krzywdzenia dziecka"
harm_report = Kind(
    word="krzywdzenie",
    title="Zgłoszenia podejrzenia krzywdzenia",
    name="zgłoszenie krzywdzenia dziecka",
    ends="Zakończ sprawę",
    form=HarmReportForm,
    part=Part.PROCEEDINGS,
    section=PageSection.NOTES,
    card=PageCard(
        title="Podejrzenia krzywdzenia dziecka",
        line="cases/family_page/harm_report.html",
        none_today="Dziś nie ma otwartej sprawy.",
    ),
    what=child_and_state,
    timeline=EventKind.SITUATION,
    events=(
        Moment("reported_on", REPORT, "exclamation-octagon", text=lambda report: f"Zgłoszenie {report}"),
        Moment("closed_on", REPORT, "shield-check", text=lambda report: f"Zakończenie sprawy {report}"),
    ),
    runs=True,
    withheld=("source",),  # who reported it may have to be protected from the family (RODO art. 15 ust. 4)
    known=Dates(
        since=("reported_on",),
        later={"closed_on": ("decision", "follow_up")},
        undated=("safety", "actions", "blue_card_opened", "police_told", "prosecutor_told", "court_told"),
    ),
    csv=CsvFile(
        "harm_reports",
        "id=number person reported_on source signs safety actions blue_card_opened police_told prosecutor_told"
        " court_told decision follow_up closed_on",
    ),
)
