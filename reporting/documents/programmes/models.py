"""Programmes of the centre, and what came of them year by year."""

from django.db import models
from django.db.models import F, Q

from familycare.audit.registry import AuditedModel
from reporting.documents.programmes.choices import TaskState


class Programme(AuditedModel):
    """A programme, as JSON in `text`: the very text that was imported.

    `key`, `title` and the years, first and last, repeat what the text says, for lists; `services.save_programme` keeps
    them alike.
    """

    key = models.CharField("klucz", max_length=100, unique=True, error_messages={"unique": "Taki program już jest."})
    title = models.CharField("nazwa", max_length=500)
    first_year = models.PositiveSmallIntegerField("pierwszy rok")
    last_year = models.PositiveSmallIntegerField("ostatni rok")
    text = models.TextField("treść")

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "programy"
        ordering = ["-first_year", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year")),
                name="programme_years_in_order",
                violation_error_message="Ostatni rok programu jest przed pierwszym.",
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.first_year}–{self.last_year}"


class YearOfProgramme(AuditedModel):
    """What somebody wrote about one item of a programme in a year. `item`: its address in the text, `goals/1/tasks/2`;
    `label`: how the text called it then."""

    programme = models.ForeignKey(
        Programme, verbose_name="program", on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    item = models.CharField("pozycja", max_length=60)
    label = models.TextField("treść pozycji")
    year = models.PositiveSmallIntegerField("rok")

    class Meta:
        abstract = True
        ordering = ["programme", "year", "item"]

    def __str__(self):
        return f"{self.programme}, {self.year}: {self.item}"


class TaskReport(YearOfProgramme):
    """How far a task was in a year, and what was done for it."""

    state = models.CharField("stan", max_length=20, choices=TaskState)
    done = models.TextField("co zrobiono", blank=True, max_length=4000)

    class Meta(YearOfProgramme.Meta):
        verbose_name = "wykonanie zadania"
        verbose_name_plural = "wykonanie zadań"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "year"],
                name="taskreport_once",
                violation_error_message="To zadanie ma już wpis za ten rok.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values),
                name="taskreport_state_code",
                violation_error_message="Nieznany stan zadania.",
            ),
        ]


class IndicatorValue(YearOfProgramme):
    """The value of an indicator in a year that no figure of the centre gives, with its source."""

    value = models.DecimalField("wartość", max_digits=14, decimal_places=2)
    source = models.CharField("źródło", max_length=300)

    class Meta(YearOfProgramme.Meta):
        verbose_name = "wartość wskaźnika"
        verbose_name_plural = "wartości wskaźników"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "item", "year"],
                name="indicatorvalue_once",
                violation_error_message="Ten wskaźnik ma już wartość za ten rok.",
            ),
        ]
