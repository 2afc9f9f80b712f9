"""The diary of assistants."""

from django.db import models
from django.db.models import Q

from assistants.choices import WITH_THE_FAMILY, VisitKind
from assistants.models.assistant import Assistant
from cases.models import Case, PlanGoal
from familycare.audit.registry import AuditedModel
from familycare.centre.models import Institution
from familycare.lib.constraints import codes


class VisitQuerySet(models.QuerySet):
    """Query set of diary entries."""

    def in_period(self, period):
        """Return the entries of the period, both ends included."""
        return self.filter(visited_on__gte=period.start, visited_on__lte=period.end)

    def written_by(self, assistant):
        """Return the entries that the assistant wrote, also as a substitute."""
        return self.filter(Q(assistant=assistant, substitute=None) | Q(substitute=assistant))

    def with_the_family(self):
        """Return the entries in which the assistant talked with somebody of the family."""
        return self.filter(kind__in=WITH_THE_FAMILY)


class Visit(AuditedModel):
    """A diary entry (UWRiSPZ art. 14, 15).

    `assistant` has the case on that day; `substitute` is the author if a colleague replaced them. `client_key` comes
    from the form and prevents saving it twice. `entered_at` is None for imported entries. Entries of one assistant with
    the same `event` are one occasion with several families: its time counts once.
    """

    case = models.ForeignKey(
        Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    visited_on = models.DateField("dzień")
    kind = models.CharField("rodzaj", max_length=20, choices=VisitKind)
    minutes = models.PositiveSmallIntegerField("minuty", null=True, blank=True)
    advice_count = models.PositiveSmallIntegerField("liczba porad", null=True, blank=True)
    institution = models.ForeignKey(
        Institution,
        verbose_name="instytucja",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    summary = models.TextField("notatka", blank=True)
    event = models.CharField(
        "wspólne zdarzenie",
        max_length=40,
        blank=True,
        db_default="",
        default="",
        help_text="to samo oznaczenie we wpisach o kilku rodzinach z jednego spotkania",
    )
    substitute = models.ForeignKey(
        Assistant,
        verbose_name="w zastępstwie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visits_as_substitute",
    )
    client_key = models.UUIDField(
        "klucz formularza",
        null=True,
        unique=True,
        editable=False,
        error_messages={"unique": "Ten wpis jest już zapisany."},
    )
    entered_at = models.DateTimeField("wpisano", null=True, editable=False)
    corrected_at = models.DateTimeField("poprawiono", null=True, editable=False)
    correction_reason = models.CharField("powód poprawki", max_length=300, blank=True, db_default="", default="")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "wizyta"
        verbose_name_plural = "wizyty"
        ordering = ["visited_on", "pk"]
        indexes = [
            models.Index(fields=["visited_on"], name="visit_day"),
            models.Index(fields=["case", "visited_on"], name="visit_case_day"),
            models.Index(fields=["assistant", "visited_on"], name="visit_assistant_day"),
            models.Index(
                fields=["institution", "visited_on"],
                condition=Q(institution__isnull=False),
                name="visit_institution_day",
            ),
            models.Index(fields=["visited_on"], condition=~Q(event=""), name="visit_event_day"),
        ]
        constraints = [codes("visit", "kind", VisitKind)]

    def __str__(self):
        return f"{self.visited_on:%d.%m.%Y} – {self.get_kind_display()}"

    @property
    def author(self):
        """Return the assistant who did the work and wrote the entry."""
        return self.substitute or self.assistant


class VisitGoal(AuditedModel):
    """A goal of the plan that the visit worked on."""

    visit = models.ForeignKey(Visit, verbose_name="wizyta", on_delete=models.CASCADE, related_name="visit_goals")
    goal = models.ForeignKey(PlanGoal, verbose_name="cel", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "cel, którego dotyczyła wizyta"
        verbose_name_plural = "cele, których dotyczyły wizyty"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "goal"],
                name="visitgoal_once",
                violation_error_message="Ten cel jest już zaznaczony.",
            )
        ]

    def __str__(self):
        return str(self.goal)
