"""Court orders about a family, and letters to the court."""

from django.db import models
from django.db.models import Case as Choose
from django.db.models import Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from cases.choices import CourtChannel, CourtOrderKind, CourtReportKind, ReportRhythm
from cases.deadlines import unsent_on
from cases.models.family import Family
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.dates import MonthsLater
from familycare.lib.numbers import NumberField


class CourtOrderQuerySet(SpanQuerySet):
    """Court orders, and the reports that they demand."""

    def with_next_report(self, day):
        """Annotate `next_report_on`: the term of the next report in the rhythm of the order; None if it has none.

        The first term stands in the order; each later one follows the term of the last report (its day of sending if
        it has no term) by so many months. It is None while a report is begun and not sent by the end of `day`, and
        when it would lie after the last day of the order.
        """
        reports = CourtReport.objects.order_by().filter(court_order=OuterRef("pk"), kind=CourtReportKind.PERIODIC)
        last = reports.values("court_order").annotate(last=Max(Coalesce("due_on", "sent_on"))).values("last")
        following = [When(report_every=each, then=MonthsLater(F("last_report"), each.months)) for each in ReportRhythm]
        term = Coalesce(Choose(*following), "first_report_on")
        in_time = Q(in_force_until=None) | Q(term__lt=F("in_force_until"))
        waits = Exists(reports.filter(unsent_on(day)))
        return (
            self.alias(last_report=Subquery(last))
            .alias(term=term)
            .annotate(next_report_on=Choose(When(in_time & ~waits, then=F("term"))))
        )


class CourtOrder(AuditedModel):
    """An order of a family court, in force from `issued_on` to the day before `in_force_until` (KRO art. 109).

    `report_every` and `first_report_on` are given together: the rhythm of the reports to the court (§ 4).
    """

    number = NumberField(prefix="P")
    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="court_orders")
    kind = models.CharField("rodzaj postanowienia", max_length=30, choices=CourtOrderKind)
    court = models.CharField("sąd", max_length=200, blank=True)
    signature = models.CharField("sygnatura akt", max_length=60, blank=True)
    issued_on = models.DateField("wydane dnia")
    in_force_until = models.DateField(
        "obowiązuje do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie obowiązuje"
    )
    duties = models.TextField("do czego zobowiązuje", max_length=2000, blank=True, default="", db_default="")
    report_every = models.CharField(
        "jak często sprawozdanie", max_length=20, choices=ReportRhythm, blank=True, default="", db_default=""
    )
    first_report_on = models.DateField("termin pierwszego sprawozdania", null=True, blank=True)

    objects = CourtOrderQuerySet.as_manager()
    SPAN = ("issued_on", "in_force_until")

    class Meta:
        verbose_name = "postanowienie sądu"
        verbose_name_plural = "postanowienia sądu"
        ordering = ["issued_on", "number"]
        constraints = [
            codes("courtorder", "kind", CourtOrderKind),
            in_order("courtorder", "issued_on", "in_force_until"),
            in_order("courtorder", "issued_on", "first_report_on"),
            models.CheckConstraint(
                condition=Q(report_every="", first_report_on=None)
                | Q(report_every__in=ReportRhythm.values, first_report_on__isnull=False),
                name="courtorder_rhythm_with_first_term",
                violation_error_message="Rytm sprawozdań i termin pierwszego podaje się razem.",
            ),
        ]

    def __str__(self):
        return self.signature or self.number


class CourtReport(AuditedModel):
    """An opinion or a periodic report to the court, with its deadline, the way in which it went and the proof of it.

    Opinions: UWRiSPZ art. 15 ust. 1 pkt 17; periodic reports: KRO art. 109 § 4.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="court_reports")
    kind = models.CharField("rodzaj pisma", max_length=20, choices=CourtReportKind)
    requested_on = models.DateField("zażądane dnia", null=True, blank=True)
    due_on = models.DateField("termin", null=True, blank=True, db_index=True)
    sent_on = models.DateField("wysłane dnia", null=True, blank=True, db_index=True)
    court_order = models.ForeignKey(
        CourtOrder,
        verbose_name="postanowienie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
    )
    channel = models.CharField(
        "jak wysłane", max_length=20, choices=CourtChannel, blank=True, default="", db_default=""
    )
    proof = models.CharField("dowód wysłania", max_length=120, blank=True, default="", db_default="")

    class Meta:
        verbose_name = "pismo do sądu"
        verbose_name_plural = "pisma do sądu"
        constraints = [
            codes("courtreport", "kind", CourtReportKind),
            codes("courtreport", "channel", CourtChannel, blank=True),
            in_order("courtreport", "requested_on", "due_on"),
            in_order("courtreport", "requested_on", "sent_on"),
        ]

    def __str__(self):
        return self.get_kind_display()
