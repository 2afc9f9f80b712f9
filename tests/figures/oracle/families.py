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
from tests.figures.oracle.terms import age_on, full_months, placements_on


def tables(register, terms):
    carers = main_carers(terms)
    return {
        "support": support(register, terms),
        "structure": structure(register, terms),
        "children_per_family": children_per_family(terms),
        "work_time": work_time(terms),
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
    rows["families"] = len(terms.reference_day)
    for person in terms.persons():
        if not terms.is_child(person):
            rows["adults"] += 1
        elif terms.is_placed(person):
            rows["children_placed"] += 1
        else:
            rows["children"] += 1
            rows["children_disabled"] += person.disability
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
        number = len([child for child in terms.children(family) if not terms.is_placed(child)])
        rows[str(number) if number < 7 else "7_plus"] += 1
    return rows


def work_time(terms):
    rows = dict.fromkeys(["under_3_months", "3_12_months", "1_2_years", "over_2_years"], 0)
    for family, day in terms.reference_day.items():
        since = min(case.opened_on for case in terms.active_cases if case.family == family)
        months = full_months(since, day)
        band = (months >= 3) + (months >= 12) + (months >= 24)
        rows[list(rows)[band]] += 1
    return rows


def child_age(terms):
    rows = dict.fromkeys(["0_6", "7_15", "16_17", "unknown"], 0)
    for person in terms.persons():
        if terms.is_child(person) and not terms.is_placed(person):
            rows[child_age_band(person, terms.reference_day[person.family])] += 1
    return rows


def child_age_band(child, day):
    if child.birth_date is None:
        return "unknown"
    age = age_on(child, day)
    return "0_6" if age <= 6 else "7_15" if age <= 15 else "16_17"


def main_carers(terms):
    marked = [person for family in terms.reference_day for person in terms.members(family) if person.main_carer]
    return terms.one_of_each(marked)


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
    kind_of = {family: kind_of_family(register, terms, family) for family in terms.reference_day}
    for kind in kind_of.values():
        for row in (kind, "total"):
            rows[f"{row}.families"] += 1
    for person in terms.persons():
        for row in (kind_of[person.family], "total"):
            rows[f"{row}.{'children' if terms.is_child(person) else 'adults'}"] += 1
    return rows


def kind_of_family(register, terms, family):
    if all(case.kind == "za_zyciem" for case in terms.active_cases if case.family == family):
        return "za_zyciem"
    for child in terms.children(family):
        there = placements_on(register, child, terms.reference_day[family])
        if any(placement.form in FAMILY_CARE + INSTITUTIONAL_CARE for placement in there):
            return "in_care"
    return "difficulties"


def problems(register, terms):
    families = {}
    for problem in register.problems:
        if problem.family in terms.reference_day and terms.is_active(problem.identified_on, problem.resolved_on):
            for code in counted_as(register, "problem", problem.problem):
                families.setdefault(code, set()).add(problem.family)
    return {code: len(those) for code, those in families.items()}


def conditions(register, terms):
    adults = {person.individual for person in terms.persons() if not terms.is_child(person)}
    persons = {code: set() for code in CONDITIONS}
    for condition in register.conditions:
        individual = register.person[condition.person].individual
        if individual in adults and terms.is_active(condition.since, condition.until):
            persons[condition.condition].add(individual)
    return {code: len(those) for code, those in persons.items()}
