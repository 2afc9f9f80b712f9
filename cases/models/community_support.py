"""Support by the community: families that help others by a contract with the municipality (UWRiSPZ art. 29–31)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from cases.models.family import Family
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, in_order
from familycare.lib.numbers import NumberField
from familycare.lib.ordering import polish_order


class SupportingFamilies(SpanQuerySet):
    """Supporting families, by their contract."""

    def by_name(self):
        """Return them in the order of their names."""
        return self.order_by(polish_order("name"), "number")


class SupportingFamily(AuditedModel):
    """A family that may help others while its contract lasts (`ends_on` is its last day). It is no client."""

    number = NumberField(prefix="Z")
    name = models.CharField("imiona i nazwisko", max_length=120)
    phone = models.CharField("telefon", max_length=40, blank=True)
    address = models.CharField("adres", max_length=160, blank=True)
    opinion_on = models.DateField("data pozytywnej opinii", null=True, blank=True)
    starts_on = models.DateField("umowa od")
    ends_on = models.DateField("umowa do", null=True, blank=True)
    refunded = models.TextField("koszty, które się zwraca", max_length=1000, blank=True)

    objects = SupportingFamilies.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "rodzina wspierająca"
        verbose_name_plural = "rodziny wspierające"
        ordering = ["name", "number"]
        constraints = [in_order("supportingfamily", "starts_on", "ends_on")]

    def __str__(self):
        return self.name


class FamilySupport(AuditedModel):
    """The help that a family gets from a supporting family, from `starts_on` to the day before `over_on`.

    `supporter` is None after the family was anonymised: the name of a neighbour would tell who it was.
    """

    family = models.ForeignKey(Family, verbose_name="rodzina", on_delete=models.PROTECT, related_name="family_supports")
    supporter = models.ForeignKey(
        SupportingFamily,
        verbose_name="rodzina wspierająca",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supports",
    )
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "pomoc rodziny wspierającej"
        verbose_name_plural = "pomoc rodzin wspierających"
        constraints = [in_order("familysupport", "starts_on", "over_on")]

    def __str__(self):
        return str(self.supporter or "rodzina wspierająca")


class SupportRefund(AuditedModel):
    """What a supporting family got back for a month (zł), for costs of its help (UWRiSPZ art. 31)."""

    supporter = models.ForeignKey(
        SupportingFamily, verbose_name="rodzina wspierająca", on_delete=models.PROTECT, related_name="refunds"
    )
    month = models.DateField("miesiąc", db_index=True, help_text="pierwszy dzień miesiąca")
    amount = models.DecimalField(
        "zwrot kosztów (zł)", max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        verbose_name = "zwrot kosztów rodzinie wspierającej"
        verbose_name_plural = "zwroty kosztów rodzinom wspierającym"
        ordering = ["supporter", "month"]
        constraints = [
            at_least("supportrefund", "amount", 0),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="supportrefund_month_first_day",
                violation_error_message="Miesiąc podaje się jako jego pierwszy dzień.",
            ),
            models.UniqueConstraint(
                fields=["supporter", "month"],
                name="supportrefund_once_a_month",
                violation_error_message="Zwrot za ten miesiąc już wpisano.",
            ),
        ]

    def __str__(self):
        return f"{self.month:%m.%Y}"
