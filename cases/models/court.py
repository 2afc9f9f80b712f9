"""Court orders about a family, and letters to the court."""

from django.db import models

from cases.choices import CourtOrderKind, CourtReportKind
from cases.models.family import Family
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.numbers import NumberField


class CourtOrder(AuditedModel):
    """An order of a family court, in force from `issued_on` to the day before `in_force_until` (KRO art. 109)."""

    number = NumberField(prefix="P")
    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="court_orders")
    kind = models.CharField("rodzaj postanowienia", max_length=30, choices=CourtOrderKind)
    court = models.CharField("sąd", max_length=200, blank=True)
    signature = models.CharField("sygnatura akt", max_length=60, blank=True)
    issued_on = models.DateField("wydane dnia")
    in_force_until = models.DateField(
        "obowiązuje do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie obowiązuje"
    )

    objects = SpanQuerySet.as_manager()
    SPAN = ("issued_on", "in_force_until")

    class Meta:
        verbose_name = "postanowienie sądu"
        verbose_name_plural = "postanowienia sądu"
        ordering = ["issued_on", "number"]
        constraints = [
            codes("courtorder", "kind", CourtOrderKind),
            in_order("courtorder", "issued_on", "in_force_until"),
        ]

    def __str__(self):
        return self.signature or self.number


class CourtReport(AuditedModel):
    """An opinion or a periodic report to the court, with its deadline.

    Opinions: UWRiSPZ art. 15 ust. 1 pkt 17; periodic reports: KRO art. 109 § 4.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="court_reports")
    kind = models.CharField("rodzaj pisma", max_length=20, choices=CourtReportKind)
    requested_on = models.DateField("zażądane dnia", null=True, blank=True)
    due_on = models.DateField("termin", null=True, blank=True, db_index=True)
    sent_on = models.DateField("wysłane dnia", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "pismo do sądu"
        verbose_name_plural = "pisma do sądu"
        constraints = [
            codes("courtreport", "kind", CourtReportKind),
            in_order("courtreport", "requested_on", "due_on"),
            in_order("courtreport", "requested_on", "sent_on"),
        ]

    def __str__(self):
        return self.get_kind_display()
