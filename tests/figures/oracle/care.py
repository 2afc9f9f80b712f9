"""Children outside of home: placements, their flow, the municipality's costs."""

from datetime import timedelta
from decimal import Decimal

from tests.figures.oracle.codes import FAMILY_CARE, INSTITUTIONAL_CARE, PLACEMENT_GROUPS
from tests.figures.oracle.rounding import two_places
from tests.figures.oracle.terms import age_on, holds_on, is_child, is_member, placements_on

IN_CARE = FAMILY_CARE + INSTITUTIONAL_CARE
SHARES = ("10", "30", "50")


def tables(register, terms):
    return {
        "placements_current": placements_current(register, terms),
        "placement_flow": placement_flow(register, terms),
        "placements_by_start": placements_by_start(register, terms),
        "care_costs": care_costs(register, terms),
    }


def children_and_families(children_of_row):
    rows = {}
    for row, children in children_of_row.items():
        rows[f"{row}.children"] = len({child.individual for child in children})
        rows[f"{row}.families"] = len({child.family for child in children})
    return rows


def placements_current(register, terms):
    children = {form: [] for forms in PLACEMENT_GROUPS.values() for form in forms}
    children |= {group: [] for group in PLACEMENT_GROUPS} | {"total": []}
    for person in register.persons:
        for placement in placements_on(register, person, terms.end) if is_child(person, terms.end) else ():
            children[placement.form].append(person)
            for group, forms in PLACEMENT_GROUPS.items():
                if placement.form in forms:
                    children[group].append(person)
            children["total"].append(person)
    wards = [person for person in register.persons if is_adult_ward(register, person, terms.end)]
    return children_and_families(children) | {
        "adult_wards.persons": len({ward.individual for ward in wards}),
        "adult_wards.families": len({ward.family for ward in wards}),
    }


def is_adult_ward(register, person, day):
    """Of age and in family or institutional care, in a stay that began before."""
    if not is_member(person, day) or person.birth_date is None or age_on(person, day) < 18:
        return False
    return any(
        placement.form in IN_CARE and age_on(person, stay_began_on(register, placement)) < 18
        for placement in placements_on(register, person, day)
    )


def placement_flow(register, terms):
    children = {"placed": [], "placed_in_care": [], "returned_home": []}
    for placement in register.placements:
        rows = register.same[register.person[placement.person].individual]
        of_person = [other for row in rows for other in register.placements_of.get(row.id, ())]
        is_move = any(was_there_before(other, placement.start) for other in of_person)
        for child in rows:
            if terms.contains(placement.start) and not is_move and is_child(child, placement.start):
                children["placed"].append(child)
                if placement.form in IN_CARE:
                    children["placed_in_care"].append(child)
            if (
                terms.contains(placement.end)
                and placement.end_reason == "returned_home"
                and is_child(child, placement.end)
            ):
                children["returned_home"].append(child)
    return children_and_families(children)


def was_there_before(placement, day):
    """Whether the placement began before the day and lasted until it at least."""
    return placement.start < day and (placement.end is None or placement.end >= day)


def stay_began_on(register, placement):
    """The first day of the stay that `placement` is in: that set by hand, or that of the placements."""
    recorded = chain_began_on(register, placement)
    individual = register.person[placement.person].individual
    by_hand = [each for each in register.stay_starts if register.person[each.person].individual == individual]
    for each in sorted(by_hand, key=lambda each: each.in_care_on, reverse=True):
        for other in in_care_of(register, individual):
            lasts = other.start <= each.in_care_on and (other.end is None or other.end > each.in_care_on)
            if lasts and chain_began_on(register, other) == recorded:
                return each.counted_from
    return recorded


def chain_began_on(register, placement):
    """The first day of the unbroken chain of placements in family or institutional care that `placement` is in."""
    for other in in_care_of(register, register.person[placement.person].individual):
        if was_there_before(other, placement.start):
            return chain_began_on(register, other)
    return placement.start


def in_care_of(register, individual):
    """The placements of a person, by all their rows, in family or institutional care."""
    rows = register.same[individual]
    return [each for row in rows for each in register.placements_of.get(row.id, ()) if each.form in IN_CARE]


def placements_by_start(register, terms):
    children = {"this_period": [], "year_before": [], "earlier": []}
    for person in register.persons:
        for placement in placements_on(register, person, terms.end) if is_child(person, terms.end) else ():
            if placement.form not in IN_CARE:
                continue
            began_on = stay_began_on(register, placement)
            if began_on >= terms.start:
                children["this_period"].append(person)
            elif began_on >= a_year_before(terms.start):
                children["year_before"].append(person)
            else:
                children["earlier"].append(person)
    return children_and_families(children)


def a_year_before(day):
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)


def care_costs(register, terms):
    charges = [charge for charge in register.care_charges if terms.contains(charge.month)]
    group_of, share_of = {}, {}
    for charge in charges:
        placement = placement_that_counts(register, charge)
        key = (charge.person, charge.month)
        group_of[key] = "family_care" if placement.form in FAMILY_CARE else "institutional_care"
        share_of[key] = share(stay_began_on(register, placement), charge.month)
    children = {row: set() for row in ("family_care", "institutional_care", "total")}
    children |= {f"share_{number}": set() for number in SHARES}
    wards = set()
    cost = dict.fromkeys([*children, "adult_wards"], Decimal(0))
    for charge in charges:
        key = (charge.person, charge.month)
        part = two_places(charge.total_cost * Decimal(share_of[key]) / 100)
        person = register.person[charge.person]
        is_of_age = person.birth_date is not None and age_on(person, charge.month) >= 18
        for row in (group_of[key], "total", f"share_{share_of[key]}", *(["adult_wards"] if is_of_age else [])):
            cost[row] += part
        children[group_of[key]].add(person.individual)
        children["total"].add(person.individual)
        if is_of_age:
            wards.add(person.individual)
        last = max(other.month for other in charges if register.person[other.person].individual == person.individual)
        if charge.month == last:
            children[f"share_{share_of[key]}"].add(person.individual)
    rows = {f"{row}.children": len(those) for row, those in children.items()}
    rows["adult_wards.persons"] = len(wards)
    return rows | {f"{row}.municipal_cost": amount for row, amount in cost.items()}


def placement_that_counts(register, charge):
    """The placement in care on the first day of the charged month, or the month's first."""
    in_care = [placement for placement in register.placements_of[charge.person] if placement.form in IN_CARE]
    for placement in in_care:
        if holds_on(placement.start, placement.end, charge.month):
            return placement
    next_month = (charge.month + timedelta(days=31)).replace(day=1)
    return min(
        (placement for placement in in_care if charge.month < placement.start < next_month),
        key=lambda placement: placement.start,
    )


def share(began_on, first_of_month):
    """Per cent: by the years of the stay completed on the first day of the month."""
    years = first_of_month.year - began_on.year
    if (first_of_month.month, first_of_month.day) < (began_on.month, began_on.day):
        years -= 1
    return "10" if years < 1 else "30" if years == 1 else "50"
