"""Training and supervision of assistants (UWRiSPZ art. 12), held and planned."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from assistants.choices import TrainingKind
from assistants.models.assistant import Assistant
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, codes
from familycare.lib.months import FIRST_YEAR, LAST_YEAR
from familycare.lib.numbers import NumberField

MOST_PERSONS = 999


class PlannedTraining(AuditedModel):
    """A training or supervision in the plan of a year: for whom, for how many, how long for each, in which month.

    What is not known yet is empty. `month`: 1–12.
    """

    number = NumberField(prefix="N")
    year = models.PositiveSmallIntegerField(
        "rok", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    title = models.CharField("temat", max_length=300)
    kind = models.CharField("rodzaj", max_length=20, choices=TrainingKind)
    for_whom = models.CharField("dla kogo", max_length=200, blank=True)
    persons = models.PositiveSmallIntegerField(
        "liczba osób", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)]
    )
    hours = models.DecimalField(
        "godziny dla każdej osoby",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    month = models.PositiveSmallIntegerField(
        "miesiąc", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )

    class Meta:
        verbose_name = "pozycja planu szkoleń"
        verbose_name_plural = "plan szkoleń"
        ordering = ["year", "month", "title", "number"]
        constraints = [
            codes("planned_training", "kind", TrainingKind),
            at_least("planned_training", "hours", 0),
            models.CheckConstraint(
                condition=Q(month=None) | Q(month__gte=1, month__lte=12),
                name="planned_training_month_of_a_year",
                violation_error_message="Miesiąc to liczba od 1 do 12.",
            ),
        ]

    def __str__(self):
        return self.title


class Training(AuditedModel):
    """The participation of one assistant. Rows with the same title and day are one event. `hours` may have decimals.

    `planned`: what of the year's plan was held with it.
    """

    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="trainings"
    )
    title = models.CharField("temat", max_length=300)
    kind = models.CharField("rodzaj", max_length=20, choices=TrainingKind)
    held_on = models.DateField("dzień", db_index=True)
    hours = models.DecimalField("godziny", max_digits=6, decimal_places=2, null=True, blank=True)
    organiser = models.CharField("organizator", max_length=200, blank=True, default="", db_default="")
    certificate = models.BooleanField("zaświadczenie", default=False, db_default=False)
    certificate_number = models.CharField("numer zaświadczenia", max_length=80, blank=True, default="", db_default="")
    planned = models.ForeignKey(
        PlannedTraining,
        verbose_name="z planu",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="trainings",
    )

    class Meta:
        verbose_name = "szkolenie lub superwizja"
        verbose_name_plural = "szkolenia i superwizje"
        constraints = [
            codes("training", "kind", TrainingKind),
            at_least("training", "hours", 0),
            models.CheckConstraint(
                condition=Q(certificate=True) | Q(certificate_number=""),
                name="training_number_of_a_certificate",
                violation_error_message="Numer ma tylko zaświadczenie, które wydano.",
            ),
        ]

    def __str__(self):
        return self.title
