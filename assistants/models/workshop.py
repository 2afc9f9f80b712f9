"""Workshops and the people who attend them."""

from django.db import models

from assistants.choices import WorkshopKind
from cases.models import Person
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes
from familycare.lib.numbers import NumberField


class Workshop(AuditedModel):
    """A workshop, support group or social project. Its days are those of its attendances."""

    number = NumberField(prefix="T")
    title = models.CharField("tytuł", max_length=200)
    kind = models.CharField("rodzaj", max_length=20, choices=WorkshopKind)
    aim = models.TextField("cel", blank=True)
    effect = models.TextField("efekt", blank=True)

    class Meta:
        verbose_name = "zajęcia grupowe"
        verbose_name_plural = "zajęcia grupowe"
        ordering = ["title", "number"]
        constraints = [codes("workshop", "kind", WorkshopKind)]

    def __str__(self):
        return self.title


class Attendance(AuditedModel):
    """A person attended a workshop on a day."""

    workshop = models.ForeignKey(Workshop, verbose_name="zajęcia", on_delete=models.PROTECT, related_name="attendances")
    attended_on = models.DateField("dzień", db_index=True)
    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        verbose_name = "obecność na zajęciach"
        verbose_name_plural = "obecności na zajęciach"
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "attended_on", "person"],
                name="attendance_once_a_day",
                violation_error_message="Tę osobę już wpisano na zajęcia tego dnia.",
            )
        ]

    def __str__(self):
        return f"{self.attended_on:%d.%m.%Y}"
