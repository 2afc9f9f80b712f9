"""Cases: how they come and go, on what basis, and why they close."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.translation import gettext_lazy as _

from cases.choices import CaseKind, ClosingReason, CourtOrderKind
from cases.models import Case, CourtOrder
from reporting.figures.tables.definitions import Facts, Measured, Row, Table, Things, by_code
from reporting.figures.tables.served import ANNUAL_REPORT
from reporting.models import Unit

CASES = Things(Unit.CASES)
FAMILIES = Things(Unit.FAMILIES, "family")


def why_case(case, period):
    parts = {
        "kind": case.get_kind_display(),
        "opened": f"{case.opened_on:%d.%m.%Y}",
        "closed": case.closed_on and f"{case.closed_on:%d.%m.%Y}",
    }
    if case.closed_on:
        return _("%(kind)s: od %(opened)s, zakończone %(closed)s") % parts
    return _("%(kind)s: od %(opened)s, trwa") % parts


def why_closed(case, period):
    return _("zakończone %(closed)s: %(reason)s") % {
        "closed": f"{case.closed_on:%d.%m.%Y}",
        "reason": case.get_closing_reason_display() or _("powodu nie podano"),
    }


def case_facts(records, why=why_case):
    return Facts(
        records=records,
        why=why,
        family="family",
        who=lambda case: case.number,
        related=("family",),
    )


def court_ordered(period):
    """Active cases with an order to work with an assistant in force on a day of the period on which they are active."""
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
    return Case.objects.active_in(period).filter(kind=CaseKind.ZA_ZYCIEM)


active = case_facts(lambda period: Case.objects.active_in(period))
ordered = case_facts(
    court_ordered,
    lambda case, period: _("zobowiązanie sądu do współpracy z asystentem; %(case)s") % {"case": why_case(case, period)},
)
za_zyciem = case_facts(of_kind_za_zyciem)
closed = case_facts(
    lambda period: Case.objects.filter(closed_on__gte=period.start, closed_on__lte=period.end), why_closed
)


def flow_rows():
    return [
        Row("open_at_start", _("Otwarte na początku okresu"), active, CASES, lambda p: Q(opened_on__lt=p.start)),
        Row("opened", _("Otwarte w okresie"), active, CASES, lambda p: Q(opened_on__gte=p.start)),
        Row("closed", _("Zakończone w okresie"), active, CASES, lambda p: Q(closed_on__lte=p.end)),
        Row(
            "open_at_end",
            _("Otwarte po ostatnim dniu okresu"),
            active,
            CASES,
            lambda p: Q(closed_on__isnull=True) | Q(closed_on__gt=p.end),
            is_total=True,
        ),
    ]


def basis_rows():
    return [
        Row("court_ordered_families", _("Rodziny zobowiązane przez sąd"), ordered, FAMILIES),
        Row("court_ordered_cases", _("Objęcia wsparciem z zobowiązaniem sądu"), ordered, CASES),
        Row("za_zyciem_families", _("Rodziny wspierane na podstawie ustawy „Za życiem”"), za_zyciem, FAMILIES),
        Row("za_zyciem_cases", _("Objęcia wsparciem na podstawie ustawy „Za życiem”"), za_zyciem, CASES),
    ]


def closure_rows():
    return [
        *by_code(closed, "closing_reason", ClosingReason, [Measured("", "", CASES)]),
        Row("total", _("razem"), closed, CASES, is_total=True),
        Row("families", _("rodziny, których wsparcie zakończono"), closed, FAMILIES),
    ]


def closure_result_rows():
    completed = Q(closing_reason=ClosingReason.GOALS_ACHIEVED)
    interrupted = Q(closing_reason__in=[ClosingReason.FAMILY_WITHDREW, ClosingReason.NO_RESULTS])
    return [
        Row("completed", _("zakończone: cele osiągnięte"), closed, CASES, completed),
        Row(
            "interrupted",
            _("przerwane: rodzina zaprzestała współpracy albo nie było efektów"),
            closed,
            CASES,
            interrupted,
        ),
        Row("other", _("zakończone z innej przyczyny"), closed, CASES, ~(completed | interrupted)),
    ]


TABLES = [
    Table(
        "flow",
        _("Ruch objęć wsparciem w okresie"),
        Unit.CASES,
        _(
            "Otwarte na początku + otwarte w okresie − zakończone w okresie = otwarte po ostatnim dniu. Dzień "
            "zakończenia jest ostatnim dniem wsparcia."
        ),
        ANNUAL_REPORT,
        flow_rows,
    ),
    Table(
        "basis",
        _("Podstawa pracy z rodziną"),
        Unit.COUNT,
        _(
            "Wsparcie trwające w okresie, w którego czasie obowiązywało postanowienie sądu zobowiązujące rodziców do "
            "współpracy z asystentem (art. 109 § 2 pkt 1 Kodeksu rodzinnego i opiekuńczego), oraz wsparcie „Za "
            "życiem”. Pozostałe rodziny współpracują za swoją zgodą."
        ),
        "art. 109 § 2 pkt 1 Kodeksu rodzinnego i opiekuńczego",
        basis_rows,
    ),
    Table(
        "closures",
        _("Zakończenia według przyczyny"),
        Unit.CASES,
        _("Objęcia wsparciem zakończone w okresie, według przyczyny; rodziny z kilkoma zakończeniami liczone raz."),
        ANNUAL_REPORT,
        closure_rows,
    ),
    Table(
        "closure_results",
        _("Zakończenia według wyniku"),
        Unit.CASES,
        _("Te same zakończenia w trzech grupach."),
        ANNUAL_REPORT,
        closure_result_rows,
    ),
]
