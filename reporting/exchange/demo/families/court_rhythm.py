"""What courts oblige families to, how often they want reports, and how the reports went to them."""

from familycare.lib.dates import add_months
from reporting.exchange.demo.chance import Weighted

MONTHS = {"monthly": 1, "two_monthly": 2, "quarterly": 3, "four_monthly": 4, "half_yearly": 6, "yearly": 12}
RHYTHMS = Weighted({"half_yearly": 50, "quarterly": 25, "monthly": 8, "two_monthly": 7, "four_monthly": 5, "yearly": 5})
DUTIES = (
    "Rodzice mają współpracować z asystentem rodziny i realizować plan pracy.",
    "Rodzice mają współpracować z asystentem rodziny, podjąć terapię i dbać o to, by dzieci chodziły do szkoły.",
    "Matka ma współpracować z asystentem rodziny i brać udział w warsztatach umiejętności wychowawczych.",
    "",
)
CHANNELS = Weighted({"e_delivery": 60, "post": 25, "in_person": 12, "other": 3})


def with_rhythm(rng, orders, reports, span):
    """Return the rows of court_orders.csv and court_reports.csv of one family, with their newer columns.

    A court has wanted reports at half-years, as the register tells, or has not been given one in its rhythm yet.
    """
    obligations = [row for row in orders if row[2] == "assistant_obligation"]
    told, rhythm_of = [], {}
    for family, kind, requested_on, due_on, sent_on in reports:
        order = next((row for row in obligations if kind == "periodic" and _asks(row, requested_on)), None)
        channel = CHANNELS.draw(rng) if sent_on else ""
        proof = f"nr nadania 00459007730{rng.randrange(10**6):06}" if channel == "post" else ""
        told.append((family, kind, requested_on, due_on, sent_on, order and order[0], channel, proof))
        if order:
            rhythm_of[order[0]] = "half_yearly"
    return [_demanding(rng, row, rhythm_of, span) for row in orders], told


def _asks(order, day):
    issued_on, until = order[5:7]
    return issued_on <= day and (until is None or day < until)


def _demanding(rng, order, rhythm_of, span):
    """Return the row of an order with its duties, its rhythm and the first term."""
    key, _family, kind, _court, _signature, issued_on, until = order
    if kind != "assistant_obligation":
        return *order, "", "", None
    rhythm = rhythm_of.get(key) or RHYTHMS.draw(rng)
    first = add_months(issued_on, MONTHS[rhythm])
    is_believable = key in rhythm_of or until is not None or first > span.until
    return *order, rng.choice(DUTIES), *((rhythm, first) if is_believable else ("", None))
