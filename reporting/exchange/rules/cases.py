"""Rules of the life of a case: orders, openings, referrals, „Za życiem”."""

from cases.choices import CaseBasis, CaseKind, CourtOrderKind, ReferralDecision
from cases.records.rules import is_obliged_during
from reporting.exchange.columns import WRONG
from reporting.exchange.rules.spans import last_day


def court_orders(facts, rows, report):
    """Remembers the orders that oblige a family to work with an assistant."""
    for row in rows:
        if row.family is not WRONG and row.kind in (CourtOrderKind.ASSISTANT_OBLIGATION, WRONG):
            facts.obligations.setdefault(row.family, []).append((row.issued_on, row.in_force_until))


def cases(facts, rows, report):
    """A reason belongs to a closing; a family has one case of a kind at a time; the basis is in the court orders."""
    for row in rows:
        if row.closing_reason not in ("", WRONG) and row.closed_on is None:
            report(row.line, "closing_reason", "powód zakończenia podano bez daty zakończenia (closed_on)")
        if WRONG in (row.family, row.opened_on, row.closed_on):
            continue
        if row.kind is not WRONG:
            _one_at_a_time(facts, row, report)
        if row.basis == CaseBasis.COURT_ORDER and not _has_order(facts, row):
            report(
                row.line,
                "basis",
                "rodzina nie ma w court_orders.csv zobowiązania do współpracy z asystentem z czasu tego wsparcia",
            )


def _one_at_a_time(facts, row, report):
    """A new case may open on the day on which the one before closes."""
    others = facts.cases_of_family.setdefault((row.family, row.kind), [])
    for opened_on, closed_on, line in others:
        if not (last_day(closed_on) <= row.opened_on or last_day(row.closed_on) <= opened_on):
            report(
                row.line,
                "opened_on",
                f"rodzina ma w tym czasie już objęcie wsparciem tego rodzaju (wiersz {line})",
            )
            break
    others.append((row.opened_on, row.closed_on, row.line))


def _has_order(facts, row):
    """Whether an order obliges the family on some day of the case."""
    if "court_orders" in facts.incomplete:
        return True
    orders = facts.obligations.get(row.family, ())
    return any(WRONG in order for order in orders) or is_obliged_during(orders, row)


def referrals(facts, rows, report):
    """A case follows from a referral of its family to which an assistant was assigned."""
    for row in rows:
        if row.case in (None, WRONG):
            continue
        if row.decision not in (ReferralDecision.ASSIGNED, WRONG):
            report(row.line, "case", "objęcie wsparciem może mieć tylko wniosek z rozstrzygnięciem assigned")
        _same_family(facts, row, report)


def za_zyciem(facts, rows, report):
    """A case under the Act „Za życiem” is of that kind and of that family."""
    for row in rows:
        if row.case in (None, WRONG):
            continue
        if facts.cases.kept[row.case].kind not in (CaseKind.ZA_ZYCIEM, WRONG):
            report(row.line, "case", "to objęcie wsparciem nie jest rodzaju za_zyciem")
        _same_family(facts, row, report)


def _same_family(facts, row, report):
    if row.family is not WRONG and facts.cases.kept[row.case].family not in (row.family, WRONG):
        report(row.line, "case", "to objęcie wsparciem dotyczy innej rodziny")
