"""Children outside of the family: where and how long they live there, and what the municipality pays."""

from decimal import Decimal

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Round

from cases.choices import FOSTER_CARE, PLACEMENT_GROUPS, PlacementEndReason, PlacementType
from cases.models.person import Person
from cases.spans import SpanQuerySet
from familycare.audit.registry import AuditedModel
from familycare.lib.constraints import at_least, codes, in_order


class PlacementQuerySet(SpanQuerySet):
    """Placements. A chain of placements of one person without a gap is a stay."""

    def in_group(self, group):
        """Return the placements of a PlacementGroup."""
        return self.filter(form__in=PLACEMENT_GROUPS[group])

    def in_foster_care(self):
        """Return the placements in family or institutional care, which the municipality pays for."""
        return self.filter(form__in=FOSTER_CARE)

    def beginning_a_stay(self, among=None):
        """Return the placements that begin a stay: none of `among` (default: all placements) comes just before."""
        among = Placement.objects.all() if among is None else among
        before = among.filter(of_the_same_person(), starts_on__lt=OuterRef("starts_on"))
        return self.filter(~Exists(before.filter(Q(over_on__isnull=True) | Q(over_on__gte=OuterRef("starts_on")))))

    def with_stay_start(self):
        """Annotate `stay_started_on`, the first day of the uninterrupted foster care to which the placement belongs.

        A StayStart, set by hand (then `is_stay_set`), comes before `stay_recorded_on`, the day by the placements alone.
        """
        by_hand = StayStart.objects.filter(of_the_same_person()).with_recorded_start()
        of_this_stay = by_hand.filter(recorded_on=OuterRef("stay_recorded_on")).order_by("-in_care_on")
        return self.annotate(stay_recorded_on=recorded_start("starts_on")).annotate(
            stay_started_on=Coalesce(Subquery(of_this_stay.values("counted_from")[:1]), "stay_recorded_on"),
            is_stay_set=Exists(of_this_stay),
        )


def of_the_same_person():
    """Return the condition of a subquery for placements of the same person, also by a record in another family."""
    return Q(person__individual=OuterRef("person__individual"))


def recorded_start(day):
    """Return the first day of the stay in foster care that is the last one to begin up to `day` (a field's name)."""
    care = Placement.objects.in_foster_care()
    first = care.beginning_a_stay(among=care).filter(of_the_same_person(), starts_on__lte=OuterRef(day))
    return Subquery(first.order_by("-starts_on").values("starts_on")[:1])


def children_in_foster_care(day):
    """Return the children (records of persons) who are in foster care on the day, by any record of theirs."""
    there = Placement.objects.in_foster_care().active_on(day).filter(person__individual=OuterRef("individual"))
    return Person.objects.children_on(day).filter(Exists(there)).order_by()


class Placement(AuditedModel):
    """The stay of a person at one place outside of the family, from `starts_on` to the day before `over_on`."""

    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="placements")
    form = models.CharField("forma pobytu", max_length=30, choices=PlacementType)
    starts_on = models.DateField("od")
    over_on = models.DateField("do", null=True, blank=True, help_text="pierwszy dzień poza tym miejscem")
    end_reason = models.CharField("powód zakończenia", max_length=20, choices=PlacementEndReason, blank=True)

    objects = PlacementQuerySet.as_manager()
    SPAN = ("starts_on", "over_on")

    class Meta:
        verbose_name = "pobyt poza rodziną"
        verbose_name_plural = "pobyty poza rodziną"
        ordering = ["person", "starts_on", "pk"]
        indexes = [models.Index(fields=["person", "starts_on"], name="placement_person_start")]
        constraints = [
            codes("placement", "form", PlacementType),
            codes("placement", "end_reason", PlacementEndReason, blank=True),
            in_order("placement", "starts_on", "over_on"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(over_on__isnull=True),
                name="placement_one_open",
                violation_error_message="Ta osoba przebywa już w innym miejscu poza rodziną.",
            ),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(over_on__isnull=False),
                name="placement_reason_only_when_over",
                violation_error_message="Powód zakończenia podaje się razem z datą zakończenia.",
            ),
        ]

    def __str__(self):
        return self.get_form_display()

    def validate_constraints(self, exclude=None):
        # `save_record` checks that a person is in one place at a time; its message says where they are, and since when.
        super().validate_constraints(exclude={*(exclude or ()), "person"})


class StayStartQuerySet(models.QuerySet):
    """First days of stays that are set by hand."""

    def with_recorded_start(self):
        """Annotate `recorded_on`, the first day of the stay in question by the placements alone."""
        return self.annotate(recorded_on=recorded_start("in_care_on"))


class StayStart(AuditedModel):
    """From which day a stay in foster care is counted, where a gap, a return or a time before 2012 is judged by hand.

    It is about the stay in which the person was on `in_care_on`, and holds for all of its placements.
    """

    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="stay_starts")
    in_care_on = models.DateField("dzień pobytu, o który chodzi")
    counted_from = models.DateField("pobyt liczony od")
    reason = models.TextField("powód", max_length=1000)

    objects = StayStartQuerySet.as_manager()

    class Meta:
        verbose_name = "początek pobytu ustalony ręcznie"
        verbose_name_plural = "początki pobytu ustalone ręcznie"
        ordering = ["person", "in_care_on"]
        constraints = [
            in_order("staystart", "counted_from", "in_care_on"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="staystart_has_a_reason",
                violation_error_message="Napisz, dlaczego pobyt liczy się od tego dnia.",
            ),
            models.UniqueConstraint(
                fields=["person", "in_care_on"],
                name="staystart_once_a_day",
                violation_error_message="Początek tego pobytu już ustalono.",
            ),
        ]

    def __str__(self):
        return f"od {self.counted_from:%d.%m.%Y}"


def _or_nothing(component):
    return Coalesce(F(component), Value(Decimal(0)))


class CareCharge(AuditedModel):
    """The full cost (zł) of a child's foster care in one month (odpłatność gminy, UWRiSPZ art. 191 ust. 9 and 10).

    Its components (the upkeep of the child, the pay of the coordinator, other costs) are optional; those that are
    known add up to it: `cases.foster_care.costs`.
    """

    person = models.ForeignKey(Person, verbose_name="osoba", on_delete=models.PROTECT, related_name="care_charges")
    month = models.DateField("miesiąc", db_index=True, help_text="pierwszy dzień miesiąca")
    total_cost = models.DecimalField("koszt całkowity (zł)", max_digits=12, decimal_places=2)
    upkeep = models.DecimalField("w tym utrzymanie (zł)", max_digits=12, decimal_places=2, null=True, blank=True)
    coordinator = models.DecimalField("w tym koordynator (zł)", max_digits=12, decimal_places=2, null=True, blank=True)
    other = models.DecimalField("w tym inne (zł)", max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "odpłatność za pieczę"
        verbose_name_plural = "odpłatności za pieczę"
        ordering = ["person", "month"]
        constraints = [
            at_least("carecharge", "total_cost", 0),
            at_least("carecharge", "upkeep", 0),
            at_least("carecharge", "coordinator", 0),
            at_least("carecharge", "other", 0),
            models.CheckConstraint(
                # Rounded, because SQLite adds in floating point.
                condition=Q(upkeep=None, coordinator=None, other=None)
                | Q(total_cost=Round(_or_nothing("upkeep") + _or_nothing("coordinator") + _or_nothing("other"), 2)),
                name="carecharge_components_add_up",
                violation_error_message="Składniki nie dają razem kosztu całkowitego.",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="carecharge_month_first_day"),
            models.UniqueConstraint(
                fields=["person", "month"],
                name="carecharge_once_a_month",
                violation_error_message="Za ten miesiąc odpłatność już wpisano.",
            ),
        ]

    def __str__(self):
        return f"{self.month:%m.%Y}"
