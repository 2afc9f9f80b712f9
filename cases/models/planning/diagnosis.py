"""The diagnosis of a family's situation, area by area (UWRiSPZ art. 15 ust. 1 pkt 1, ust. 3)."""

from django.db import models

from cases.models.case import Case
from familycare.audit.registry import AuditedModel
from familycare.centre.models import LifeArea
from familycare.lib.numbers import NumberField

MOST_LETTERS = 5000  # of each answer about an area


class Diagnosis(AuditedModel):
    """What the family and the assistant found on a day, for the plan. A revision is a new diagnosis."""

    number = NumberField(prefix="G")
    case = models.ForeignKey(Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="diagnoses")
    made_on = models.DateField("dzień diagnozy")

    class Meta:
        verbose_name = "diagnoza sytuacji rodziny"
        verbose_name_plural = "diagnozy sytuacji rodzin"
        ordering = ["made_on", "number"]

    def __str__(self):
        return self.number


class AreaFinding(AuditedModel):
    """What a diagnosis says of one area of the family's life, in the words of those who made it."""

    diagnosis = models.ForeignKey(Diagnosis, verbose_name="diagnoza", on_delete=models.PROTECT, related_name="findings")
    area = models.ForeignKey(LifeArea, verbose_name="obszar życia", on_delete=models.PROTECT, related_name="+")
    state = models.TextField("jak jest", max_length=MOST_LETTERS, blank=True)
    resources = models.TextField("zasoby", max_length=MOST_LETTERS, blank=True)
    risks = models.TextField("ryzyka", max_length=MOST_LETTERS, blank=True)
    family_view = models.TextField("co mówi rodzina", max_length=MOST_LETTERS, blank=True)
    child_view = models.TextField("co mówi dziecko", max_length=MOST_LETTERS, blank=True)

    TEXTS = ("state", "resources", "risks", "family_view", "child_view")

    class Meta:
        verbose_name = "obszar diagnozy"
        verbose_name_plural = "obszary diagnoz"
        constraints = [
            models.UniqueConstraint(
                fields=["diagnosis", "area"],
                name="areafinding_once",
                violation_error_message="Ten obszar jest już opisany w tej diagnozie.",
            )
        ]

    def __str__(self):
        return str(self.area)
