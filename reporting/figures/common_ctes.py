"""Working tables for the served families of a period and their members. Most tables of figures use them.

They define the terms in `docs/domain.md` once, so that all tables use the same definition of, for example, "a child on
the reference day".
"""

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    F,
    Max,
    Min,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, Least, RowNumber

from cases.choices import FOSTER_CARE, CaseKind
from cases.models import Case as SupportCase
from cases.models import Person, Placement
from cases.models.person import is_child
from cases.spans import holds_in
from familycare.lib.dates import Age
from familycare.lib.ordering import code_points
from reporting.figures.ctes import working_table
from reporting.models import (
    Children,
    FamilyKind,
    Member,
    Placed,
    PlacedElsewhere,
    ReferenceDay,
    ServedFamily,
    Standing,
)


@working_table(ReferenceDay)
def reference_days(period):
    """Families with a case active in the period. The reference day is the last day on which a case is active."""
    last_day = Least(Coalesce("closed_on", period.end), period.end, output_field=DateField())
    return (
        SupportCase.objects.active_in(period)
        .order_by()
        .values("family")
        .annotate(
            day=Max(last_day),
            other_cases=Count("pk", filter=~Q(kind=CaseKind.ZA_ZYCIEM)),
            only_za_zyciem=_truth(Q(other_cases=0)),
            supported_since=Min("opened_on"),
            open_cases=Count("pk", filter=Q(closed_on__isnull=True)),
            supported_until=Case(When(open_cases=0, then=Max("closed_on"))),
        )
        .values_list("family", "day", "only_za_zyciem", "supported_since", "supported_until")
    )


@working_table(Placed)
def placed(period):
    """Members of served families who are placed outside on the reference day, and whether in foster care."""
    day = F("person__family__reference__day")
    return (
        # The reference day is in the period: an index first reduces the placements to those of the period.
        Placement.objects.active_in(period)
        .filter(holds_in("starts_on", "over_on", day, day))
        .order_by()
        .values("person")
        .annotate(in_care=Count("pk", filter=Q(form__in=FOSTER_CARE)), in_foster_care=_truth(Q(in_care__gt=0)))
        .values_list("person", "in_foster_care")
    )


@working_table(PlacedElsewhere)
def placed_elsewhere(period):
    """The same for members who have several records: a person is placed when one of the records says so."""
    day, there = F("family__reference__day"), "first_record__same_records__placements"
    return (
        Person.objects.filter(first_record__isnull=False, family__reference__isnull=False)
        .annotate(starts_on=F(f"{there}__starts_on"), over_on=F(f"{there}__over_on"), form=F(f"{there}__form"))
        .filter(holds_in("starts_on", "over_on", day, day))
        .order_by()
        .values("pk")
        .annotate(in_care=Count("form", filter=Q(form__in=FOSTER_CARE)), in_foster_care=_truth(Q(in_care__gt=0)))
        .values_list("pk", "in_foster_care")
    )


@working_table(Standing)
def standings(period):
    """The order of the records of a person who is a member of several served families on their reference days.

    The person stands in the family with the latest reference day; of these, in the one with the smaller number.
    """
    order = (F("family__reference__day").desc(), code_points("family__number"), code_points("number"))

    def place(*among):
        return Window(RowNumber(), partition_by=among, order_by=order)

    return (
        Person.objects.filter(first_record__isnull=False, family__reference__isnull=False)
        .members_on(F("family__reference__day"))
        .order_by()
        .annotate(place=place("first_record"), as_carer=place("first_record", "main_carer"))
        .values_list("pk", "place", "as_carer")
    )


@working_table(Member)
def members(period):
    """Members of served families on the reference day: born and joined by then, and not left."""
    day = F("family__reference__day")
    is_alone = Q(standing__isnull=True)
    return (
        Person.objects.filter(family__reference__isnull=False)
        .members_on(day)
        .annotate(
            age=Age(day, "birth_date"),
            is_child=_truth(is_child(Q(age__lt=18))),
            is_placed=_truth(Q(placed__isnull=False) | Q(placed_elsewhere__isnull=False)),
            is_in_foster_care=_truth(Q(placed__in_foster_care=True) | Q(placed_elsewhere__in_foster_care=True)),
            is_counted=_truth(is_alone | Q(standing__place=1)),
            is_counted_as_carer=_truth(Q(main_carer=True) & (is_alone | Q(standing__as_carer=1))),
        )
        .order_by()
        .values_list(
            *("pk", "family", "age", "is_child", "is_placed", "is_in_foster_care", "disability"),
            *("is_counted", "is_counted_as_carer"),
        )
    )


@working_table(Children, kept=False)
def children(period):
    """The numbers of children at home and in foster care on the reference day, for served families with children.

    Each family by itself: a child of two families is in the numbers of both.
    """
    return (
        Member.objects.filter(is_child=True)
        .order_by()
        .values("served")
        .annotate(at_home=Count("pk", filter=Q(is_placed=False)), in_care=Count("pk", filter=Q(is_in_foster_care=True)))
        .values_list("served", "at_home", "in_care")
    )


@working_table(ServedFamily, kept=False)
def served_families(period):
    """The served families with what depends on their members: children at home, and the kind of family."""
    return ReferenceDay.objects.annotate(
        children_at_home=Coalesce("children__at_home", 0),
        kind=Case(
            When(only_za_zyciem=True, then=Value(FamilyKind.ZA_ZYCIEM)),
            When(children__in_care__gt=0, then=Value(FamilyKind.IN_CARE)),
            default=Value(FamilyKind.DIFFICULTIES),
        ),
    ).values_list("family", "day", "only_za_zyciem", "supported_since", "supported_until", "children_at_home", "kind")


def _truth(condition):
    return Case(When(condition, then=True), default=False, output_field=BooleanField())
