"""Rules of supporting families, the help that they give and what they get back."""

from cases.rules import contract_problem, opinion_problem, refund_problem
from reporting.exchange.columns import WRONG
from reporting.exchange.rules.records import A_DAY


def supporting_families(known, rows, report):
    """The opinion about a supporting family is not later than its contract."""
    for row in rows:
        if WRONG not in (row.opinion_on, row.start) and (problem := opinion_problem(row.opinion_on, row.start)):
            report.remark(row.line, "opinion_on", problem)


def family_support(known, rows, report):
    """A supporting family helps while its contract lasts."""
    for row in rows:
        if row.supporter in (None, WRONG) or WRONG in (row.start, row.end):
            continue
        contract = known.supporters.kept[row.supporter]
        last = row.end and row.end - A_DAY
        if WRONG not in contract and (problem := contract_problem((row.start, last), contract)):
            report.remark(row.line, "start" if row.start < contract.starts_on else "end", problem)


def support_refunds(known, rows, report):
    """A supporting family gets costs back once a month, for months of its contract."""
    for row in rows:
        if WRONG in (row.supporter, row.month):
            continue
        key = row.supporter, row.month
        if key in known.refunds:
            report(row.line, "month", "zwrot za ten miesiąc już wpisano")
        known.refunds.add(key)
        contract = known.supporters.kept[row.supporter]
        if WRONG not in contract and (problem := refund_problem(row.month, *contract)):
            report.remark(row.line, "month", problem)
