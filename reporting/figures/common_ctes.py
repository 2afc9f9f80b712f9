"""Who was served in a period and who was in these families: the terms that most tables begin with.

The terms (`docs/domain.md`, *Terms of the figures*) are working tables, each defined once: no two tables of figures can
understand "a child on the reference day" differently.
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
)
from django.db.models.functions import Coalesce, Least

from cases.choices import FOSTER_CARE, CaseKind
from cases.models import Case as SupportCase
from cases.models import Person, Placement
from cases.spans import holds_in
from familycare.lib.dates import Age
from reporting.figures.ctes import working_table
from reporting.models import Children, FamilyKind, Member, Placed, ReferenceDay, ServedFamily


@working_table(ReferenceDay)
def reference_days(period):
    """Families with a case active in the period; the reference day is the last day on which one of them is."""
    last_day = Least(Coalesce("closed_on", period.end), period.end, output_field=DateField())
    return (
        SupportCase.objects.active_in(period)
        .order_by()
        .values("family")
        .annotate(
            day=Max(last_day),
            other_cases=Count("pk", filter=~Q(kind=CaseKind.ZA_ZYCIEM)),
            only_za_zyciem=_truth(other_cases=0),
            supported_since=Min("opened_on"),
            open_cases=Count("pk", filter=Q(closed_on__isnull=True)),
            supported_until=Case(When(open_cases=0, then=Max("closed_on"))),
        )
        .values_list("family", "day", "only_za_zyciem", "supported_since", "supported_until")
    )


@working_table(Placed)
def placed(period):
    """Who of these families is placed elsewhere on the reference day, and whether in foster care."""
    day = F("person__family__reference__day")
    return (
        # The day is one of the period: few placements are left, by an index, of which that is asked.
        Placement.objects.active_in(period)
        .filter(holds_in("starts_on", "over_on", day, day))
        .order_by()
        .values("person")
        .annotate(in_care=Count("pk", filter=Q(form__in=FOSTER_CARE)), in_foster_care=_truth(in_care__gt=0))
        .values_list("person", "in_foster_care")
    )


@working_table(Member)
def members(period):
    """Members of the served families on the reference day: born and joined by then, not yet gone."""
    day = F("family__reference__day")
    return (
        Person.objects.filter(family__reference__isnull=False)
        .members_on(day)
        .annotate(
            age=Age(day, "birth_date"),
            is_child=_truth(age__lt=18, main_carer=False),
            is_placed=_truth(placed__isnull=False),
            is_in_foster_care=_truth(placed__in_foster_care=True),
        )
        .order_by()
        .values_list("pk", "family", "age", "is_child", "is_placed", "is_in_foster_care", "disability")
    )


@working_table(Children, kept=False)
def children(period):
    """How many children of a served family are at home on its reference day, and how many in foster care."""
    return (
        Member.objects.filter(is_child=True)
        .order_by()
        .values("served")
        .annotate(at_home=Count("pk", filter=Q(is_placed=False)), in_care=Count("pk", filter=Q(is_in_foster_care=True)))
        .values_list("served", "at_home", "in_care")
    )


@working_table(ServedFamily, kept=False)
def served_families(period):
    """What a family's members say of it: its children at home, and its kind."""
    return ReferenceDay.objects.annotate(
        children_at_home=Coalesce("children__at_home", 0),
        kind=Case(
            When(only_za_zyciem=True, then=Value(FamilyKind.ZA_ZYCIEM)),
            When(children__in_care__gt=0, then=Value(FamilyKind.IN_CARE)),
            default=Value(FamilyKind.DIFFICULTIES),
        ),
    ).values_list("family", "day", "only_za_zyciem", "supported_since", "supported_until", "children_at_home", "kind")


def _truth(**conditions):
    return Case(When(Q(**conditions), then=True), default=False, output_field=BooleanField())
