"""Placements of children outside the family, and the monthly charges for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from familycare.lib.dates import age_on
from reporting.exchange.demo.chance import Weighted, between
from reporting.exchange.demo.dates import DAY, YEAR, month_end, months
from reporting.exchange.demo.families.households import coming_of_age

FAMILY_CARE = ("kinship_foster", "non_professional_foster", "professional_foster", "family_childrens_home")
OUTSIDE_CARE = (
    "sociotherapy_centre",
    "youth_educational_centre",
    "district_educational_centre",
    "correctional_facility",
)
INFANTS = Weighted(
    {
        "pre_adoption": 16,
        "professional_foster": 34,
        "kinship_foster": 24,
        "non_professional_foster": 20,
        "intervention_institution": 6,
    }
)
YOUNGER = Weighted(
    {
        "kinship_foster": 32,
        "non_professional_foster": 26,
        "professional_foster": 18,
        "family_childrens_home": 8,
        "intervention_institution": 8,
        "socialisation_institution": 4,
        "family_institution": 3,
        "regional_therapeutic": 1.5,
    }
)
OLDER = Weighted(
    {
        "socialisation_institution": 26,
        "kinship_foster": 22,
        "intervention_institution": 14,
        "non_professional_foster": 11,
        "family_childrens_home": 5,
        "family_institution": 5,
        "specialist_institution": 5,
        "youth_educational_centre": 7,
        "sociotherapy_centre": 6,
        "correctional_facility": 2,
        "district_educational_centre": 2,
    }
)
# Mean length of a placement in days, and its end reasons.
SHORT = {"intervention_institution": 110, "professional_foster": 260, "pre_adoption": 150}
LONG = 850
ENDINGS = Weighted({"returned_home": 46, "moved": 38, "adopted": 9, "other": 7})
ENDINGS_OF_SHORT = Weighted({"moved": 55, "returned_home": 37, "adopted": 4, "other": 4})
# Monthly cost of one child in 2022 in zł, least and most, and its yearly increase.
COSTS = {
    "kinship_foster": (850, 1120),
    "non_professional_foster": (1250, 1750),
    "professional_foster": (1600, 2500),
    "family_childrens_home": (1900, 2800),
}
INSTITUTION = (5400, 8900)
YEARLY_INCREASE = 0.07

SET_BY_HAND_UNTIL = 6  # of the month: a fifth of the stays


@dataclass(slots=True, eq=False)
class Stay:
    """One placement. `end` is the first day after it, or None."""

    person: object
    form: str
    start: date
    end: date | None
    end_reason: str

    def holds_on(self, day):
        return self.start <= day and (self.end is None or self.end > day)

    def row(self):
        """Return a row of placements.csv."""
        return self.person.id, self.form, self.start, self.end, self.end_reason

    @property
    def in_care(self):
        return self.form not in OUTSIDE_CARE


def generate_stays(rng, story, household, span):
    """Return the placements of a family's children; those of one child are in order and never overlap.

    Sets `left_on` of a child who is adopted.
    """
    if story.path != "care" and rng.random() > (0.16 if story.path == "served" else 0.01):
        return []
    first = story.registered_on - (0.2 if story.path == "care" else 1.2) * YEAR
    last = max((case.last_day(span) for case in story.cases), default=story.registered_on + YEAR)
    start = between(rng, first, min(last, span.until))
    children = [child for child in household.persons if _can_be_placed(child, start)]
    if children and rng.random() < 0.35:
        children = [rng.choice(children)]
    stays = []
    for child in children:
        form = stays[0].form if stays and rng.random() < 0.6 and not _too_young(child, start) else None
        stays += _placements_of(rng, child, start, form, span)
    return stays


def _can_be_placed(child, start):
    return (
        child.role == "child"
        and child.belongs_on(start)
        and child.left_on is None
        and start + 60 * DAY < coming_of_age(child)
    )


def _too_young(child, start):
    return age_on(child.birth_date, start) < 1


def _placements_of(rng, child, start, form, span):
    """Return consecutive placements of a child, until one lasts or the child goes home, is adopted or turns 18."""
    stays = []
    while len(stays) < 4:
        form = form or _form(rng, child, start, stays)
        length = 14 + int(rng.expovariate(1 / SHORT.get(form, LONG)))
        end = start + timedelta(days=length)
        reason = (ENDINGS_OF_SHORT if form in SHORT else ENDINGS).draw(rng)
        if form in OUTSIDE_CARE and reason == "adopted":
            reason = "returned_home"
        if reason == "moved" and len(stays) == 3:
            reason = "returned_home"
        if end >= coming_of_age(child):
            end, reason = coming_of_age(child), "came_of_age"
        if end > span.until:
            end, reason = None, ""
        stays.append(Stay(child, form, start, end, reason))
        if reason == "adopted":
            child.left_on = end
        if reason == "returned_home" and rng.random() < 0.12:
            start = end + timedelta(days=rng.randint(40, 500))
            if start > span.until or start + 30 * DAY > coming_of_age(child):
                break
        elif reason == "moved":
            start = end
        else:
            break
        form = None
    return stays


def _form(rng, child, day, stays):
    years = age_on(child.birth_date, day)
    forms = INFANTS if years < 1 else YOUNGER if years < 11 else OLDER
    while True:
        form = "regional_therapeutic" if child.disability and rng.random() < 0.15 else forms.draw(rng)
        if not stays or form != stays[-1].form:
            return form


def charge_rows(rng, stays, span):
    """Yield rows of care_charges.csv: one for each month of the span with a day in foster care."""
    totals = {}
    for stay in stays:
        if not stay.in_care:
            continue
        least, most = COSTS.get(stay.form, INSTITUTION)
        monthly = rng.uniform(least, most)
        last = stay.end - DAY if stay.end else span.until
        for month in months(max(stay.start, span.start), last):
            if month_end(month) > span.until:
                break
            last_of_month = month_end(month)
            held = (min(last, last_of_month) - max(stay.start, month)).days + 1
            cost = monthly * (1 + YEARLY_INCREASE) ** (month.year - 2022) * held / last_of_month.day
            totals[stay.person.id, month] = totals.get((stay.person.id, month), 0) + cost
    for (person_id, month), cost in totals.items():
        yield person_id, f"{month:%Y-%m}", Decimal(cost).quantize(Decimal("0.01"))


def stay_start_rows(stays):
    """Yield rows of stay_starts.csv: at most one stay of a family, and of few, is counted from a day set by hand."""
    for stay in stays:
        before = stay.start - DAY
        is_one_of_few = stay.start.day <= SET_BY_HAND_UNTIL
        if is_one_of_few and stay.in_care and stay.person.birth_date and stay.person.birth_date <= before:
            yield stay.person.id, stay.start, before, "Dzień przerwy przy przeniesieniu, uzgodniono z powiatem."
            return
