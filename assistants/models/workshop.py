"""Work with several families at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assistants.choices import WorkshopKind
from cases.models import Person
from familycare.lib.constraints import codes
from familycare.lib.numbers import NumberField


class Workshop(models.Model):
    """A workshop, support group or social project; it meets on the days on which somebody attended."""

    number = NumberField(prefix="T")
    title = models.CharField(_("tytuł"), max_length=200)
    kind = models.CharField(_("rodzaj"), max_length=20, choices=WorkshopKind)
    aim = models.TextField(_("cel"), blank=True)
    effect = models.TextField(_("efekt"), blank=True)

    class Meta:
        verbose_name = _("zajęcia grupowe")
        verbose_name_plural = _("zajęcia grupowe")
        ordering = ["title", "number"]
        constraints = [codes("workshop", "kind", WorkshopKind)]

    def __str__(self):
        return self.title


class Attendance(models.Model):
    """A person took part in a workshop on a day."""

    workshop = models.ForeignKey(
        Workshop, verbose_name=_("zajęcia"), on_delete=models.PROTECT, related_name="attendances"
    )
    attended_on = models.DateField(_("dzień"), db_index=True)
    person = models.ForeignKey(Person, verbose_name=_("osoba"), on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        verbose_name = _("obecność na zajęciach")
        verbose_name_plural = _("obecności na zajęciach")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "attended_on", "person"],
                name="attendance_once_a_day",
                violation_error_message=_("Tę osobę już wpisano na zajęcia tego dnia."),
            )
        ]

    def __str__(self):
        return f"{self.attended_on:%d.%m.%Y}"
