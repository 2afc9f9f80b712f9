"""Support by the community: day-care centres (UWRiSPZ art. 18–28), and families that help others by a contract with
the municipality (art. 29–31).
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cases.choices import DayCareBasis, DayCareMeans, DayCareRunner, DayCareType
from cases.models.family import Family
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, codes, in_order
from familycare.lib.numbers import NumberField
from familycare.lib.ordering import polish_order

MOST_CHILDREN = 9_999  # of a day-care centre; more is a mistyped number
MOST_EDUCATORS = 999


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


class DayCareCentres(SpanQuerySet):
    """Day-care centres, by the days on which they are open."""

    def by_name(self):
        """Return them in the order of their names."""
        return self.order_by(polish_order("name"), "number")


class DayCareCentre(AuditedModel):
    """A day-care centre for children (placówka wsparcia dziennego), open from `starts_on` to `ends_on`, its last day.

    `operator`: the organisation that runs it, if it is not the municipality or the county. `permit`: the contract by
    which the task was given to it, or the permit.
    """

    number = NumberField(prefix="D")
    name = models.CharField("nazwa", max_length=120)
    address = models.CharField("adres", max_length=160, blank=True)
    form = models.CharField("forma", max_length=20, choices=DayCareType)
    run_by = models.CharField("kto prowadzi", max_length=20, choices=DayCareRunner)
    operator = models.CharField("podmiot prowadzący", max_length=160, blank=True)
    permit = models.CharField("umowa albo zezwolenie", max_length=160, blank=True)
    permit_on = models.DateField("umowa albo zezwolenie z dnia", null=True, blank=True)
    permit_until = models.DateField("umowa albo zezwolenie do", null=True, blank=True)
    starts_on = models.DateField("działa od")
    ends_on = models.DateField("działa do", null=True, blank=True)

    objects = DayCareCentres.as_manager()
    SPAN = ("starts_on", "ends_on")

    class Meta:
        verbose_name = "placówka wsparcia dziennego"
        verbose_name_plural = "placówki wsparcia dziennego"
        ordering = ["name", "number"]
        constraints = [
            codes("daycarecentre", "form", DayCareType),
            codes("daycarecentre", "run_by", DayCareRunner),
            in_order("daycarecentre", "starts_on", "ends_on"),
            in_order("daycarecentre", "permit_on", "permit_until"),
        ]

    def __str__(self):
        return self.name


class DayCareCapacities(models.QuerySet):
    """Numbers of places, by the first day on which they hold."""

    def in_force_on(self, day):
        """Return what holds on the day: of each day-care centre the latest that has begun."""
        later = self.model.objects.order_by().filter(day_care=OuterRef("day_care"), starts_on__lte=day)
        return self.filter(starts_on__lte=day).exclude(Exists(later.filter(starts_on__gt=OuterRef("starts_on"))))


class DayCareCapacity(AuditedModel):
    """How many children a day-care centre takes from a day on, and how many educators work in it at a time."""

    day_care = models.ForeignKey(
        DayCareCentre, verbose_name="placówka", on_delete=models.PROTECT, related_name="capacities"
    )
    starts_on = models.DateField("od")
    places = models.PositiveSmallIntegerField("miejsca", validators=[MaxValueValidator(MOST_CHILDREN)])
    educators = models.PositiveSmallIntegerField(
        "wychowawcy", null=True, blank=True, validators=[MaxValueValidator(MOST_EDUCATORS)]
    )

    objects = DayCareCapacities.as_manager()

    class Meta:
        verbose_name = "liczba miejsc w placówce wsparcia dziennego"
        verbose_name_plural = "liczby miejsc w placówkach wsparcia dziennego"
        ordering = ["day_care", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["day_care", "starts_on"],
                name="daycarecapacity_once_a_day",
                violation_error_message="Liczbę miejsc od tego dnia już wpisano.",
            )
        ]

    def __str__(self):
        return f"od {self.starts_on:%d.%m.%Y}"


class DayCareStay(AuditedModel):
    """A child of a family attends a day-care centre, from `starts_on` to the day before `over_on`.

    It is free of charge, and voluntary unless a court sends the child (UWRiSPZ art. 23).
    """

    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="day_care_stays")
    day_care = models.ForeignKey(DayCareCentre, verbose_name="placówka", on_delete=models.PROTECT, related_name="stays")
    basis = models.CharField("podstawa", max_length=20, choices=DayCareBasis)
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień, w którym już nie trwa")

    objects = SpanQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "pobyt w placówce wsparcia dziennego"
        verbose_name_plural = "pobyty w placówkach wsparcia dziennego"
        constraints = [
            codes("daycarestay", "basis", DayCareBasis),
            in_order("daycarestay", "starts_on", "over_on"),
        ]

    def __str__(self):
        return str(self.day_care)


class DayCareOutsiders(AuditedModel):
    """How many children of no family of the centre attended a day-care centre in a month."""

    day_care = models.ForeignKey(
        DayCareCentre, verbose_name="placówka", on_delete=models.PROTECT, related_name="outsiders"
    )
    month = models.DateField("miesiąc", db_index=True, help_text="pierwszy dzień miesiąca")
    children = models.PositiveSmallIntegerField("dzieci", validators=[MaxValueValidator(MOST_CHILDREN)])

    class Meta:
        verbose_name = "dzieci spoza ewidencji w placówce wsparcia dziennego"
        verbose_name_plural = "dzieci spoza ewidencji w placówkach wsparcia dziennego"
        ordering = ["day_care", "month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="daycareoutsiders_month_first_day",
                violation_error_message="Miesiąc podaje się jako jego pierwszy dzień.",
            ),
            models.UniqueConstraint(
                fields=["day_care", "month"],
                name="daycareoutsiders_once_a_month",
                violation_error_message="Liczbę dzieci za ten miesiąc już wpisano.",
            ),
        ]

    def __str__(self):
        return f"{self.month:%m.%Y}"


class DayCareCost(AuditedModel):
    """What a day-care centre cost in a month (zł), by whose means paid for it."""

    day_care = models.ForeignKey(DayCareCentre, verbose_name="placówka", on_delete=models.PROTECT, related_name="costs")
    month = models.DateField("miesiąc", db_index=True, help_text="pierwszy dzień miesiąca")
    means = models.CharField("środki", max_length=20, choices=DayCareMeans)
    amount = models.DecimalField("koszt (zł)", max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = "koszt placówki wsparcia dziennego"
        verbose_name_plural = "koszty placówek wsparcia dziennego"
        ordering = ["day_care", "month", "means"]
        constraints = [
            at_least("daycarecost", "amount", 0),
            codes("daycarecost", "means", DayCareMeans),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="daycarecost_month_first_day",
                violation_error_message="Miesiąc podaje się jako jego pierwszy dzień.",
            ),
            models.UniqueConstraint(
                fields=["day_care", "month", "means"],
                name="daycarecost_once_a_month",
                violation_error_message="Koszt z tych środków za ten miesiąc już wpisano.",
            ),
        ]

    def __str__(self):
        return f"{self.month:%m.%Y}"
