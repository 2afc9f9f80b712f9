"""Court orders, reports for the court, „Niebieskie Karty” procedures."""

from django.db.models import F, Q

from cases.choices import CourtOrderKind
from cases.deadlines import unsent_on
from cases.models import BlueCard, CourtOrder, CourtReport
from reporting.figures.tables.definitions import DistinctCount, Facts, MeasureColumn, Row, Table, by_code
from reporting.figures.tables.served import ANNUAL_REPORT, UWRISPZ, served_families
from reporting.models import Unit


def orders_of(period):
    """Orders about served families in force in the period; restored parental authority counts when it was issued."""
    restored = Q(kind=CourtOrderKind.AUTHORITY_RESTORED)
    in_force = Q(in_force_until__isnull=True) | Q(in_force_until__gt=period.start)
    return CourtOrder.objects.filter(
        (restored & Q(issued_on__gte=period.start)) | (~restored & in_force),
        issued_on__lte=period.end,
        family__in=served_families(),
    )


def why_order(order, period):
    signature = order.signature or "bez sygnatury"
    return f"{order.get_kind_display()} z {order.issued_on:%d.%m.%Y} ({signature})"


def why_report(report, period):
    due = f"{report.due_on:%d.%m.%Y}" if report.due_on else "nie podano"
    sent = f"wysłano {report.sent_on:%d.%m.%Y}" if report.sent_on else "nie wysłano"
    return f"{report.get_kind_display()}, termin: {due}, {sent}"


orders = Facts(
    records=orders_of,
    why=why_order,
    family="family",
    related=("family",),
)

reports = Facts(
    records=lambda period: CourtReport.objects.filter(
        Q(sent_on__gte=period.start, sent_on__lte=period.end) | Q(due_on__gte=period.start, due_on__lte=period.end)
    ),
    why=why_report,
    family="family",
    when=lambda report: (report.requested_on, report.sent_on),
    related=("family",),
)

blue_cards = Facts(
    records=lambda period: BlueCard.objects.active_in(period).filter(family__in=served_families()),
    why=lambda card, period: f"procedura wszczęta {card.opened_on:%d.%m.%Y}",
    family="family",
    related=("family",),
)


def sent_in(period):
    """Return a Q for reports that were sent in the period."""
    return Q(sent_on__gte=period.start, sent_on__lte=period.end)


def overdue_in(period):
    """Return a Q for reports that were due in the period and not sent by its last day."""
    return Q(due_on__gte=period.start, due_on__lte=period.end) & unsent_on(period.end)


def report_rows():
    events = DistinctCount(Unit.EVENTS)
    return [
        Row("sent", "wysłane w okresie", reports, events, sent_in),
        Row("on_time", "w tym w terminie", reports, events, lambda p: sent_in(p) & Q(sent_on__lte=F("due_on"))),
        Row("late", "w tym po terminie", reports, events, lambda p: sent_in(p) & Q(sent_on__gt=F("due_on"))),
        Row("overdue", "z terminem w okresie, niewysłane do jego końca", reports, events, overdue_in),
    ]


TABLES = [
    Table(
        "court",
        "Postanowienia sądu",
        Unit.FAMILIES,
        (
            "Rodziny objęte wsparciem, wobec których postanowienie obowiązywało w okresie; przywrócenie władzy "
            "rodzicielskiej liczy się w okresie, w którym sąd je orzekł."
        ),
        ANNUAL_REPORT,
        lambda: by_code(
            orders, "kind", CourtOrderKind, [MeasureColumn("", "", DistinctCount(Unit.FAMILIES, "family"))]
        ),
    ),
    Table(
        "court_reports",
        "Opinie i sprawozdania do sądu",
        Unit.EVENTS,
        "Pisma wysłane w okresie i pisma, których termin minął w okresie bez wysłania.",
        f"art. 109 § 4 Kodeksu rodzinnego i opiekuńczego; art. 15 ust. 1 pkt 17 {UWRISPZ}",
        report_rows,
    ),
    Table(
        "blue_cards",
        "Procedury „Niebieskie Karty”",
        Unit.COUNT,
        "Procedury trwające w okresie w rodzinach objętych wsparciem.",
        "art. 9d ustawy o przeciwdziałaniu przemocy domowej",
        lambda: [
            Row("procedures", "procedury", blue_cards, DistinctCount(Unit.EVENTS)),
            Row("families", "rodziny", blue_cards, DistinctCount(Unit.FAMILIES, "family")),
        ],
    ),
]
