"""Help of specialists, and figures from outside the case records."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from tests.figures.oracle.codes import DAY_CARE_FORMS, DAY_CARE_RUNNERS, counted_as
from tests.figures.oracle.rounding import two_places
from tests.figures.oracle.terms import holds_on


def tables(register, terms):
    return {
        "help": help_given(register, terms),
        "supporting_families": supporting_families(register, terms),
        "day_care": day_care(register, terms),
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


def day_care(register, terms):
    """Of a day-care centre `end` is the last day, of a stay the first day without."""
    rows = {}
    for code in DAY_CARE_FORMS:
        rows |= of_some(register, terms, [each for each in register.day_care_centres if each.form == code], code)
    for code in DAY_CARE_RUNNERS:
        rows |= of_some(register, terms, [each for each in register.day_care_centres if each.run_by == code], code)
    rows |= of_some(register, terms, register.day_care_centres, "total")
    attended = [stay.person for stay in register.day_care_stays if terms.is_active(stay.start, stay.end)]
    rows["attended"] = len({register.person[person].individual for person in attended})
    for means in ("own", "other"):
        paid = [cost.amount for cost in register.day_care_costs if terms.contains(cost.month) and cost.means == means]
        rows[means] = two_places(sum(paid, Decimal(0)))
    return rows


def of_some(register, terms, centres, row):
    ids = {each.id for each in centres}
    is_open = {each.id for each in centres if each.start <= terms.end and (each.end is None or each.end >= terms.end)}
    places, outsiders = {}, {}
    for said in sorted(register.day_care_places, key=lambda said: said.start):
        if said.day_care in is_open and said.start <= terms.end:
            places[said.day_care] = int(said.places)
    for said in sorted(register.day_care_outsiders, key=lambda said: said.month):
        if said.day_care in is_open and terms.contains(said.month):
            outsiders[said.day_care] = int(said.children)
    children = {
        register.person[stay.person].individual
        for stay in register.day_care_stays
        if stay.day_care in ids and holds_on(stay.start, stay.end, terms.end)
    }
    costs = [cost.amount for cost in register.day_care_costs if cost.day_care in ids and terms.contains(cost.month)]
    return {
        f"{row}.centres": len(is_open),
        f"{row}.places": sum(places.values()),
        f"{row}.children": len(children),
        f"{row}.outsiders": sum(outsiders.values()),
        f"{row}.cost": two_places(sum(costs, Decimal(0))),
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
