"""Supporting families: how many, whom they help, and what they get back (UWRiSPZ art. 29–31); day-care centres, their
places, children and cost (art. 18–28).
"""

from django.db.models import Exists, OuterRef

from cases.choices import DayCareMeans, DayCareRunner, DayCareType
from cases.models import (
    DayCareCapacity,
    DayCareCentre,
    DayCareCost,
    DayCareOutsiders,
    DayCareStay,
    FamilySupport,
    SupportingFamily,
    SupportRefund,
)
from cases.spans import holds_in
from cases.templatetags.spans import span
from familycare.lib.polish import counted, money
from reporting.figures.tables.definitions import (
    DistinctCount,
    Facts,
    MeasureColumn,
    Row,
    Table,
    Total,
    measure_rows,
    on,
)
from reporting.figures.tables.served import FAMILIES, UWRISPZ, individuals
from reporting.models import Unit

supporters = Facts(
    records=lambda period: SupportingFamily.objects.active_on(period.end),
    why=lambda supporter, period: f"umowa {span(supporter)}",
)

supports = Facts(
    records=lambda period: FamilySupport.objects.active_in(period),
    why=lambda support, period: f"pomaga jej {support}" if support.supporter_id else "pomoc rodziny wspierającej",
    family="family",
    related=("family", "supporter"),
)

refunds = Facts(
    records=lambda period: SupportRefund.objects.filter(month__gte=period.start, month__lte=period.end),
    why=lambda refund, period: f"zwrot za {refund.month:%m.%Y}: {money(refund.amount)}",
    who=lambda refund: str(refund.supporter),
    when=on("month"),
    related=("supporter",),
)


def rows():
    return [
        Row("supporters", "rodziny wspierające w ostatnim dniu okresu", supporters, FAMILIES),
        Row("families", "rodziny, którym pomagały w okresie", supports, DistinctCount(Unit.FAMILIES, "family")),
        Row("refunds", "zwroty kosztów (zł)", refunds, Total(Unit.PLN, "amount", places=2)),
    ]


day_cares = Facts(
    records=lambda period: DayCareCentre.objects.active_on(period.end),
    why=lambda day_care, period: f"działa {span(day_care)}; {day_care.get_form_display()}",
)


def open_on(day):
    """Return the condition for records of day-care centres that are open on the day."""
    return holds_in(*(f"day_care__{name}" for name in DayCareCentre.SPAN), day, day)


capacities = Facts(
    records=lambda period: DayCareCapacity.objects.in_force_on(period.end).filter(open_on(period.end)),
    why=lambda capacity, period: (
        f"{counted(capacity.places, 'miejsce', 'miejsca', 'miejsc')} od {capacity.starts_on:%d.%m.%Y}"
    ),
    who=lambda capacity: str(capacity.day_care),
    when=lambda capacity: (capacity.starts_on, None),
    related=("day_care",),
)


def why_attends(stay, period):
    return f"{stay.day_care}, {stay.get_basis_display()}"


attending = Facts(
    records=lambda period: DayCareStay.objects.active_on(period.end),
    why=why_attends,
    family="person__family",
    who=lambda stay: str(stay.person),
    related=("person__family", "day_care"),
)
attended = Facts(
    records=lambda period: DayCareStay.objects.active_in(period),
    why=why_attends,
    family="person__family",
    who=lambda stay: str(stay.person),
    related=("person__family", "day_care"),
)


def latest_outsiders(period):
    """Return the children of no family in the latest month of the period, of each day-care centre open on its end."""
    entered = DayCareOutsiders.objects.filter(month__gte=period.start, month__lte=period.end)
    later = entered.order_by().filter(day_care=OuterRef("day_care"), month__gt=OuterRef("month"))
    return entered.filter(open_on(period.end)).exclude(Exists(later))


outsiders = Facts(
    records=latest_outsiders,
    why=lambda outsiders, period: (
        f"{counted(outsiders.children, 'dziecko', 'dzieci', 'dzieci')} w miesiącu {outsiders.month:%m.%Y}"
    ),
    who=lambda outsiders: str(outsiders.day_care),
    when=on("month"),
    related=("day_care",),
)

costs = Facts(
    records=lambda period: DayCareCost.objects.filter(month__gte=period.start, month__lte=period.end),
    why=lambda cost, period: f"{cost.get_means_display()} za {cost.month:%m.%Y}: {money(cost.amount)}",
    who=lambda cost: str(cost.day_care),
    when=on("month"),
    related=("day_care",),
)

COST = Total(Unit.PLN, "amount", places=2)
# (facts, path from a record to the day-care centre, column)
OF_DAY_CARE = (
    (day_cares, "", MeasureColumn("centres", "placówki", DistinctCount(Unit.COUNT))),
    (capacities, "day_care__", MeasureColumn("places", "miejsca", Total(Unit.COUNT, "places"))),
    (attending, "day_care__", MeasureColumn("children", "dzieci z ewidencji", individuals(Unit.CHILDREN))),
    (outsiders, "day_care__", MeasureColumn("outsiders", "dzieci spoza ewidencji", Total(Unit.CHILDREN, "children"))),
    (costs, "day_care__", MeasureColumn("cost", "wydatki (zł)", COST)),
)


def day_care_rows():
    rows = []
    for field, word, choices in (("form", "forma", DayCareType), ("run_by", "prowadzi", DayCareRunner)):
        for code, label in choices.choices:
            for facts, path, column in OF_DAY_CARE:
                # By who runs it, the day-care centres are divided a second time.
                split = ((f"{path}{field}", code),)
                is_part = choices is DayCareRunner
                rows += measure_rows(code, f"{word}: {label}", [column], facts=facts, split=split, is_part=is_part)
    for facts, _path, column in OF_DAY_CARE:
        rows += measure_rows("total", "razem", [column], facts=facts, is_total=True)
    rows.append(Row("attended", "dzieci z ewidencji, które chodziły w okresie", attended, individuals(Unit.CHILDREN)))
    rows += [
        Row(code, f"wydatki: {label} (zł)", costs, COST, split=(("means", code),))
        for code, label in DayCareMeans.choices
    ]
    return rows


TABLES = [
    Table(
        "supporting_families",
        "Rodziny wspierające",
        Unit.COUNT,
        (
            "Rodziny, które w ostatnim dniu okresu mają umowę jako rodziny wspierające; rodziny, którym pomagały choć "
            "jeden dzień okresu, każda liczona raz, także bez asystenta; zwroty za miesiące okresu."
        ),
        f"art. 29–31 {UWRISPZ}",
        rows,
    ),
    Table(
        "day_care",
        "Placówki wsparcia dziennego",
        Unit.COUNT,
        (
            "Placówki, które działają w ostatnim dniu okresu, według formy i według tego, kto je prowadzi; ich miejsca "
            "i dzieci tego dnia: z rodzin w ewidencji, każde raz w wierszu i raz w sumie, także gdy chodzi do kilku "
            "placówek, i spoza ewidencji, według ostatniego miesiąca okresu, za który wpisano ich liczbę. Wydatki za "
            "miesiące okresu, także placówek, które już nie działają."
        ),
        f"art. 18–28 {UWRISPZ}",
        day_care_rows,
    ),
]
