"""The periodic assessments of a family's situation (UWRiSPZ art. 15 ust. 1 pkt 15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.choices import ChildSafety, Recommendation, SituationChange
from cases.models.case import Case
from familycare.audit.registry import AuditedModel
from familycare.centre.models import AssessmentStep, LifeArea
from familycare.lib.constraints import codes, in_order


class AssessmentQuerySet(models.QuerySet):
    """Assessments, by how far they are on their way to the head of the unit."""

    def handed_over(self):
        """Return the assessments that wait for the head of the unit to acknowledge them."""
        return self.filter(handed_on__isnull=False, acknowledged_on__isnull=True)

    def to_hand_over(self):
        """Return the assessments that their author has not handed over yet.

        Those without a word on the safety of the children are older than this way, or were copied from paper.
        """
        return self.filter(handed_on__isnull=True).exclude(safety="")

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


class Assessment(AuditedModel):
    """An assessment of a period, both days included.

    `handed_on`: the day on which it was handed to the head of the unit, `acknowledged_on`: the day on which they
    acknowledged it; from then on only a new assessment corrects it. `kept_open_on`: the day of the decision not to end
    the support that the assessment recommends to end, and why.
    """

    case = models.ForeignKey(
        Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="assessments"
    )
    period_start = models.DateField("oceniany okres od", null=True, blank=True)
    period_end = models.DateField("oceniany okres do", null=True, blank=True)
    held_on = models.DateField("data oceny")
    progress = models.CharField("zmiana", max_length=20, choices=SituationChange, blank=True)
    recommendation = models.CharField("wniosek", max_length=20, choices=Recommendation, blank=True)
    safety = models.CharField(
        "bezpieczeństwo dzieci", max_length=10, choices=ChildSafety, blank=True, default="", db_default=""
    )
    safety_words = models.TextField("bezpieczeństwo dzieci słowami", blank=True, default="", db_default="")
    safety_action = models.TextField("co zrobiono dla bezpieczeństwa dzieci", blank=True, default="", db_default="")
    family_voice = models.TextField("głos rodziny", blank=True, default="", db_default="")
    child_voice = models.TextField("głos dzieci", blank=True, default="", db_default="")
    obstacles = models.TextField("co przeszkadzało", blank=True, default="", db_default="")
    conclusion = models.TextField("podsumowanie", blank=True, default="", db_default="")
    handed_on = models.DateField("przekazana dnia", null=True, blank=True)
    acknowledged_on = models.DateField("przyjęta dnia", null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto przyjął",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    kept_open_on = models.DateField("wsparcie trwa decyzją z dnia", null=True, blank=True)
    kept_open_because = models.CharField(
        "dlaczego wsparcie trwa", max_length=500, blank=True, default="", db_default=""
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "okresowa ocena"
        verbose_name_plural = "okresowe oceny"
        indexes = [
            models.Index(fields=["case", "held_on"], name="assessment_case_held"),
            models.Index(
                fields=["handed_on"],
                condition=Q(handed_on__isnull=False, acknowledged_on__isnull=True),
                name="assessment_handed_over",
            ),
        ]
        constraints = [
            codes("assessment", "progress", SituationChange, blank=True),
            codes("assessment", "recommendation", Recommendation, blank=True),
            codes("assessment", "safety", ChildSafety, blank=True),
            in_order("assessment", "period_start", "period_end"),
            in_order("assessment", "handed_on", "acknowledged_on"),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(handed_on__isnull=False),
                name="assessment_acknowledged_after_handing",
                violation_error_message="Przyjmuje się tylko ocenę, którą przekazano.",
            ),
        ]

    def __str__(self):
        return f"{self.held_on:%d.%m.%Y}"

    @property
    def is_detailed(self):
        """Whether it goes through the areas and to the head of the unit; older ones hold only a conclusion."""
        return bool(self.safety)


class AreaScore(AuditedModel):
    """What an assessment says about one area of the family's life: a step of the centre's scale and a sentence."""

    assessment = models.ForeignKey(
        Assessment, verbose_name="okresowa ocena", on_delete=models.CASCADE, related_name="scores"
    )
    area = models.ForeignKey(LifeArea, verbose_name="obszar", on_delete=models.PROTECT, related_name="+")
    step = models.ForeignKey(AssessmentStep, verbose_name="stopień", on_delete=models.PROTECT, related_name="+")
    sentence = models.TextField("zdanie", blank=True, default="", db_default="")

    class Meta:
        verbose_name = "ocena obszaru"
        verbose_name_plural = "oceny obszarów"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "area"],
                name="areascore_once",
                violation_error_message="Ten obszar jest już w tej ocenie.",
            )
        ]

    def __str__(self):
        return f"{self.area}: {self.step}"
