"""Rules of court orders, cases, referrals and „Za życiem” records."""

from cases.choices import CaseBasis, CaseKind, CourtOrderKind, ReferralDecision
from cases.models import CourtOrder
from cases.models.referral import OPEN
from cases.records.rules import is_obliged_during
from cases.referrals.services import kind_of
from cases.rules import consent_problem, ended_order_problem, harm_end_problem, opening_problem, rhythm_problem
from reporting.exchange.columns import WRONG
from reporting.exchange.errors import named
from reporting.exchange.rules.spans import last_day


def court_orders(known, rows, report):
    """Store the orders that oblige a family to work with an assistant. A rhythm of reports has a first term."""
    for row in rows:
        if WRONG not in (row.report_every, row.first_report_on):
            column, problem = rhythm_problem(row.report_every, row.first_report_on)
            if problem:
                report(row.line, column, problem)
        if row.family is not WRONG and row.kind in (CourtOrderKind.ASSISTANT_OBLIGATION, WRONG):
            known.obligations.setdefault(row.family, []).append((row.issued_on, row.in_force_until))


def court_reports(known, rows, report):
    """A letter is asked for while its order is in force; a way of sending needs the day of sending."""
    for row in rows:
        if row.channel not in ("", WRONG) and row.sent_on is None:
            report(row.line, "channel", "podano, jak wysłano pismo, a nie podano dnia (sent_on)")
        if row.court_order in (None, WRONG) or WRONG in (row.requested_on, row.due_on):
            continue
        until = known.of[CourtOrder].kept[row.court_order].in_force_until
        asked_on = row.requested_on or row.due_on
        if until is not WRONG and (problem := ended_order_problem(asked_on, until)):
            report(row.line, "court_order", problem)


def cases(known, rows, report):
    """A closing reason needs a closing day; cases of one family and kind do not overlap.

    A case based on a court order needs an order that obliges the family during the case.
    """
    for row in rows:
        if row.closing_reason not in ("", WRONG) and row.closed_on is None:
            report(row.line, "closing_reason", "powód zakończenia podano bez daty zakończenia (closed_on)")
        elif row.closing_words not in ("", WRONG) and row.closed_on is None:
            report(row.line, "closing_words", "powód zakończenia podano bez daty zakończenia (closed_on)")
        if WRONG in (row.family, row.opened_on, row.closed_on):
            continue
        if row.kind is not WRONG:
            _one_at_a_time(known, row, report)
        if row.basis == CaseBasis.COURT_ORDER and not _has_order(known, row):
            report(
                row.line,
                "basis",
                "rodzina nie ma w court_orders.csv zobowiązania do współpracy z asystentem z czasu tego wsparcia",
            )


def _one_at_a_time(known, row, report):
    """Report overlapping cases. A case may open on the day on which the previous one closes."""
    others = known.cases_of_family.setdefault((row.family, row.kind), [])
    for opened_on, closed_on, line in others:
        if not (last_day(closed_on) <= row.opened_on or last_day(row.closed_on) <= opened_on):
            report(
                row.line,
                "opened_on",
                f"rodzina ma w tym czasie już objęcie wsparciem tego rodzaju ({named(line, f'wiersz {line}')})",
            )
            break
    others.append((row.opened_on, row.closed_on, row.line))


def _has_order(known, row):
    """Whether an order obliges the family on some day of the case."""
    if "court_orders" in known.incomplete:
        return True
    orders = known.obligations.get(row.family, ())
    return any(WRONG in order for order in orders) or is_obliged_during(orders, row)


def referrals(known, rows, report):
    """A referral with a case has the decision `assigned` and is not later; a family has one open referral of a kind."""
    for row in rows:
        _one_open_referral(known, row, report)
        _consent(known, row, report)
        if row.case in (None, WRONG):
            continue
        opened_on = known.cases.kept[row.case].opened_on
        if WRONG not in (opened_on, row.referred_on) and (problem := opening_problem(opened_on, row.referred_on)):
            report.remark(row.line, "referred_on", problem)
        if row.decision not in (ReferralDecision.ASSIGNED, WRONG):
            report(row.line, "case", "objęcie wsparciem może mieć tylko wniosek z rozstrzygnięciem assigned")


def _one_open_referral(known, row, report):
    """Report a referral that waits beside another one, or beside an open case of the same kind."""
    if WRONG in (row.family, row.source, row.decision) or row.decision not in OPEN:
        return
    key = row.family, kind_of(row.source)
    line = known.open_referrals.setdefault(key, row.line)
    if line != row.line:
        other = named(line, f"wiersz {line}")
        report.remark(row.line, "decision", f"na rozstrzygnięcie czeka już inny wniosek tej rodziny ({other})")
    for _opened_on, closed_on, line in known.cases_of_family.get(key, ()):
        if closed_on is None:
            case = named(line, f"cases.csv, wiersz {line}")
            report.remark(row.line, "decision", f"wniosek czeka, a rodzina ma otwarte wsparcie ({case})")


def _consent(known, row, report):
    if row.consent_on in (None, WRONG) or WRONG in (row.referred_on, row.case):
        return
    closed_on = None if row.case is None else known.cases.kept[row.case].closed_on
    if closed_on is not WRONG and (problem := consent_problem(row.consent_on, row.referred_on, closed_on)):
        report.remark(row.line, "consent_on", problem)


def harm_reports(known, rows, report):
    """A report of suspected harm is not closed while the child is in danger."""
    for row in rows:
        if WRONG not in (row.safety, row.closed_on) and (problem := harm_end_problem(row.safety, row.closed_on)):
            report(row.line, "closed_on", problem)


def za_zyciem(known, rows, report):
    """The case of a „Za życiem” record has the kind `za_zyciem`."""
    for row in rows:
        if row.case in (None, WRONG):
            continue
        if known.cases.kept[row.case].kind not in (CaseKind.ZA_ZYCIEM, WRONG):
            report(row.line, "case", "to objęcie wsparciem nie jest rodzaju za_zyciem")
