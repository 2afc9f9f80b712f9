"""Workshops, who leads them and who attends them."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assistants.choices import WorkshopKind
from assistants.models.assistant import Assistant
from cases.models import Person
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes
from familycare.lib.numbers import NumberField

MOST_OUTSIDERS = 9999  # on one day; more is a mistyped number


class Workshop(AuditedModel):
    """A workshop, support group or social project. Its days are those of its attendances, WorkshopDays and leaders."""

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


class Enrolment(AuditedModel):
    """A person is on the list of participants of a workshop, whether they have attended or not.

    It has no day: of two records of one person that are merged, one remains.
    """

    workshop = models.ForeignKey(Workshop, verbose_name="zajęcia", on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="enrolments")

    class Meta:
        verbose_name = "zapis na zajęcia"
        verbose_name_plural = "zapisy na zajęcia"
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"],
                name="enrolment_once",
                violation_error_message="Tę osobę już zapisano na te zajęcia.",
            )
        ]

    def __str__(self):
        return str(self.workshop)


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


class WorkshopDay(AuditedModel):
    """What is known of a day of a workshop as a whole: how many people from outside came, how long it took.

    People from outside belong to no family of ours: they are a number, and no figure of `workshops` counts them.
    `hours` of work of each leader; None: not known.
    """

    workshop = models.ForeignKey(Workshop, verbose_name="zajęcia", on_delete=models.PROTECT, related_name="days")
    held_on = models.DateField("dzień", db_index=True)
    outsiders = models.PositiveSmallIntegerField(
        "osoby z zewnątrz", default=0, validators=[MaxValueValidator(MOST_OUTSIDERS)]
    )
    hours = models.DecimalField(
        "godziny pracy każdej osoby prowadzącej",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(24)],
    )

    class Meta:
        verbose_name = "dzień zajęć grupowych"
        verbose_name_plural = "dni zajęć grupowych"
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "held_on"],
                name="workshop_day_once",
                violation_error_message="Ten dzień zajęć już wpisano.",
            ),
            models.CheckConstraint(
                condition=Q(outsiders__lte=MOST_OUTSIDERS),
                name="workshop_day_at_most_9999_outsiders",
                violation_error_message="Najwyżej 9999 osób z zewnątrz.",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gt=0, hours__lte=24),
                name="workshop_day_hours_of_a_day",
                violation_error_message="Podaj więcej niż 0 i najwyżej 24 godziny.",
            ),
        ]

    def __str__(self):
        return f"{self.held_on:%d.%m.%Y}"


class WorkshopLeader(AuditedModel):
    """An assistant led a workshop on a day."""

    workshop = models.ForeignKey(Workshop, verbose_name="zajęcia", on_delete=models.PROTECT, related_name="leaders")
    held_on = models.DateField("dzień", db_index=True)
    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="workshops_led"
    )

    class Meta:
        verbose_name = "prowadzenie zajęć"
        verbose_name_plural = "prowadzenie zajęć"
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "held_on", "assistant"],
                name="workshop_leader_once_a_day",
                violation_error_message="Tę osobę już wpisano jako prowadzącą tego dnia.",
            )
        ]

    def __str__(self):
        return f"{self.held_on:%d.%m.%Y}"
