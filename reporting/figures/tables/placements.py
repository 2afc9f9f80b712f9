"""Children placed outside their families: current placements, new ones and returns home."""

from django.db.models import F, Q

from cases.choices import FOSTER_CARE, PLACEMENT_GROUPS, PlacementEndReason, PlacementGroup, PlacementType
from cases.models import Placement
from familycare.lib.dates import Age
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import DistinctCount, Facts, MeasureColumn, Table, by_code, measure_rows
from reporting.figures.tables.served import UWRISPZ, families_by
from reporting.models import CareStay, Unit

MEASURES = [MeasureColumn("children", "dzieci", DistinctCount(Unit.CHILDREN, "person")), families_by("person__family")]


def of_children_on(placements, day):
    """Filter placements of persons who are children of their family on `day` (an expression)."""
    return placements.annotate(age=Age(day, "person__birth_date")).filter(
        Q(person__joined_on__isnull=True) | Q(person__joined_on__lte=day),
        Q(person__left_on__isnull=True) | Q(person__left_on__gt=day),
        age__lt=18,
        person__main_carer=False,
        person__birth_date__lte=day,
    )


def current(period):
    """Placements of children on the last day of the period."""
    return of_children_on(Placement.objects.active_on(period.end), period.end)


def begun(period):
    """First placements of children's stays outside the family that began in the period; moves do not count."""
    started = Placement.objects.filter(starts_on__gte=period.start, starts_on__lte=period.end)
    return of_children_on(started.beginning_a_stay(), F("starts_on"))


def returned(period):
    """Placements of children that ended in the period with a return home."""
    over = Placement.objects.filter(over_on__gte=period.start, over_on__lte=period.end)
    return of_children_on(over.filter(end_reason=PlacementEndReason.RETURNED_HOME), F("over_on"))


def current_in_care(period):
    """Placements of children in foster care on the last day of the period, with the first day of the whole stay."""
    return current(period).filter(care_stay__isnull=False).annotate(stay_started_on=F("care_stay__stay_started_on"))


@working_table(CareStay)
def care_stays(period):
    """Placements in foster care that end after the first day of the period, with the first day of the whole stay."""
    not_over = Q(over_on__isnull=True) | Q(over_on__gt=period.start)
    there = Placement.objects.in_foster_care().filter(not_over).with_stay_start()
    return there.order_by().values_list("pk", "stay_started_on")


def placement_facts(records, why):
    """Return Facts for a function from a period to a queryset of placements."""
    return Facts(
        records=records,
        why=why,
        family="person__family",
        related=("person__family",),
    )


placed = placement_facts(current, lambda placement, period: placement.get_form_display())
beginning = placement_facts(begun, lambda placement, period: placement.get_form_display())
returning = placement_facts(
    returned,
    lambda placement, period: f"powrót do rodziny {placement.over_on:%d.%m.%Y} ({placement.get_form_display()})",
)
in_care = placement_facts(
    current_in_care,
    lambda placement, period: f"{placement.get_form_display()}, w pieczy od {placement.stay_started_on:%d.%m.%Y}",
)


def current_rows():
    rows = by_code(placed, "form", PlacementType, MEASURES)
    for group, label in PlacementGroup.choices:
        rows += measure_rows(
            group,
            f"{label} – razem",
            MEASURES,
            facts=placed,
            condition=Q(form__in=PLACEMENT_GROUPS[group]),
            is_total=True,
        )
    return rows + measure_rows("total", "razem", MEASURES, facts=placed, is_total=True)


def flow_rows():
    return [
        *measure_rows("placed", "umieszczone poza rodziną", MEASURES, facts=beginning),
        *measure_rows(
            "placed_in_care",
            "w tym w pieczy zastępczej",
            MEASURES,
            facts=beginning,
            condition=Q(form__in=FOSTER_CARE),
        ),
        *measure_rows("returned_home", "powrót do rodziny", MEASURES, facts=returning),
    ]


def by_start_rows():
    bands = {
        "this_period": ("pobyt rozpoczęty w tym okresie", lambda p: Q(stay_started_on__gte=p.start)),
        "year_before": (
            "pobyt rozpoczęty w ciągu 12 miesięcy przed okresem",
            lambda p: Q(stay_started_on__lt=p.start, stay_started_on__gte=p.year_before),
        ),
        "earlier": ("pobyt rozpoczęty wcześniej", lambda p: Q(stay_started_on__lt=p.year_before)),
    }
    return [
        row
        for key, (label, condition) in bands.items()
        for row in measure_rows(key, label, MEASURES, facts=in_care, condition=condition)
    ]


TABLES = [
    Table(
        "placements_current",
        "Dzieci przebywające poza rodziną w ostatnim dniu okresu",
        Unit.CHILDREN,
        "Dzieci wszystkich rodzin z ewidencji, także tych bez asystenta, i ich rodziny; w sumach każda rodzina raz.",
        f"art. 179 ust. 1 {UWRISPZ}",
        current_rows,
    ),
    Table(
        "placement_flow",
        "Umieszczenia poza rodziną i powroty do domu",
        Unit.CHILDREN,
        (
            "Dzieci, których pobyt poza domem rozpoczął się w okresie (przeniesienie do innego miejsca nie jest "
            "początkiem), oraz dzieci, których pobyt zakończył się w okresie powrotem do rodziny. Wszystkie "
            "rodziny z ewidencji."
        ),
        f"art. 179 ust. 1 {UWRISPZ}",
        flow_rows,
    ),
    Table(
        "placements_by_start",
        "Dzieci w pieczy zastępczej według początku pobytu",
        Unit.CHILDREN,
        (
            "Dzieci w rodzinnej lub instytucjonalnej pieczy zastępczej w ostatnim dniu okresu, według dnia, w "
            "którym zaczął się ich nieprzerwany pobyt w pieczy."
        ),
        f"art. 191 ust. 9 {UWRISPZ}",
        by_start_rows,
    ),
]
