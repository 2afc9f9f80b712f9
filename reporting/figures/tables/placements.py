"""Children placed outside their families: current placements, new ones and returns home."""

from django.db.models import F, Q
from django.db.models.lookups import LessThan

from cases.choices import FOSTER_CARE, PLACEMENT_GROUPS, PlacementEndReason, PlacementGroup, PlacementType
from cases.models import Placement
from cases.models.person import is_child, is_member_on
from cases.spans import days_of
from familycare.lib.dates import Age
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import Facts, Table, by_code, measure_rows
from reporting.figures.tables.served import UWRISPZ, families_by, persons_by
from reporting.models import AdultWard, CareStay, ChildOutside, ReturnedHome, StayBegun, Unit

MEASURES = [persons_by("person", Unit.CHILDREN), families_by("person__family")]
WARD_MEASURES = [persons_by("person"), families_by("person__family")]
ADULT_WARDS = "poza tym pełnoletni, którzy pozostali w pieczy"


def of_persons(placements, day, condition):
    """Return (placement, record of its person) pairs: the records of which, on `day`, `condition` is true.

    A person has a record in each of their families, and each matters whichever of them the placement was entered for.
    `day`: a date or an expression about the placement; `condition`: a Q on `record_age`, the age on that day, and the
    fields of the record, such as `record_role`.
    """
    alone = _of_records("person", placements.filter(person__first_record__isnull=True), day, condition)
    several = placements.filter(person__first_record__isnull=False)
    return alone.union(_of_records("person__first_record__same_records", several, day, condition), all=True)


def _of_records(path, placements, day, condition):
    fields = ("birth_date", "joined_on", "left_on", "role", "main_carer")
    return (
        placements.annotate(record=F(path), **{f"record_{name}": F(f"{path}__{name}") for name in fields})
        .annotate(record_age=Age(day, "record_birth_date"))
        .filter(is_member_on(day, "record_"), condition)
        .order_by()
        .values_list("pk", "record")
    )


IS_CHILD = is_child(Q(record_age__lt=18), "record_")


@working_table(ChildOutside)
def children_outside(period):
    """Placements of children on the last day of the period."""
    return of_persons(Placement.objects.active_on(period.end), period.end, IS_CHILD)


@working_table(AdultWard)
def adult_wards(period):
    """Placements in foster care, on the last day, of adults whose stay began in childhood (UWRiSPZ art. 37 ust. 2)."""
    there = Placement.objects.active_on(period.end).filter(care_stay__isnull=False)
    came_as_child = LessThan(Age("care_stay__stay_started_on", "record_birth_date"), 18)
    return of_persons(there, period.end, Q(record_age__gte=18) & Q(came_as_child))


@working_table(StayBegun)
def stays_begun(period):
    """First placements of children's stays outside the family that began in the period; moves do not count."""
    started = Placement.objects.filter(starts_on__gte=period.start, starts_on__lte=period.end)
    return of_persons(started.beginning_a_stay(), F("starts_on"), IS_CHILD)


@working_table(ReturnedHome)
def returns_home(period):
    """Placements of children that ended in the period with a return home."""
    over = Placement.objects.filter(over_on__gte=period.start, over_on__lte=period.end)
    return of_persons(over.filter(end_reason=PlacementEndReason.RETURNED_HOME), F("over_on"), IS_CHILD)


@working_table(CareStay)
def care_stays(period):
    """Placements in foster care that end after the first day of the period, with the first day of the whole stay."""
    not_over = Q(over_on__isnull=True) | Q(over_on__gt=period.start)
    there = Placement.objects.in_foster_care().filter(not_over).with_stay_start()
    return there.order_by().values_list("pk", "stay_started_on", "is_stay_set")


def in_care_on_last_day(period):
    """Children in foster care on the last day of the period, with the first day of the whole stay."""
    there = ChildOutside.objects.filter(placement__care_stay__isnull=False)
    stay = "placement__care_stay"
    return there.annotate(stay_started_on=F(f"{stay}__stay_started_on"), is_stay_set=F(f"{stay}__is_stay_set"))


def why_placed(outside, period):
    return outside.placement.get_form_display()


def why_returned(outside, period):
    return f"powrót do rodziny {outside.placement.over_on:%d.%m.%Y} ({outside.placement.get_form_display()})"


def since(record):
    """Return since when the stay lasts, and whether that was set by hand, of a record of a working table."""
    return f"od {record.stay_started_on:%d.%m.%Y}{' (ustalone ręcznie)' if record.is_stay_set else ''}"


def why_in_care(outside, period):
    return f"{outside.placement.get_form_display()}, w pieczy {since(outside)}"


def outside_facts(records, why=why_placed):
    """Return Facts for a function from a period to a queryset of a model of OutsideRecord."""
    return Facts(
        records=records,
        why=why,
        family="person__family",
        when=lambda outside: days_of(outside.placement),
        related=("placement", "person__family"),
    )


placed = outside_facts(lambda period: ChildOutside.objects.all())
wards = outside_facts(lambda period: AdultWard.objects.all())
beginning = outside_facts(lambda period: StayBegun.objects.all())
returning = outside_facts(lambda period: ReturnedHome.objects.all(), why_returned)
in_care = outside_facts(in_care_on_last_day, why_in_care)


def current_rows():
    rows = by_code(placed, "placement__form", PlacementType, MEASURES)
    for group, label in PlacementGroup.choices:
        rows += measure_rows(
            group,
            f"{label} – razem",
            MEASURES,
            facts=placed,
            condition=Q(placement__form__in=PLACEMENT_GROUPS[group]),
            is_total=True,
        )
    return [
        *rows,
        *measure_rows("total", "razem", MEASURES, facts=placed, is_total=True),
        *measure_rows("adult_wards", ADULT_WARDS, WARD_MEASURES, facts=wards),
    ]


def flow_rows():
    return [
        *measure_rows("placed", "umieszczone poza rodziną", MEASURES, facts=beginning),
        *measure_rows(
            "placed_in_care",
            "w tym w pieczy zastępczej",
            MEASURES,
            facts=beginning,
            condition=Q(placement__form__in=FOSTER_CARE),
        ),
        *measure_rows("returned_home", "wróciły do rodziny", MEASURES, facts=returning),
    ]


def by_start_rows():
    bands = {
        "this_period": (
            "pobyt rozpoczęty w tym okresie",
            lambda p: Q(stay_started_on__gte=p.start),
        ),
        "year_before": (
            "pobyt rozpoczęty w ciągu 12 miesięcy przed okresem",
            lambda p: Q(
                stay_started_on__lt=p.start,
                stay_started_on__gte=p.year_before,
            ),
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
        (
            "Dzieci wszystkich rodzin z ewidencji, także tych bez asystenta, i ich rodziny. W sumach każda rodzina "
            "liczy się raz, dlatego suma rodzin bywa mniejsza niż suma wierszy. Osoby, które ukończyły 18 lat i "
            "pozostały w pieczy (art. 37 ust. 2 ustawy), podano osobno: nie ma ich w żadnym innym wierszu."
        ),
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
        f"art. 191 ust. 9 i 10 {UWRISPZ}",
        by_start_rows,
    ),
]
