"""Appointments of assistants with families."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from assistants.choices import AppointmentState
from assistants.models.assignment import Assignment, Substitution
from assistants.models.assistant import Assistant
from cases.models import Family
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes


class AppointmentQuerySet(models.QuerySet):
    """Query set of appointments."""

    def planned(self):
        """Return appointments that are not settled yet."""
        return self.filter(state=AppointmentState.PLANNED)

    def kept_by(self, assistant):
        """Return the appointments that the assistant should keep.

        These are their own, those of a colleague whom they replace on that day, and those of a colleague who will have
        handed the family over to them by then.
        """
        that_day = {"starts_on__lte": OuterRef("planned_on")}
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("planned_on"))
        having = Assignment.objects.order_by().filter(lasting, family=OuterRef("family"), **that_day)
        substitutions = Substitution.objects.order_by().filter(
            substitute=assistant,
            assignment__assistant=OuterRef("assistant"),
            assignment__family=OuterRef("family"),
            ends_on__gte=OuterRef("planned_on"),
            **that_day,
        )
        taken_over = Exists(having.filter(assistant=assistant)) & ~Exists(
            having.filter(assistant=OuterRef("assistant"))
        )
        return self.filter(Q(assistant=assistant) | Exists(substitutions) | taken_over)


class Appointment(AuditedModel):
    """An appointment of an assistant with a family. `starts_at` is local time, None if no hour was agreed."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="appointments")
    assistant = models.ForeignKey(
        Assistant, verbose_name="asystent", on_delete=models.PROTECT, related_name="appointments", db_index=False
    )
    planned_on = models.DateField("dzień")
    starts_at = models.TimeField("godzina", null=True, blank=True)
    place = models.CharField("miejsce", max_length=200, blank=True)
    state = models.CharField("stan", max_length=20, choices=AppointmentState, default=AppointmentState.PLANNED)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "umówione spotkanie"
        verbose_name_plural = "umówione spotkania"
        ordering = ["planned_on", models.F("starts_at").asc(nulls_first=True), "pk"]
        indexes = [models.Index(fields=["assistant", "planned_on"], name="appointment_assistant_day")]
        constraints = [codes("appointment", "state", AppointmentState)]

    def __str__(self):
        return f"{self.planned_on:%d.%m.%Y}"
