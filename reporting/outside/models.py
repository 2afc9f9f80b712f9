"""Figures from outside of the case records, and how the centre calls and orders them."""

from django.db import models

from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import in_order
from reporting.periods import Period
from reporting.units import Unit


class OutsideFigure(AuditedModel):
    """A value that was entered for a period, such as a budget or an allowance; not computed from case records.

    `starts_on` and `ends_on` are the first and the last day of `period`. `value` is empty when it is not known.
    """

    group = models.CharField("grupa", max_length=60)
    series = models.CharField("szereg", max_length=60)
    label = models.CharField("nazwa", max_length=300)
    unit = models.CharField("jednostka", max_length=20, choices=Unit)
    period = models.CharField("okres", max_length=30, help_text="np. 2024, 2024-H1, 2024-01-01/2024-05-31")
    starts_on = models.DateField("pierwszy dzień okresu", editable=False)
    ends_on = models.DateField("ostatni dzień okresu", editable=False)
    value = models.DecimalField("wartość", max_digits=16, decimal_places=2, null=True, blank=True)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name = "dana spoza ewidencji"
        verbose_name_plural = "dane spoza ewidencji"
        ordering = ["group", "series", "starts_on", "ends_on"]
        constraints = [
            in_order("outsidefigure", "starts_on", "ends_on"),
            models.CheckConstraint(condition=models.Q(unit__in=Unit.values), name="outsidefigure_unit_code"),
            models.UniqueConstraint(
                fields=["group", "series", "starts_on", "ends_on"],
                name="outsidefigure_once_a_period",
                violation_error_message="Tę daną dla tego okresu już wpisano.",
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.period})"

    def save(self, *args, **kwargs):
        """Set the first and the last day from `period`. Raises PeriodError."""
        period = Period.parse(self.period)
        self.starts_on, self.ends_on = period.start, period.end
        super().save(*args, **kwargs)


class OutsideHeading(AuditedModel):
    """What the centre calls a group, a series or a column of outside figures, and its place among the others.

    `group` is the key of the group; so is `key` of the group's own heading. The series of a figure is the key of a
    heading of the kind SERIES; in a group with columns it is followed by a dot and the key of a column, if that has
    one: `poverty.families`. `is_retired`: its values stay, and nobody is asked for new ones.

    What has no heading (an imported group) is called as its figures say and follows in the order of entry.
    """

    class Kind(models.TextChoices):
        GROUP = "group", "grupa"
        SERIES = "series", "pozycja"
        COLUMN = "column", "kolumna"

    group = models.CharField("grupa", max_length=60)
    kind = models.CharField("rodzaj", max_length=10, choices=Kind)
    key = models.CharField("klucz", max_length=60, blank=True)
    label = models.CharField("nazwa", max_length=300)
    unit = models.CharField("jednostka", max_length=20, choices=Unit, blank=True)
    position = models.PositiveSmallIntegerField("kolejność", default=1000)
    is_retired = models.BooleanField("już nie zbierana", default=False)

    class Meta:
        verbose_name = "nagłówek danych spoza ewidencji"
        verbose_name_plural = "nagłówki danych spoza ewidencji"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "key"],
                name="outsideheading_once",
                violation_error_message="Taki nagłówek już jest.",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__in=["", *Unit.values]),
                name="outsideheading_unit_code",
                violation_error_message="Nieznana jednostka.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["group", "series", "column"]),
                name="outsideheading_kind_code",
                violation_error_message="Nieznany rodzaj nagłówka.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="column")
                | (models.Q(kind="series") & ~models.Q(key=""))
                | models.Q(kind="group", key=models.F("group")),
                name="outsideheading_key",
                violation_error_message="Pozycja musi mieć klucz, a kluczem grupy jest ona sama.",
            ),
        ]

    def __str__(self):
        return self.label
