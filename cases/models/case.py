"""Cases: opening, closing, outcomes; applications under the Act „Za życiem” of 4 November 2016."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.choices import CaseBasis, CaseKind, ClosingReason, Entitlement
from cases.models.family import Family
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import codes, in_order
from familycare.lib.dates import MonthsLater
from familycare.lib.numbers import NumberField


class CaseQuerySet(SpanQuerySet):
    """Cases, by their span of days."""

    def monitored_on(self, day, months):
        """Return closed cases whose families are monitored on the day, annotated with `monitored_until`, the last day
        of it.

        Monitoring lasts `months` after the closing, unless the family has support again (UWRiSPZ art. 15 ust. 1 pkt
        16).
        """
        others = (
            Case.objects.order_by().filter(family=OuterRef("family"), opened_on__lte=day).exclude(pk=OuterRef("pk"))
        )
        closed_later = Q(closed_on__gt=OuterRef("closed_on")) | Q(
            closed_on=OuterRef("closed_on"), pk__gt=OuterRef("pk")
        )
        later = others.filter(Q(closed_on__isnull=True) | closed_later)
        closed = self.filter(~Exists(later), closed_on__lt=day)
        return closed.annotate(monitored_until=MonthsLater("closed_on", months)).filter(monitored_until__gte=day)


class Case(AuditedModel):
    """A period in which a family has an assistant (objęcie wsparciem); `closed_on` is its last day."""

    number = NumberField(prefix="S")
    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField("rodzaj wsparcia", max_length=20, choices=CaseKind)
    basis = models.CharField("podstawa", max_length=20, choices=CaseBasis)
    opened_on = models.DateField("otwarte dnia")
    closed_on = models.DateField("zakończone dnia", null=True, blank=True, db_index=True)
    closing_reason = models.CharField("powód zakończenia", max_length=20, choices=ClosingReason, blank=True)
    closing_words = models.CharField("powód zakończenia słowami", max_length=200, blank=True, default="", db_default="")

    objects = CaseQuerySet.as_manager()
    SPAN = ("opened_on", "closed_on")

    class Meta:
        verbose_name = "objęcie wsparciem"
        verbose_name_plural = "objęcia wsparciem"
        ordering = ["opened_on", "number"]
        constraints = [
            codes("case", "kind", CaseKind),
            codes("case", "basis", CaseBasis),
            codes("case", "closing_reason", ClosingReason, blank=True),
            in_order("case", "opened_on", "closed_on"),
            models.UniqueConstraint(
                fields=["family", "kind"],
                condition=Q(closed_on__isnull=True),
                name="case_one_open_of_a_kind",
                violation_error_message="Rodzina ma już otwarte wsparcie tego rodzaju.",
            ),
            models.CheckConstraint(
                condition=Q(closing_reason="") | Q(closed_on__isnull=False),
                name="case_reason_only_when_closed",
                violation_error_message="Powód zakończenia podaje się razem z datą zakończenia.",
            ),
        ]

    def __str__(self):
        return f"{self.number} ({self.get_kind_display()})"

    @property
    def closing_in_words(self):
        """The reason for closing for users: its label and what was written about it; "" if it is not known."""
        return ": ".join(filter(None, (self.get_closing_reason_display(), self.closing_words)))


class Outcome(AuditedModel):
    """An improvement (efekt), for example a new job, a therapy that began, a debt that was repaid."""

    case = models.ForeignKey(Case, verbose_name="objęcie wsparciem", on_delete=models.PROTECT, related_name="outcomes")
    outcome = models.ForeignKey("centre.OutcomeKind", verbose_name="efekt", on_delete=models.PROTECT, related_name="+")
    achieved_on = models.DateField("osiągnięty dnia", db_index=True)
    persons = models.PositiveSmallIntegerField("liczba osób", null=True, blank=True)

    class Meta:
        verbose_name = "efekt"
        verbose_name_plural = "efekty"

    def __str__(self):
        return str(self.outcome)


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
