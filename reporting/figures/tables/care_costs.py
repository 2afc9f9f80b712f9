"""The municipality's share of the cost of foster care (UWRiSPZ art. 191 ust. 9 and 10)."""

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from cases.choices import PLACEMENT_GROUPS, PlacementGroup
from cases.foster_care.shares import SHARE_TERMS, municipal_groszes, percent_in_database
from cases.models import CareCharge
from familycare.centre.law.in_force import FIRST_VALUES
from familycare.centre.models import LegalParameter
from familycare.lib.dates import Age, DayNumber
from familycare.lib.polish import money
from reporting.figures.ctes import working_table
from reporting.figures.tables.definitions import Facts, MeasureColumn, Table, Total, measure_rows, on
from reporting.figures.tables.placements import since
from reporting.figures.tables.served import UWRISPZ, individuals, persons_by
from reporting.models import CareMonth, Unit

# The key says children; whoever is of age and stays in care is among them.
CHILDREN = MeasureColumn("children", "osoby", individuals(Unit.PERSONS))
COST = MeasureColumn("municipal_cost", "koszt gminy (zł)", Total(Unit.PLN, "municipal_groszes", divisor=100, places=2))
WARDS = "w tym za pełnoletnich, którzy pozostali w pieczy"


def charges_of(period):
    """Return the charges for months that began in the period."""
    return CareCharge.objects.filter(month__gte=period.start, month__lte=period.end).order_by()


@working_table(CareMonth)
def care_months(period):
    """Charges of the period with the municipality's share in percent, by the law of the charged month.

    The share depends on the full years of the stay on the first day of the month. A charge belongs to the earliest
    placement in foster care that touches its month. The amount of each month is rounded to a grosz, as it is billed,
    so that the amounts of rows add up to their total. Amounts are in whole groszes: all databases add them exactly.
    """
    charges = charges_of(period)
    later = charges.filter(person__individual=OuterRef("person__individual"), month__gt=OuterRef("month"))
    there = "person__placements"
    return (
        charges.filter(**{f"{there}__care_stay__isnull": False})
        .annotate(
            starts_on=F(f"{there}__starts_on"),
            over_on=F(f"{there}__over_on"),
            form=F(f"{there}__form"),
            stay_started_on=F(f"{there}__care_stay__stay_started_on"),
            is_stay_set=F(f"{there}__care_stay__is_stay_set"),
        )
        .filter(Q(over_on__isnull=True) | Q(over_on__gt=F("month")))
        .annotate(month_started=DayNumber("starts_on") / 100)
        .filter(month_started__lte=DayNumber("month") / 100)
        .annotate(touching=Window(RowNumber(), partition_by="pk", order_by="starts_on"))
        .filter(touching=1)
        .annotate(
            share=percent_in_database("month", "stay_started_on"),
            municipal_groszes=municipal_groszes("total_cost", "share"),
            is_last=~Exists(later),
            age=Age("month", "person__birth_date"),
        )
        .values_list(
            *("pk", "person", "month", "total_cost", "form", "stay_started_on", "is_stay_set"),
            *("share", "municipal_groszes", "is_last", "age"),
        )
    )


def why(care_month, period):
    return (
        f"{care_month.month:%m.%Y}: {care_month.get_form_display()}, "
        f"w pieczy {since(care_month)}, "
        f"udział gminy {care_month.share}% z {money(care_month.total_cost)}"
    )


charges = Facts(
    records=lambda period: CareMonth.objects.all(),
    why=why,
    family="person__family",
    who=lambda care_month: str(care_month.person),
    when=on("month"),
    related=("person__family",),
)


def rows(law):
    """`law`: the LegalParameters. The shares of today are always there, others where an amendment set them."""
    rows, shares = [], {FIRST_VALUES[term] for term in SHARE_TERMS}
    shares |= {each.value for each in law if each.term in SHARE_TERMS}
    for group in (PlacementGroup.FAMILY_CARE, PlacementGroup.INSTITUTIONAL_CARE):
        condition = Q(form__in=PLACEMENT_GROUPS[group])
        rows += measure_rows(group.value, group.label, [CHILDREN, COST], facts=charges, condition=condition)
    rows += measure_rows("total", "razem", [CHILDREN, COST], facts=charges, is_total=True)
    for share in sorted(shares):
        label = f"udział gminy {share}%"
        rows += measure_rows(f"share_{share}", label, [CHILDREN], facts=charges, condition=Q(share=share, is_last=True))
        rows += measure_rows(f"share_{share}", label, [COST], facts=charges, condition=Q(share=share))
    of_age = Q(age__gte=18)
    rows += measure_rows("adult_wards", WARDS, [persons_by("person"), COST], facts=charges, condition=of_age)
    return rows


TABLES = [
    Table(
        "care_costs",
        "Udział gminy w kosztach pieczy zastępczej",
        Unit.PLN,
        (
            "Odpłatność za miesiące, które zaczęły się w okresie. Udział gminy zależy od tego, który rok trwa "
            "nieprzerwany pobyt w pieczy: pierwszy, drugi albo następny; kwotę za każdy miesiąc zaokrągla się do "
            "grosza. Zmiana ustawy liczy się od miesiąca, od którego obowiązuje. Każdą osobę liczy się raz w "
            "wierszu, przy udziale – z ostatniego miesiąca okresu; osoba, która w okresie przeszła z pieczy "
            "rodzinnej do instytucjonalnej, jest w obu wierszach, a w sumie raz. W każdym wierszu są też osoby, "
            "które w pierwszym dniu miesiąca miały ukończone 18 lat (art. 37 ust. 2 ustawy)."
        ),
        f"art. 191 ust. 9 i 10 {UWRISPZ}",
        rows,
        dictionaries=(LegalParameter,),
    ),
]
