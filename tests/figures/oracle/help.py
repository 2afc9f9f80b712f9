"""Help of specialists, and figures from outside the case records."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from tests.figures.oracle.codes import counted_as
from tests.figures.oracle.rounding import two_places


def tables(register, terms):
    return {
        "help": help_given(register, terms),
        "supporting_families": supporting_families(register, terms),
    } | outside_figures(register, terms)


def help_given(register, terms):
    persons, families = {}, {}
    for given in register.help:
        if given.family in terms.reference_day and terms.is_active(given.start, given.end):
            for kind in counted_as(register, "help.kind", given.kind):
                for row in (kind, f"{kind}.{given.form}"):
                    families.setdefault(row, set()).add(given.family)
                    if given.person:
                        persons.setdefault(row, set()).add(register.person[given.person].individual)
    rows = {f"{row}.persons": len(those) for row, those in persons.items()}
    return rows | {f"{row}.families": len(those) for row, those in families.items()}


def supporting_families(register, terms):
    """Of a contract `end` is the last day, of help the first day without."""
    on_contract = [
        each
        for each in register.supporting_families
        if each.start <= terms.end and (each.end is None or each.end >= terms.end)
    ]
    helped = {given.family for given in register.family_support if terms.is_active(given.start, given.end)}
    refunds = [refund.amount for refund in register.support_refunds if terms.contains(refund.month)]
    return {
        "supporters": len(on_contract),
        "families": len(helped),
        "refunds": two_places(sum(refunds, Decimal(0))),
    }


def outside_figures(register, terms):
    found = {}
    for figure in register.figures:
        rows = found.setdefault(f"figures.{figure.group}", {})
        rows.setdefault(figure.series, None)
        if days(figure.period) == (terms.start, terms.last_day):
            rows[figure.series] = Decimal(figure.value)
    return found


def days(period):
    """The first and the last day of `2024`, `2024-H1`, `2024-Q3`, `2024-05` or two dates."""
    if "/" in period:
        start, end = period.split("/")
        return date.fromisoformat(start), date.fromisoformat(end)
    year, _, part = period.partition("-")
    if not part:
        first, last = 1, 12
    elif part[0] == "H":
        first, last = 6 * int(part[1]) - 5, 6 * int(part[1])
    elif part[0] == "Q":
        first, last = 3 * int(part[1]) - 2, 3 * int(part[1])
    else:
        first = last = int(part)
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])
