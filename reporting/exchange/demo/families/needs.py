"""Problems of families, and health conditions of adults."""

from dataclasses import dataclass
from datetime import date

from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY

PROBLEMS = Weighted(
    {
        "care_helplessness": 215,
        "parenting_skills": 170,
        "poverty": 140,
        "unemployment": 115,
        "life_helplessness": 110,
        "alcohol": 105,
        "family_relations": 95,
        "housing": 95,
        "child_functioning": 92,
        "mental_wellbeing": 87,
        "debts": 82,
        "low_education": 75,
        "child_neglect": 69,
        "health_neglect": 63,
        "violence": 56,
        "no_stable_income": 51,
        "disability": 46,
        "divorce": 43,
        "communication_skills": 43,
        "family_role_models": 36,
        "drugs": 31,
        "low_self_esteem": 31,
        "conflict_with_law": 24,
        "homelessness": 20,
        "labour_migration": 14,
        "screen_dependence": 14,
        "single_parenthood": 10,
    }
)
CONDITIONS = Weighted(
    {
        "alcohol_dependence": 22,
        "long_term_illness": 20,
        "mental_illness": 15,
        "substance_dependence": 7,
        "co_dependence": 6,
    }
)
CONDITION_OF_PROBLEM = {
    "alcohol": "alcohol_dependence",
    "drugs": "substance_dependence",
    "mental_wellbeing": "mental_illness",
}


@dataclass(slots=True)
class DemoProblem:
    """`resolved_on` is the first day on which the problem no longer exists, or None."""

    code: str
    identified_on: date
    resolved_on: date | None

    def row(self, family_id):
        """Return a row of problems.csv."""
        return family_id, self.code, self.identified_on, self.resolved_on


def generate_problems(rng, story, household, span):
    """Return the problems of a family with a case, identified when the first case began or later, each once."""
    if not story.cases:
        return []
    codes = PROBLEMS.several(rng, rng.choice((2, 3, 3, 4, 4, 5, 6)))
    if household.structure.startswith("single") and "single_parenthood" not in codes and rng.random() < 0.7:
        codes.append("single_parenthood")
    if any(person.disability for person in household.persons) and "disability" not in codes and rng.random() < 0.4:
        codes.append("disability")
    first = story.cases[0]
    last_case = max(story.cases, key=lambda case: case.last_day(span))
    last = last_case.last_day(span)
    achieved = last_case.closing_reason == "goals_achieved"
    problems = []
    for code in codes:
        identified_on = min(first.opened_on + days(rng, -5, 20), first.last_day(span))
        if rng.random() < 0.15:
            identified_on = between(rng, first.opened_on, first.last_day(span))
        resolved_on = None
        if code != "disability" and rng.random() < (0.6 if achieved else 0.15):
            resolved_on = last if achieved and rng.random() < 0.5 else between(rng, identified_on, last)
            resolved_on = span.known(max(resolved_on, identified_on + DAY))
        problems.append(DemoProblem(code, identified_on, resolved_on))
    return problems


def condition_rows(rng, story, household, problems, span):
    """Yield rows of conditions.csv: health conditions of adults, known before or during the work with the family."""
    if not story.cases:
        return
    opened_on = story.cases[0].opened_on
    adults = [person for person in household.persons if person.is_adult_on(opened_on)]
    for person in adults:
        codes = ["disability"] if person.disability else []
        codes += [
            CONDITION_OF_PROBLEM[p.code] for p in problems if p.code in CONDITION_OF_PROBLEM and rng.random() < 0.4
        ]
        if rng.random() < 0.12:
            codes.append(CONDITIONS.draw(rng))
        for code in dict.fromkeys(codes):
            since = opened_on - days(rng, 0, 1800) if rng.random() < 0.8 else opened_on + days(rng, 0, 200)
            until = since + days(rng, 200, 2500) if code != "disability" and rng.random() < 0.25 else None
            if since <= span.until:
                yield person.id, code, since, span.known(until)
