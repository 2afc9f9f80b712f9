"""Later corrections of a family's case or referral."""

from django.conf import settings
from django.db import models

from cases.models import Family
from familycare.audit.registry import AuditedModel


class Correction(AuditedModel):
    """The trace of a correction long after: what was changed, why, when and by whom.

    `sentence` says in Polish what was and what is now. It names no family.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="corrections")
    sentence = models.CharField("co poprawiono", max_length=1000)
    reason = models.CharField("powód", max_length=300, blank=True)
    corrected_on = models.DateField("poprawiono dnia")
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="kto poprawił",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = "poprawka"
        verbose_name_plural = "poprawki"
        ordering = ["corrected_on", "pk"]

    def __str__(self):
        return f"{self.corrected_on:%d.%m.%Y}"
