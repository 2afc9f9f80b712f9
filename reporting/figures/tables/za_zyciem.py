"""Support under the Act „Za życiem”."""

from django.db.models import Q

from cases.choices import Entitlement
from cases.models import ZaZyciem
from reporting.figures.tables.cases import FAMILIES, of_kind_za_zyciem, za_zyciem
from reporting.figures.tables.definitions import DistinctCount, Facts, Row, Table, by_code, on
from reporting.figures.tables.served import ZA_ZYCIEM_ACT, families_by, individuals, when_supported, why_member
from reporting.models import Member, Unit


def why_supported(record, period):
    risk = "ciąża zagrożona" if record.at_risk_pregnancy else ""
    return ", ".join(part for part in (record.get_entitlement_display(), risk) if part)


def when_applied(record):
    """Return the day of the application and the day on which its case closed, or None."""
    return record.applied_on, record.case and record.case.closed_on


def application_facts(records, why=why_supported, when=when_applied):
    """Return Facts for a function from a period to a queryset of „Za życiem” records."""
    return Facts(
        records=records,
        why=why,
        family="family",
        who=lambda record: str(record.family),
        when=when,
        related=("family", "case"),
    )


supported = application_facts(
    lambda period: ZaZyciem.objects.filter(case__in=of_kind_za_zyciem(period).order_by().values("pk"))
)
benefits = application_facts(
    lambda period: ZaZyciem.objects.filter(benefit_granted_on__gte=period.start, benefit_granted_on__lte=period.end),
    lambda record, period: f"świadczenie przyznane {record.benefit_granted_on:%d.%m.%Y}",
    when=on("benefit_granted_on"),
)
children = Facts(
    records=lambda period: Member.objects.filter(
        is_child=True, served__in=of_kind_za_zyciem(period).order_by().values("family")
    ),
    why=why_member,
    family="person__family",
    who=lambda member: str(member.person),
    when=lambda member: when_supported(member.served),
    related=("person__family", "served"),
)


def rows():
    return [
        *by_code(supported, "entitlement", Entitlement, [families_by("family")]),
        Row("families", "rodziny razem", za_zyciem, FAMILIES, is_total=True),
        Row("children", "dzieci w tych rodzinach", children, individuals(Unit.CHILDREN)),
        Row(
            "at_risk_pregnancies",
            "ciąże zagrożone",
            supported,
            DistinctCount(Unit.CASES, "case"),
            Q(at_risk_pregnancy=True),
        ),
        Row(
            "benefits", "przyznane jednorazowe świadczenia (4\u00a0000\u00a0zł)", benefits, DistinctCount(Unit.SERVICES)
        ),
    ]


TABLES = [
    Table(
        "za_zyciem",
        "Wsparcie na podstawie ustawy „Za życiem”",
        Unit.COUNT,
        (
            "Rodziny, których wsparcie „Za życiem” trwało w okresie, i ich dzieci w dniu odniesienia, w domu i "
            "poza nim; świadczenia przyznane w okresie, także rodzinom bez asystenta. Rodzina uprawniona z kilku "
            "powodów jest w kilku wierszach, a w sumie raz."
        ),
        f"art. 8 i 10 {ZA_ZYCIEM_ACT}",
        rows,
    ),
]
