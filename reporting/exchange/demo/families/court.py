"""Court orders, and reports for the court."""

from datetime import timedelta

from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY, working_day, working_day_before

COURTS = Weighted(
    {
        "Sąd Rejonowy w Brzozowie Nadrzecznym, III Wydział Rodzinny i Nieletnich": 93,
        "Sąd Rejonowy w Starym Wierzbinie, III Wydział Rodzinny i Nieletnich": 7,
    }
)
# kind of order: probability
ORDERS_WITH_OBLIGATION = {"curator_supervision": 0.36, "authority_limited": 0.4, "proceedings": 0.08, "other": 0.06}
ORDERS_WITH_PLACEMENT = {"authority_limited": 0.55, "authority_suspended": 0.12, "authority_deprived": 0.14}
# Families that consented to an assistant may also have court orders.
ORDERS_WITH_CONSENT = {"curator_supervision": 0.05, "authority_limited": 0.06, "proceedings": 0.04, "other": 0.02}
OBLIGED_LATER = 0.05


def order_rows(rng, story, stays, span, numbers):
    """Yield rows of court_orders.csv. An obligation is in force from before its case opens until after it closes."""
    orders = [*_of_cases(rng, story, span), *_of_placements(rng, stays, span)]
    for kind, issued_on, until in sorted(orders, key=lambda order: order[1]):
        signature = numbers.signature(issued_on.year)
        yield numbers.key("P"), story.id, kind, COURTS.draw(rng), signature, issued_on, span.known(until)


def _of_cases(rng, story, span):
    for case in story.cases:
        ends = case.closed_on + days(rng, 1, 60) if case.closed_on else None
        if case.basis == "court_order":
            issued_on = working_day_before(case.referred_on - days(rng, 2, 24))
            yield "assistant_obligation", issued_on, ends
            for kind in _drawn(rng, ORDERS_WITH_OBLIGATION):
                yield kind, issued_on, _end(rng, issued_on, ends)
        elif case.basis == "consent":
            day = _working_day_within(rng, case.opened_on, case.last_day(span))
            if rng.random() < OBLIGED_LATER:
                yield "assistant_obligation", day, ends
            for kind in _drawn(rng, ORDERS_WITH_CONSENT):
                yield kind, day, _end(rng, day, ends)


def _of_placements(rng, stays, span):
    in_care = [stay for stay in stays if stay.in_care]
    if not in_care:
        return
    first = min(stay.start for stay in in_care)
    issued_on = working_day_before(first - days(rng, 0, 14))
    ends = [stay.end for stay in in_care]
    over = None if None in ends else max(ends)
    yield "placement", issued_on, over
    limits = _drawn(rng, ORDERS_WITH_PLACEMENT)
    for kind in limits:
        yield kind, issued_on, over
    home = [stay.end for stay in in_care if stay.end_reason == "returned_home"]
    if limits and home and rng.random() < 0.6:
        yield "authority_restored", working_day_before(max(home)), None


def _drawn(rng, shares):
    return [kind for kind, share in shares.items() if rng.random() < share]


def _end(rng, issued_on, case_end):
    """Return the end of an order: open, with the case (`case_end`), or independent of it."""
    roll = rng.random()
    if roll < 0.3:
        return None
    return case_end if roll < 0.7 else issued_on + days(rng, 120, 900)


def _working_day_within(rng, first, last):
    day = working_day(between(rng, first, last))
    return day if day <= last else first


def report_rows(rng, story, stays, span):
    """Yield rows of court_reports.csv: periodic reports when the court obliged the family, and some opinions."""
    for case in story.cases:
        last = case.last_day(span)
        if case.basis == "court_order":
            requested_on = case.opened_on
            while requested_on + timedelta(days=150) < last:
                due_on = requested_on + days(rng, 160, 184)
                if rng.random() < 0.7:
                    yield story.id, "periodic", requested_on, due_on, _sent(rng, due_on, span)
                requested_on = due_on + DAY
        if rng.random() < (0.3 if case.basis == "court_order" or stays else 0.06):
            requested_on = _working_day_within(rng, case.opened_on, last)
            due_on = requested_on + timedelta(days=rng.choice((14, 14, 21, 30)))
            yield story.id, "opinion", requested_on, due_on, _sent(rng, due_on, span)


def _sent(rng, due_on, span):
    roll = rng.random()
    if roll < 0.05:  # overdue for some months
        return span.known(working_day(due_on + timedelta(days=40 + int(2400 * roll))))
    if roll < 0.15:
        return span.known(working_day(due_on + days(rng, 1, 25)))
    return span.known(working_day_before(due_on - days(rng, 0, 6)))
