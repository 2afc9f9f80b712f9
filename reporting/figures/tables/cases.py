"""Cases: opened and closed, their legal basis, and the reasons of closing."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, Least

from cases.choices import CaseKind, ClosingReason, CourtOrderKind
from cases.models import Case, CourtOrder
from reporting.figures.tables.definitions import DistinctCount, Facts, MeasureColumn, Row, Table, by_code
from reporting.figures.tables.served import ANNUAL_REPORT
from reporting.models import Unit

CASES = DistinctCount(Unit.CASES)
FAMILIES = DistinctCount(Unit.FAMILIES, "family")


def why_case(case, period):
    until = f"zakończone {case.closed_on:%d.%m.%Y}" if case.closed_on else "trwa"
    return f"{case.get_kind_display()}: od {case.opened_on:%d.%m.%Y}, {until}"


def why_closed(case, period):
    reason = case.get_closing_reason_display() or "powodu nie podano"
    return f"zakończone {case.closed_on:%d.%m.%Y}: {reason}"


def case_facts(records, why=why_case):
    """Return Facts for a function from a period to a queryset of cases."""
    return Facts(
        records=records,
        why=why,
        family="family",
        who=lambda case: case.number,
        related=("family",),
    )


def court_ordered(period):
    """Cases with a court order to work with an assistant, in force on a day of the period on which the case is active.

    The last day of an order is the day before `in_force_until`.
    """
    first_day = Greatest(OuterRef("opened_on"), period.start, "issued_on")
    last_day = Least(Coalesce(OuterRef("closed_on"), period.end), period.end)
    orders = CourtOrder.objects.filter(
        Q(in_force_until__isnull=True) | Q(in_force_until__gt=first_day),
        family=OuterRef("family"),
        kind=CourtOrderKind.ASSISTANT_OBLIGATION,
        issued_on__lte=last_day,
    )
    return Case.objects.active_in(period).filter(Exists(orders))


def of_kind_za_zyciem(period):
    """Return active cases under the Act „Za życiem”."""
    return Case.objects.active_in(period).filter(kind=CaseKind.ZA_ZYCIEM)


active = case_facts(lambda period: Case.objects.active_in(period))
ordered = case_facts(
    court_ordered,
    lambda case, period: f"zobowiązanie sądu do współpracy z asystentem; {why_case(case, period)}",
)
za_zyciem = case_facts(of_kind_za_zyciem)
closed = case_facts(
    lambda period: Case.objects.filter(closed_on__gte=period.start, closed_on__lte=period.end), why_closed
)


def flow_rows():
    return [
        Row("open_at_start", "Trwające na początku okresu", active, CASES, lambda p: Q(opened_on__lt=p.start)),
        Row("opened", "Rozpoczęte w okresie", active, CASES, lambda p: Q(opened_on__gte=p.start)),
        Row("closed", "Zakończone w okresie", active, CASES, lambda p: Q(closed_on__lte=p.end)),
        Row(
            "open_at_end",
            "Trwające po ostatnim dniu okresu",
            active,
            CASES,
            lambda p: Q(closed_on__isnull=True) | Q(closed_on__gt=p.end),
            is_total=True,
        ),
    ]


def basis_rows():
    return [
        Row("court_ordered_families", "Rodziny zobowiązane przez sąd", ordered, FAMILIES),
        Row("court_ordered_cases", "Objęcia wsparciem z zobowiązaniem sądu", ordered, CASES),
        Row("za_zyciem_families", "Rodziny wspierane na podstawie ustawy „Za życiem”", za_zyciem, FAMILIES),
        Row("za_zyciem_cases", "Objęcia wsparciem na podstawie ustawy „Za życiem”", za_zyciem, CASES),
    ]


def closure_rows():
    return [
        *by_code(closed, "closing_reason", ClosingReason, [MeasureColumn("", "", CASES)]),
        Row("total", "razem", closed, CASES, is_total=True),
        Row("families", "rodziny, których wsparcie zakończono", closed, FAMILIES),
    ]


def closure_result_rows():
    completed = Q(closing_reason=ClosingReason.GOALS_ACHIEVED)
    interrupted = Q(closing_reason__in=[ClosingReason.FAMILY_WITHDREW, ClosingReason.NO_RESULTS])
    return [
        Row("completed", "zakończone: cele osiągnięte", closed, CASES, completed),
        Row(
            "interrupted",
            "przerwane: rodzina zaprzestała współpracy albo nie było efektów",
            closed,
            CASES,
            interrupted,
        ),
        Row("other", "zakończone z innej przyczyny", closed, CASES, ~(completed | interrupted)),
    ]


TABLES = [
    Table(
        "flow",
        "Rozpoczęte i zakończone objęcia wsparciem",
        Unit.CASES,
        (
            "Trwające na początku + rozpoczęte − zakończone = trwające po ostatnim dniu okresu. Dzień "
            "zakończenia jest ostatnim dniem wsparcia."
        ),
        ANNUAL_REPORT,
        flow_rows,
    ),
    Table(
        "basis",
        "Podstawa pracy z rodziną",
        Unit.COUNT,
        (
            "Wsparcie trwające w okresie, w którego czasie obowiązywało postanowienie sądu zobowiązujące rodziców "
            "do współpracy z asystentem (art. 109 § 2 pkt 1 Kodeksu rodzinnego i opiekuńczego), oraz wsparcie „Za "
            "życiem”. Pozostałe rodziny współpracują za swoją zgodą, a małoletni rodzice opuszczający ośrodek lub "
            "zakład dla nieletnich – na podstawie art. 11 ust. 1a ustawy."
        ),
        "art. 109 § 2 pkt 1 Kodeksu rodzinnego i opiekuńczego",
        basis_rows,
    ),
    Table(
        "closures",
        "Zakończenia według przyczyny",
        Unit.CASES,
        "Objęcia wsparciem zakończone w okresie, według przyczyny; rodziny z kilkoma zakończeniami liczone raz.",
        ANNUAL_REPORT,
        closure_rows,
    ),
    Table(
        "closure_results",
        "Zakończenia według wyniku",
        Unit.CASES,
        "Te same zakończenia w trzech grupach.",
        ANNUAL_REPORT,
        closure_result_rows,
    ),
]
