"""Proofs that an assistant meets what the law requires."""

from django.db import models
from django.db.models import Q

from assistants.choices import EducationWay, Requirement
from assistants.models.assistant import Assistant
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order


class Qualification(AuditedModel):
    """A requirement that was confirmed on a day, with the paper that proves it. The latest of its kind counts.

    The papers themselves are in the personnel file: here are their day and mark. `renew_on`: the last day by which it
    is to be confirmed again, as the centre decided; None: not again. `way` is said of education only.
    """

    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="qualifications"
    )
    requirement = models.CharField("wymaganie", max_length=20, choices=Requirement)
    way = models.CharField("rodzaj wykształcenia", max_length=20, choices=EducationWay, blank=True)
    confirmed_on = models.DateField("data dokumentu")
    proof = models.CharField("dokument", max_length=200)
    renew_on = models.DateField("potwierdzić ponownie do", null=True, blank=True)

    class Meta:
        verbose_name = "potwierdzenie wymagań"
        verbose_name_plural = "potwierdzenia wymagań"
        ordering = ["-confirmed_on", "-pk"]
        constraints = [
            codes("qualification", "requirement", Requirement),
            codes("qualification", "way", EducationWay, blank=True),
            in_order("qualification", "confirmed_on", "renew_on"),
            models.CheckConstraint(
                condition=Q(requirement=Requirement.EDUCATION) | Q(way=""),
                name="qualification_way_of_education",
                violation_error_message="Rodzaj wykształcenia podaje się tylko przy wykształceniu.",
            ),
        ]

    def __str__(self):
        return self.get_requirement_display()
