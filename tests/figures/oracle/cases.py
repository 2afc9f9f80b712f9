"""The life of cases: flow, basis, closures, outcomes, „Za życiem”, assessments."""

from calendar import monthrange
from datetime import date, timedelta

from tests.figures.oracle.codes import CLOSING_REASONS, ENTITLEMENTS, counted_as
from tests.figures.oracle.terms import holds_on


def tables(register, terms):
    return {
        "flow": flow(register, terms),
        "basis": basis(register, terms),
        "closures": closures(register, terms),
        "closure_results": closure_results(register, terms),
        "outcomes": outcomes(register, terms),
        "za_zyciem": za_zyciem(register, terms),
    }


def flow(register, terms):
    rows = dict.fromkeys("open_at_start opened closed open_at_end".split(), 0)
    day_before = terms.start - timedelta(days=1)
    for case in register.cases:
        rows["open_at_start"] += is_open_after(case, day_before)
        rows["opened"] += terms.contains(case.opened_on)
        rows["closed"] += terms.contains(case.closed_on)
        rows["open_at_end"] += is_open_after(case, terms.end)
    return rows


def is_open_after(case, day):
    return case.opened_on <= day and (case.closed_on is None or case.closed_on > day)


def basis(register, terms):
    orders = [order for order in register.court_orders if order.kind == "assistant_obligation"]
    court_ordered = []
    for case in terms.active_cases:
        of_family = [order for order in orders if order.family == case.family]
        if any(
            holds_on(order.issued_on, order.in_force_until, day)
            for day in active_days(case, terms)
            for order in of_family
        ):
            court_ordered.append(case)
    za_zyciem_cases = [case for case in terms.active_cases if case.kind == "za_zyciem"]
    return {
        "court_ordered_families": len({case.family for case in court_ordered}),
        "court_ordered_cases": len(court_ordered),
        "za_zyciem_families": len({case.family for case in za_zyciem_cases}),
        "za_zyciem_cases": len(za_zyciem_cases),
    }


def active_days(case, terms):
    day = max(case.opened_on, terms.start)
    last = min(case.closed_on, terms.end) if case.closed_on else terms.end
    while day <= last:
        yield day
        day += timedelta(days=1)


def closures(register, terms):
    closed = [case for case in register.cases if terms.contains(case.closed_on)]
    rows = {reason: len([case for case in closed if case.closing_reason == reason]) for reason in CLOSING_REASONS}
    return rows | {"total": len(closed), "families": len({case.family for case in closed})}


def closure_results(register, terms):
    rows = {"completed": 0, "interrupted": 0, "other": 0}
    for case in register.cases:
        if terms.contains(case.closed_on):
            if case.closing_reason == "goals_achieved":
                rows["completed"] += 1
            elif case.closing_reason in ("family_withdrew", "no_results"):
                rows["interrupted"] += 1
            else:
                rows["other"] += 1
    return rows


def outcomes(register, terms):
    families, persons = {}, {}
    for outcome in register.outcomes:
        if terms.contains(outcome.achieved_on):
            for code in counted_as(register, "outcome", outcome.outcome):
                families.setdefault(code, set()).add(register.case[outcome.case].family)
                persons[code] = persons.get(code, 0) + int(outcome.persons or 0)
    rows = {code: len(those) for code, those in families.items()}
    return rows | {f"{code}.persons": number for code, number in persons.items()}


def za_zyciem(register, terms):
    cases = {case.id: case for case in terms.active_cases if case.kind == "za_zyciem"}
    families = {case.family for case in cases.values()}
    details = [detail for detail in register.za_zyciem if detail.case in cases]
    rows = {
        f"{code}.families": len({detail.family for detail in details if detail.entitlement == code})
        for code in ENTITLEMENTS
    }
    return rows | {
        "families": len(families),
        "children": len({child.individual for family in families for child in terms.children(family)}),
        "at_risk_pregnancies": len({detail.case for detail in details if detail.at_risk_pregnancy}),
        "benefits": len([detail for detail in register.za_zyciem if terms.contains(detail.benefit_granted_on)]),
    }


def assessments(register, terms):
    """The section *Deadlines* of the catalogue, one term of one case after the other."""
    held_days = {}
    for assessment in register.assessments:
        held_days.setdefault(assessment.case, []).append(assessment.held_on)
    rows = {"due": 0, "on_time": 0, "late": 0, "missing": 0}
    for case in register.cases:
        still_to_come = sorted(day for day in held_days.get(case.id, []) if day <= terms.end)
        due_on = six_months_after(case.opened_on)
        while due_on <= terms.end and (case.closed_on is None or due_on <= case.closed_on):
            if not still_to_come:
                result, next_due_on = "missing", six_months_after(due_on)
            else:
                held_on = still_to_come[0]
                still_to_come = [day for day in still_to_come if day > held_on]
                result, next_due_on = "on_time" if held_on <= due_on else "late", six_months_after(held_on)
            if terms.contains(due_on):
                rows["due"] += 1
                rows[result] += 1
            due_on = next_due_on
    return rows


def six_months_after(day):
    """The same day of the month, or the month's last where it is too short."""
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
