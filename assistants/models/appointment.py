"""What is agreed with a family for a day to come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistants.models.assistant import Assistant
from assistants.vocabulary import AppointmentState
from cases.models import Family
from familycare.constraints import codes


class AppointmentQuerySet(models.QuerySet):
    """Appointments."""

    def planned(self):
        """Those that nothing has become of yet."""
        return self.filter(state=AppointmentState.PLANNED)


class Appointment(models.Model):
    """An appointment of an assistant with a family, on a day and, where it was agreed, at an hour (local time)."""

    family = models.ForeignKey(Family, verbose_name=_("rodzina"), on_delete=models.PROTECT, related_name="appointments")
    assistant = models.ForeignKey(
        Assistant, verbose_name=_("asystent"), on_delete=models.PROTECT, related_name="appointments", db_index=False
    )
    planned_on = models.DateField(_("dzień"))
    starts_at = models.TimeField(_("godzina"), null=True, blank=True)
    place = models.CharField(_("miejsce"), max_length=200, blank=True)
    state = models.CharField(_("stan"), max_length=20, choices=AppointmentState, default=AppointmentState.PLANNED)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("umówione spotkanie")
        verbose_name_plural = _("umówione spotkania")
        ordering = ["planned_on", models.F("starts_at").asc(nulls_first=True), "pk"]
        indexes = [models.Index(fields=["assistant", "planned_on"], name="appointment_assistant_day")]
        constraints = [codes("appointment", "state", AppointmentState)]

    def __str__(self):
        return f"{self.planned_on:%d.%m.%Y}"
