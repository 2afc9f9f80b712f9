"""Who is served: support, structure, children, carers, kinds of families, problems, conditions."""

from tests.figures.oracle.codes import (
    CONDITIONS,
    EDUCATIONS,
    FAMILY_CARE,
    INCOME_SOURCES,
    INSTITUTIONAL_CARE,
    MARITAL_STATUSES,
    STRUCTURES,
    counted_as,
)
from tests.figures.oracle.terms import age_on, is_adult, is_member, placement_on


def tables(register, terms):
    carers = main_carers(register, terms)
    return {
        "support": support(register, terms),
        "structure": structure(register, terms),
        "children_per_family": children_per_family(terms),
        "child_age": child_age(terms),
        "carer_marital_status": split(carers, "marital_status", MARITAL_STATUSES),
        "carer_education": split(carers, "education", EDUCATIONS),
        "carer_income_source": split(carers, "income_source", INCOME_SOURCES),
        "carer_age": carer_age(carers, terms),
        "family_kind": family_kind(register, terms),
        "problems": problems(register, terms),
        "conditions": conditions(register, terms),
    }


def support(register, terms):
    rows = dict.fromkeys("families children children_placed children_disabled adults assistants".split(), 0)
    for family in terms.reference_day:
        rows["families"] += 1
        rows["children"] += len(terms.children_not_placed(family))
        rows["children_placed"] += len(terms.children_placed(family))
        rows["children_disabled"] += sum(child.disability for child in terms.children_not_placed(family))
        rows["adults"] += len(terms.adults(family))
    for assistant in register.assistants:
        # `employed_to` is the last day.
        if assistant.employed_from <= terms.end and (
            assistant.employed_to is None or assistant.employed_to >= terms.end
        ):
            rows["assistants"] += 1
    return rows


def structure(register, terms):
    rows = dict.fromkeys([*STRUCTURES, "unknown"], 0)
    for family in register.families:
        if family.id in terms.reference_day:
            rows[family.structure or "unknown"] += 1
    return rows


def children_per_family(terms):
    rows = dict.fromkeys([*"0123456", "7_plus"], 0)
    for family in terms.reference_day:
        number = len(terms.children_not_placed(family))
        rows[str(number) if number < 7 else "7_plus"] += 1
    return rows


def child_age(terms):
    rows = dict.fromkeys(["0_6", "7_15", "16_17"], 0)
    for family, day in terms.reference_day.items():
        for child in terms.children_not_placed(family):
            age = age_on(child, day)
            rows["0_6" if age <= 6 else "7_15" if age <= 15 else "16_17"] += 1
    return rows


def main_carers(register, terms):
    return [
        person
        for person in register.persons
        if person.main_carer
        and person.family in terms.reference_day
        and is_member(person, terms.reference_day[person.family])
    ]


def split(persons, column, codes):
    rows = dict.fromkeys([*codes, "unknown"], 0)
    for person in persons:
        rows[getattr(person, column) or "unknown"] += 1
    return rows


def carer_age(carers, terms):
    rows = dict.fromkeys("under_18 18_25 26_35 36_45 46_plus unknown".split(), 0)
    for carer in carers:
        rows[age_band(carer, terms.reference_day[carer.family])] += 1
    return rows


def age_band(carer, day):
    if carer.birth_date is None:
        return "unknown"
    age = age_on(carer, day)
    if age < 18:
        return "under_18"
    if age <= 25:
        return "18_25"
    if age <= 35:
        return "26_35"
    if age <= 45:
        return "36_45"
    return "46_plus"


def family_kind(register, terms):
    rows = {}
    for kind in ("difficulties", "in_care", "za_zyciem", "total"):
        for measure in ("families", "adults", "children"):
            rows[f"{kind}.{measure}"] = 0
    for family, day in terms.reference_day.items():
        if all(case.kind == "za_zyciem" for case in terms.active_cases if case.family == family):
            kind = "za_zyciem"
        elif any(in_foster_care(register, child, day) for child in terms.children(family)):
            kind = "in_care"
        else:
            kind = "difficulties"
        for row in (kind, "total"):
            rows[f"{row}.families"] += 1
            rows[f"{row}.adults"] += len(terms.adults(family))
            rows[f"{row}.children"] += len(terms.children(family))
    return rows


def in_foster_care(register, child, day):
    placement = placement_on(register, child, day)
    return placement is not None and placement.form in FAMILY_CARE + INSTITUTIONAL_CARE


def problems(register, terms):
    families = {}
    for problem in register.problems:
        if problem.family in terms.reference_day and terms.is_active(problem.identified_on, problem.resolved_on):
            for code in counted_as(register, "problem", problem.problem):
                families.setdefault(code, set()).add(problem.family)
    return {code: len(those) for code, those in families.items()}


def conditions(register, terms):
    persons = {code: set() for code in CONDITIONS}
    for condition in register.conditions:
        person = register.person[condition.person]
        if (
            person.family in terms.reference_day
            and is_adult(person, terms.reference_day[person.family])
            and terms.is_active(condition.since, condition.until)
        ):
            persons[condition.condition].add(person.id)
    return {code: len(those) for code, those in persons.items()}
