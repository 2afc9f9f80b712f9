"""Supporting families: how many, whom they help, and what they get back (UWRiSPZ art. 29–31)."""

from cases.models import FamilySupport, SupportingFamily, SupportRefund
from cases.templatetags.spans import span
from familycare.lib.polish import money
from reporting.figures.tables.definitions import DistinctCount, Facts, Row, Table, Total, on
from reporting.figures.tables.served import FAMILIES, UWRISPZ
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
]
