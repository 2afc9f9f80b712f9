"""Specialist help, outcomes, „Niebieskie Karty” procedures and support under the Act „Za życiem”."""

from datetime import timedelta

from familycare.lib.dates import age_on
from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import working_day, working_day_before

# kind of help: weight, forms, recipient, mean length in days
CHILD, ADULT, ANYBODY, FAMILY = "child", "adult", "anybody", "family"
INDIVIDUAL = Weighted({"individual": 1})
GROUP = Weighted({"group": 1})
MOSTLY_INDIVIDUAL = Weighted({"individual": 85, "group": 15})
TREATMENT = Weighted({"individual": 40, "group": 42, "inpatient": 18})
HELP = {
    "psychologist": (110, MOSTLY_INDIVIDUAL, ANYBODY, 200),
    "clinic": (100, INDIVIDUAL, CHILD, 160),
    "day_care_centre": (90, GROUP, CHILD, 400),
    "in_kind": (72, INDIVIDUAL, FAMILY, 20),
    "school_meals": (60, INDIVIDUAL, CHILD, 250),
    "holiday": (52, GROUP, CHILD, 14),
    "psychotherapy": (50, MOSTLY_INDIVIDUAL, ADULT, 300),
    "speech_therapy": (46, INDIVIDUAL, CHILD, 250),
    "career_advice": (44, MOSTLY_INDIVIDUAL, ADULT, 90),
    "psychiatry": (42, Weighted({"individual": 93, "inpatient": 7}), ANYBODY, 350),
    "support_group": (38, GROUP, ADULT, 240),
    "alcohol_treatment": (34, TREATMENT, ADULT, 260),
    "legal_advice": (32, INDIVIDUAL, ADULT, 40),
    "culture_centre": (28, GROUP, CHILD, 200),
    "co_dependence_treatment": (18, TREATMENT, ADULT, 220),
    "mediation": (13, INDIVIDUAL, FAMILY, 90),
    "supporting_family": (11, INDIVIDUAL, FAMILY, 300),
    "substance_treatment": (10, TREATMENT, ADULT, 240),
    "addiction_treatment": (7, TREATMENT, ADULT, 200),
    "hippotherapy": (8, INDIVIDUAL, CHILD, 150),
}
KINDS_OF_HELP = Weighted({kind: values[0] for kind, values in HELP.items()})
OUTCOMES = Weighted(
    {
        "parenting_improved": 100,
        "handles_official_matters": 80,
        "health_care_improved": 70,
        "school_situation_improved": 60,
        "school_contact_improved": 50,
        "legal_situation_settled": 45,
        "therapy_started": 45,
        "adult_relations_improved": 40,
        "preschool_enrolment": 40,
        "clinic_diagnosis": 36,
        "permanent_work": 34,
        "abstinence_kept": 30,
        "casual_work": 26,
        "day_care_enrolment": 26,
        "registered_unemployed": 26,
        "summer_holiday": 26,
        "addiction_therapy_started": 24,
        "large_family_card": 22,
        "housing_renovated": 20,
        "disability_certificate": 20,
        "debt_partly_repaid": 18,
        "mandate_work": 16,
        "debt_repaid": 14,
        "housing_settlement": 14,
        "housing_obtained": 14,
        "housing_subsidy": 12,
        "housing": 10,
        "employment": 10,
        "qualifications_raised": 10,
        "lease_extended": 8,
        "shelter_secured": 8,
        "specialist_care_services": 8,
        "inpatient_addiction_treatment": 7,
        "housing_exchanged": 6,
        "child_leave_requested": 6,
        "social_flat": 6,
    }
)
NUMBER_OF_OUTCOMES = {
    "goals_achieved": (1, 2, 2, 3, 4),
    "": (0, 1, 1, 2, 3),
    "no_results": (0, 0, 0, 1),
    "family_withdrew": (0, 0, 1, 1, 2),
}


def help_rows(rng, story, household, span):
    """Yield rows of help.csv that begin during a case of the family; the same help is given once at a time."""
    until = {}
    for case in story.cases:
        last = case.last_day(span)
        number = min(rng.choice((0, 0, 1, 1, 2, 3, 4)), (last - case.opened_on).days // 45)
        for kind in KINDS_OF_HELP.several(rng, number):
            _, forms, recipient, length = HELP[kind]
            start = working_day(between(rng, case.opened_on, last))
            if start > last:
                continue
            person = _recipient(rng, household, recipient, start)
            if person is None and recipient != FAMILY:
                continue
            end = start + timedelta(days=max(1, int(length * rng.uniform(0.4, 1.8))))
            whom_and_what = person and person.id, kind, forms.draw(rng)
            if start < until.get(whom_and_what, start):
                continue  # it goes on from an earlier case
            until[whom_and_what] = end
            yield story.id, *whom_and_what, start, span.known(end)


def _recipient(rng, household, recipient, day):
    if recipient == FAMILY:
        return None
    tests = {
        CHILD: lambda person: person.is_child_on(day) and age_on(person.birth_date, day) >= 2,
        ADULT: lambda person: person.is_adult_on(day),
        ANYBODY: lambda person: person.belongs_on(day) and age_on(person.birth_date, day) >= 4,
    }
    candidates = [person for person in household.persons if tests[recipient](person)]
    return rng.choice(candidates) if candidates else None


def outcome_rows(rng, case, household, span):
    """Yield rows of outcomes.csv for a case; each outcome once."""
    last = case.last_day(span)
    first = case.opened_on + timedelta(days=30)
    if first > last:
        return
    numbers = NUMBER_OF_OUTCOMES.get(case.closing_reason, NUMBER_OF_OUTCOMES[""])
    for outcome in OUTCOMES.several(rng, rng.choice(numbers)):
        members = sum(person.belongs_on(first) for person in household.persons)
        yield case.id, outcome, between(rng, first, last), min(members, rng.choice((1, 1, 1, 1, 2, 2, 3)))


def blue_card_rows(rng, story, problems, span):
    """Yield rows of blue_cards.csv: procedures in families with violence, never two at the same time."""
    violence = [problem for problem in problems if problem.code == "violence"]
    if not violence or rng.random() < 0.25:
        return
    opened_on = violence[0].identified_on - days(rng, 0, 120)
    for _ in range(2):
        opened_on = working_day_before(opened_on)
        if opened_on > span.until:
            return
        closed_on = working_day(opened_on + days(rng, 60, 420))
        yield story.id, opened_on, span.known(closed_on)
        if rng.random() > 0.15:
            return
        opened_on = closed_on + days(rng, 60, 500)


def za_zyciem_rows(rng, story, span):
    """Yield rows of za_zyciem.csv: for cases of that kind, and for families that only got the benefit."""
    for case in story.cases:
        if case.entitlement:
            yield _za_zyciem(rng, story, case.id, case.entitlement, case.referred_on, span)
    if story.path == "benefit":
        yield _za_zyciem(rng, story, "", "ill_child", story.registered_on, span)


def _za_zyciem(rng, story, case_id, entitlement, applied_on, span):
    """Return one row. The benefit (art. 10 of the Act) is for the birth of an ill child."""
    certificate_on = working_day_before(applied_on - days(rng, 0, 20))
    at_risk = rng.random() < {"complicated_pregnancy": 0.7, "pregnancy": 0.12}.get(entitlement, 0)
    benefit_on = None
    if entitlement == "ill_child" and (not case_id or rng.random() < 0.8):
        benefit_on = span.known(working_day(applied_on + days(rng, 15, 60)))
    return story.id, case_id, entitlement, applied_on, certificate_on, int(at_risk), benefit_on
