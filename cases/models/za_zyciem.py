"""Support under the Act „Za życiem” of 4 November 2016."""

from django.db import models

from cases.choices import Entitlement
from cases.models.case import Case
from cases.models.family import Family
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes


class ZaZyciem(AuditedModel):
    """An application under the Act: for an assistant (art. 8), for the one-off benefit of 4000 zł (art. 10) or both."""

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="za_zyciem")
    case = models.ForeignKey(
        Case,
        verbose_name="objęcie wsparciem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="za_zyciem",
        help_text="puste, gdy rodzina skorzystała tylko ze świadczenia",
    )
    entitlement = models.CharField("uprawnienie", max_length=30, choices=Entitlement)
    applied_on = models.DateField("data wniosku", null=True, blank=True)
    certificate_on = models.DateField("data zaświadczenia", null=True, blank=True)
    at_risk_pregnancy = models.BooleanField("ciąża zagrożona", default=False)
    benefit_granted_on = models.DateField("świadczenie przyznane dnia", null=True, blank=True)

    class Meta:
        verbose_name = "wsparcie „Za życiem”"
        verbose_name_plural = "wsparcie „Za życiem”"
        constraints = [codes("zazyciem", "entitlement", Entitlement)]

    def __str__(self):
        return self.get_entitlement_display()
