"""Visits and other diary entries. They are by far the largest file, so they are generated case by case."""

from datetime import timedelta

from familycare.lib.dates import add_months
from familycare.lib.working_days import is_working_day
from reporting.exchange.demo.centre import MONITORING_MONTHS
from reporting.exchange.demo.chance import Weighted
from reporting.exchange.demo.dates import DAY, working_day
from reporting.exchange.demo.phrases import AGREEMENTS, SUMMARIES, TOPICS

KINDS = Weighted(
    {
        "home_visit": 58,
        "phone_contact": 14,
        "consultation": 10,
        "office_meeting": 5,
        "accompaniment": 5,
        "attempted_visit": 4,
        "outside_meeting": 2.2,
        "court_accompaniment": 0.9,
        "team_meeting": 1,
        "care_team": 0.6,
        "intervention": 0.4,
    }
)
MEETING = Weighted({60: 32, 90: 18, 45: 15, 75: 14, 120: 12, 30: 9})
MINUTES = {
    "phone_contact": Weighted({10: 30, 15: 34, 20: 18, 30: 14, 5: 4}),
    "consultation": Weighted({15: 28, 30: 34, 20: 14, 45: 12, 60: 12}),
    "accompaniment": Weighted({60: 22, 90: 30, 120: 30, 150: 10, 180: 8}),
    "court_accompaniment": Weighted({120: 45, 90: 25, 180: 20, 240: 10}),
    "team_meeting": Weighted({60: 50, 90: 38, 120: 12}),
    "care_team": Weighted({60: 60, 90: 40}),
    "attempted_visit": Weighted({0: 70, 15: 20, 20: 10}),
    "monitoring": Weighted({30: 40, 45: 34, 20: 14, 60: 12}),
}
WITH_ADVICE = {"home_visit", "office_meeting", "outside_meeting", "accompaniment", "phone_contact"}
ADVICE = Weighted({0: 22, 1: 38, 2: 25, 3: 12, 4: 3})
INSTITUTIONS = Weighted(
    {
        "school": 19,
        "social_worker": 17,
        "probation_officer": 9,
        "health_care": 9,
        "psychological_clinic": 7,
        "preschool": 6,
        "housing": 5,
        "municipal_office": 5,
        "foster_care": 4,
        "labour_office": 4,
        "addiction_treatment": 4,
        "day_care_centre": 3,
        "police": 3,
        "court": 2,
        "disability_board": 2,
        "social_insurance": 2,
        "ngo": 2,
        "crisis_centre": 2,
        "family_club": 1,
        "other": 1.5,
    }
)
WITH_INSTITUTION = {"consultation": 1, "accompaniment": 1, "team_meeting": 0.5, "phone_contact": 0.05}
# Days: about one meeting in ten working days, more often in the first BEGINNING days.
SHORTEST_GAP, MEAN_GAP, FIRST_GAP, BEGINNING = 4, 8, 5, 45
ON_DAYS_OFF = 0.015
NO_SUMMARY = 0.2


def visit_rows(rng, case, employed_to, span):
    """Yield rows of visits.csv for a case. `employed_to` has the last day (or None) of each assistant by id."""
    for assistant, first, last in case.assignments:
        yield from _during(rng, case, assistant, max(first, span.start), min(last or span.until, span.until))
    if case.closed_on:
        yield from _afterwards(rng, case, employed_to, span)


def _during(rng, case, assistant, first, last):
    settled_on = case.opened_on + BEGINNING * DAY
    day = first + timedelta(days=rng.randrange(0, 8))
    while day <= last:
        if not is_working_day(day) and rng.random() > ON_DAYS_OFF:
            day = working_day(day)
            if day > last:
                break
        yield _visit(rng, case.id, assistant, day, KINDS.draw(rng))
        mean = FIRST_GAP if day < settled_on else MEAN_GAP if day.month not in (7, 8) else MEAN_GAP * 1.4
        day += timedelta(days=SHORTEST_GAP + int(rng.expovariate(1 / mean)))


def _afterwards(rng, case, employed_to, span):
    """Yield monitoring by the last assistant, in the months after closing that the centre has set."""
    if case.closing_reason not in ("goals_achieved", "family_withdrew") or rng.random() < 0.35:
        return
    assistant = case.assignments[-1][0]
    last = min(add_months(case.closed_on, MONITORING_MONTHS), employed_to[assistant] or span.until, span.until)
    day = case.closed_on
    while (day := working_day(day + timedelta(days=rng.randint(12, 45)))) <= last:
        if day >= span.start:
            yield _visit(rng, case.id, assistant, day, "monitoring")


def _visit(rng, case_id, assistant, day, kind):
    institution = "court" if kind == "court_accompaniment" else ""
    if rng.random() < WITH_INSTITUTION.get(kind, 0):
        institution = INSTITUTIONS.draw(rng)
    return (
        case_id,
        assistant,
        day,
        kind,
        MINUTES.get(kind, MEETING).draw(rng),
        ADVICE.draw(rng) if kind in WITH_ADVICE else 0,
        institution,
        "" if rng.random() < NO_SUMMARY else _summary(rng, kind),
    )


def _summary(rng, kind):
    if kind in SUMMARIES:
        return rng.choice(SUMMARIES[kind])
    return f"{rng.choice(TOPICS)} {rng.choice(AGREEMENTS)}".rstrip()
