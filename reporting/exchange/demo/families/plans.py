"""Plans of work with a family, their goals, and half-yearly assessments."""

from datetime import timedelta
from random import Random

from familycare.lib.dates import add_months
from reporting.exchange.demo.centre import PLAN_DUE_DAYS
from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY, working_day
from reporting.exchange.demo.phrases import GOALS, GOALS_OF_ANYBODY, GOALS_OF_ZA_ZYCIEM, RESPONSIBLE
from reporting.exchange.demo.plan_phrases import (
    AREA_OF,
    AREAS_OF_ZA_ZYCIEM,
    CONSULTED,
    COORDINATED,
    MEASURES,
    REFUSALS,
)

PLAN_MONTHS = Weighted({6: 75, 12: 20, 9: 5})
STATUS_AT_THE_END = {
    "goals_achieved": Weighted({"achieved": 74, "partly": 20, "dropped": 4, "not_achieved": 2}),
    "": Weighted({"achieved": 32, "partly": 34, "not_achieved": 20, "dropped": 14}),
    "no_results": Weighted({"not_achieved": 52, "partly": 24, "dropped": 18, "achieved": 6}),
    "family_withdrew": Weighted({"not_achieved": 36, "dropped": 32, "partly": 22, "achieved": 10}),
}
STATUS_NOW = Weighted({"in_progress": 56, "planned": 30, "partly": 8, "achieved": 6})
PROGRESS = {
    "goals_achieved": Weighted({"improved": 66, "unchanged": 28, "worsened": 6}),
    "": Weighted({"improved": 45, "unchanged": 40, "worsened": 15}),
    "no_results": Weighted({"unchanged": 55, "worsened": 33, "improved": 12}),
}
RECOMMENDATION = {
    "improved": Weighted({"continue": 85, "change_plan": 12, "close": 3}),
    "unchanged": Weighted({"continue": 60, "change_plan": 38, "close": 2}),
    "worsened": Weighted({"change_plan": 70, "continue": 28, "close": 2}),
}
LATE, MISSING = 0.13, 0.06


def generate_plans(rng, case, problems, stays, span, numbers, carer):
    """Return the rows of plans.csv, plan_goals.csv, goal_actions.csv and plan_signatures.csv for one case, as lists.

    `carer`: the id of the main carer.
    """
    plans, goals, actions, signatures = [], [], [], []
    more = Random(f"{case.id}/plans")  # apart, so that what was invented before stays the same
    last = case.last_day(span)
    agreed_on = working_day(case.opened_on + days(rng, 4, PLAN_DUE_DAYS + (20 if rng.random() < 0.1 else -4)))
    while agreed_on <= last:
        valid_until = add_months(agreed_on, PLAN_MONTHS.draw(rng)) - DAY
        following = working_day(valid_until + days(rng, 1, 14))
        current = case.closed_on is None and following > last
        coordinated = any(stay.in_care and stay.holds_on(agreed_on) for stay in stays)
        key = numbers.key("L")
        plans.append(
            (
                key,
                case.id,
                agreed_on,
                valid_until,
                int(coordinated),
                *_agreements(more, case, agreed_on, coordinated, min(last, valid_until)),
            )
        )
        for goal in _goals(rng, key, case, problems, agreed_on, valid_until, current):
            words, first = goal[1], goal[2]
            done = int(goal[6] in ("achieved", "partly") or (goal[6] == "in_progress" and more.random() < 0.4))
            within = between(more, agreed_on + timedelta(days=7), goal[4])
            goals.append((*goal, *_about(more, words, problems), more.choice(MEASURES), within, done))
            actions += _further(more, key, words, first, agreed_on, goal[4], done)
        signatures += _signatures(more, key, carer, agreed_on)
        agreed_on = following
    return plans, goals, actions, signatures


def _agreements(rng, case, agreed_on, coordinated, last):
    """Return the review, the consultation and the coordination of a plan."""
    consulted_on = max(case.opened_on, agreed_on - days(rng, 0, 6)) if rng.random() < 0.85 else ""
    review_on = working_day(add_months(agreed_on, 3))
    while review_on < last - 7 * DAY and rng.random() < 0.97:  # the family looked at its goals and set the next day
        review_on = working_day(add_months(review_on, 3))
    with_whom = rng.choice(CONSULTED) if consulted_on else ""
    if not coordinated or rng.random() < 0.3:
        return review_on, consulted_on, with_whom, "", ""
    return review_on, consulted_on, with_whom, agreed_on, rng.choice(COORDINATED)


def _about(rng, words, problems):
    """Return the area and the problem of a goal."""
    of_goal = next((code for code, (goal, _actions, _effects) in GOALS.items() if goal == words), None)
    codes = [problem.code for problem in problems]
    others = [code for code in codes if code not in GOALS]  # which have no goal of their own
    if of_goal in codes and (not others or rng.random() < 0.5):
        return AREA_OF[of_goal], of_goal
    return AREA_OF.get(of_goal) or rng.choice(AREAS_OF_ZA_ZYCIEM), rng.choice(others or codes or [""])


def _further(rng, plan, words, first, agreed_on, due_on, done):
    """Yield the rows of the further actions of a goal."""
    known = [*GOALS.values(), *GOALS_OF_ZA_ZYCIEM]
    others = next(actions for goal, actions, _effects in known if goal == words)
    for action in [each for each in others if each != first][: rng.choice((0, 1, 1, 2))]:
        within = between(rng, agreed_on + timedelta(days=7), due_on)
        yield plan, words, action, rng.choice(RESPONSIBLE), within, int(done and rng.random() < 0.7)


def _signatures(rng, plan, carer, agreed_on):
    """Yield who signed the plan: nearly always the main carer; now and then they refuse."""
    chance = rng.random()
    if chance < 0.9:
        yield plan, carer, "", agreed_on, 0, ""
    elif chance < 0.95:
        yield plan, carer, "", agreed_on, 1, rng.choice(REFUSALS)


def _goals(rng, plan, case, problems, agreed_on, valid_until, current):
    if case.kind == "za_zyciem":
        choices = GOALS_OF_ZA_ZYCIEM
    else:
        codes = [problem.code for problem in problems if problem.code in GOALS]
        choices = [GOALS[code] for code in (codes or GOALS_OF_ANYBODY)]
    chosen = rng.sample(choices, min(len(choices), rng.choice((1, 1, 2, 2, 3))))
    statuses = STATUS_NOW if current else STATUS_AT_THE_END.get(case.closing_reason, STATUS_AT_THE_END[""])
    for goal, actions, effects in chosen:
        due_on = between(rng, agreed_on + timedelta(days=30), valid_until)
        yield plan, goal, rng.choice(actions), rng.choice(RESPONSIBLE), due_on, rng.choice(effects), statuses.draw(rng)


def assessment_rows(rng, case, span):
    """Yield rows of assessments.csv: about every half year, some late, some missing, often one at closing."""
    last = case.last_day(span)
    start = case.opened_on
    missed = rng.random() < MISSING
    progress_of = PROGRESS.get(case.closing_reason, PROGRESS[""])
    while True:
        length = days(rng, 184, 225) if rng.random() < LATE else days(rng, 150, 178)
        if missed:
            length += days(rng, 165, 200)
        held_on = working_day(start + length)
        if held_on > last:
            break
        progress = progress_of.draw(rng)
        yield case.id, start, held_on - DAY, held_on, progress, RECOMMENDATION[progress].draw(rng)
        start = held_on
        missed = rng.random() < MISSING
    if case.closed_on and case.closed_on > start + 30 * DAY and rng.random() < 0.7:
        progress = "improved" if case.closing_reason == "goals_achieved" else progress_of.draw(rng)
        yield case.id, start, case.closed_on - DAY, case.closed_on, progress, "close"
