"""Service notes, and reports that a child may have been harmed."""

from django.db import models
from django.db.models import Q

from cases.models.family import Family
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField

MOST_TEXT = 10_000  # characters


class ServiceNoteKind(models.TextChoices):
    NOTE = "note", "notatka służbowa"
    INTERVENTION = "intervention", "interwencja"
    TEAM = "team", "protokół zespołu"
    REFUSAL = "refusal", "rozmowa z rodziną, która odmawia współpracy"


class ServiceNote(AuditedModel):
    """What happened with a family outside of a visit: an intervention, a team's meeting, a talk."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="service_notes")
    kind = models.CharField("rodzaj", max_length=20, choices=ServiceNoteKind)
    happened_on = models.DateField("dzień")
    happened_at = models.TimeField("godzina", null=True, blank=True)
    place = models.CharField("miejsce", max_length=200, blank=True)
    present = models.CharField("kto był", max_length=500, blank=True)
    facts = models.TextField("przebieg i ustalenia", max_length=MOST_TEXT, blank=True)
    actions = models.TextField("co zrobiono, zadania i terminy", max_length=MOST_TEXT, blank=True)
    told = models.CharField("kogo powiadomiono", max_length=500, blank=True)

    class Meta:
        verbose_name = "notatka służbowa"
        verbose_name_plural = "notatki służbowe"
        constraints = [codes("servicenote", "kind", ServiceNoteKind)]

    def __str__(self):
        return self.get_kind_display()


class SafetyAfterReport(models.TextChoices):
    SAFE = "safe", "bezpieczne w domu"
    ELSEWHERE = "elsewhere", "bezpieczne pod opieką innej osoby"
    TAKEN = "taken", "zabrane z domu (art. 12a ustawy o przeciwdziałaniu przemocy domowej)"
    AT_RISK = "at_risk", "zagrożenie trwa"


class HarmReport(AuditedModel):
    """A report that a child may have been harmed: an entry of the register of interventions (Act of 13 May 2016 on
    counteracting threats of sexual offences and on the protection of minors, art. 22c). `closed_on` is its last day.
    """

    number = NumberField(prefix="I")
    person = models.ForeignKey(Person, verbose_name="dziecko", on_delete=models.PROTECT, related_name="harm_reports")
    reported_on = models.DateField("zgłoszono dnia")
    source = models.CharField("kto zgłosił", max_length=300, blank=True)
    signs = models.TextField("co zauważono", max_length=MOST_TEXT, blank=True)
    safety = models.CharField("bezpieczeństwo dziecka", max_length=20, choices=SafetyAfterReport)
    actions = models.TextField("co zrobiono od razu", max_length=MOST_TEXT, blank=True)
    blue_card_opened = models.BooleanField("wszczęto procedurę „Niebieskie Karty”", default=False)
    police_told = models.BooleanField("powiadomiono policję", default=False)
    prosecutor_told = models.BooleanField("powiadomiono prokuraturę", default=False)
    court_told = models.BooleanField("powiadomiono sąd rodzinny", default=False)
    decision = models.TextField("ustalenia i decyzja", max_length=MOST_TEXT, blank=True)
    follow_up = models.TextField("dalsze działania", max_length=MOST_TEXT, blank=True)
    closed_on = models.DateField("zakończono dnia", null=True, blank=True)

    objects = SpanQuerySet.as_manager()
    SPAN = ("reported_on", "closed_on")

    class Meta:
        verbose_name = "zgłoszenie podejrzenia krzywdzenia dziecka"
        verbose_name_plural = "zgłoszenia podejrzenia krzywdzenia dzieci"
        ordering = ["reported_on", "number"]
        constraints = [
            codes("harmreport", "safety", SafetyAfterReport),
            in_order("harmreport", "reported_on", "closed_on"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(safety=SafetyAfterReport.AT_RISK),
                name="harmreport_closed_when_safe",
                violation_error_message="Sprawy nie można zakończyć, dopóki zagrożenie trwa.",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def told(self):
        """Return the names of those who were told, and „Niebieska Karta” if it was opened."""
        answers = [
            (self.blue_card_opened, "Niebieska Karta"),
            (self.police_told, "policja"),
            (self.prosecutor_told, "prokuratura"),
            (self.court_told, "sąd rodzinny"),
        ]
        return [name for is_so, name in answers if is_so]
