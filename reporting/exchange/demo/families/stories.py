"""The cases of families: when they come to the centre and when cases open and close.

They are generated first, because the assignment of assistants depends on all of them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY, YEAR, working_day

# Cases open on the first day of the register began at most this much earlier.
EARLIER = 5 * YEAR
GROWTH_PER_YEAR = 0.02
# The longest wait for an assistant or a decision.
WAITING = timedelta(days=120)
# Weights of months: fewer families come in summer and in December, more in autumn.
SEASON = (1.0, 0.95, 1.05, 1.0, 0.95, 0.85, 0.6, 0.6, 1.1, 1.1, 1.0, 0.7)

PATHS = Weighted({"served": 81, "za_zyciem": 4, "declined": 6, "waiting": 1.5, "care": 6, "benefit": 1.5})
BASES = Weighted({"consent": 66, "court_order": 33, "minor_parent": 1})
ENTITLEMENTS = Weighted({"pregnancy": 35, "complicated_pregnancy": 26, "obstetric_failure": 9, "ill_child": 30})
CLOSING_REASONS = {
    "difficulties": Weighted(
        {
            "goals_achieved": 43,
            "family_withdrew": 26,
            "no_results": 16,
            "moved_away": 7,
            "method_changed": 4,
            "other": 4,
        }
    ),
    "za_zyciem": Weighted({"goals_achieved": 75, "family_withdrew": 12, "moved_away": 6, "other": 7}),
}
# closing reason: probability that the family comes back
RETURN_RATES = {"family_withdrew": 0.25, "no_results": 0.15, "goals_achieved": 0.06, "method_changed": 0.1}


OTHER_REASONS = (
    "dzieci są już pełnoletnie",
    "wszystkie dzieci umieszczono w pieczy zastępczej",
    "rodzinę wspiera poradnia, zgodnie z jej życzeniem",
)


@dataclass(slots=True)
class DemoCase:
    """One case. `entitlement` belongs to the Act „Za życiem”; `assignments` holds (id of the assistant, start, end)."""

    kind: str
    basis: str
    referred_on: date
    opened_on: date
    closed_on: date | None
    closing_reason: str
    entitlement: str = ""
    id: str = ""
    assignments: list = field(default_factory=list)

    def last_day(self, span):
        return self.closed_on or span.until

    def row(self, family_id):
        """Return a row of cases.csv."""
        words = OTHER_REASONS[len(family_id + self.basis) % len(OTHER_REASONS)]
        return (
            self.id,
            family_id,
            self.kind,
            self.basis,
            self.opened_on,
            self.closed_on,
            self.closing_reason,
            words if self.closing_reason == "other" else "",
        )


@dataclass(slots=True)
class Story:
    """The history of a family at the centre: `path` (a value of PATHS), the day of registration, its cases in order."""

    path: str
    registered_on: date
    cases: list
    id: str = ""


def generate_stories(rng, span, families, numbers):
    """Return the stories of `families` families (a number), in order of registration, with ids."""
    stories = [_story(rng, span) for _ in range(families)]
    stories.sort(key=lambda story: story.registered_on)
    for story in stories:
        story.id = numbers.key("R")
        for case in story.cases:
            case.id = numbers.key("S")
    return stories


def _story(rng, span):
    path = PATHS.draw(rng)
    if path in ("served", "za_zyciem"):
        cases = _cases(rng, span, "difficulties" if path == "served" else path)
        return Story(path, min(case.referred_on for case in cases), cases)
    first = {"care": span.start - 3 * YEAR, "waiting": span.until - WAITING}.get(path, span.start)
    return Story(path, _arrival_day(rng, span, first), [])


def _cases(rng, span, kind):
    """Return a case that was open on some day of the span, sometimes with a parallel case or later cases."""
    while True:
        case = _case(rng, span, kind, _arrival_day(rng, span, span.start - EARLIER))
        if case.last_day(span) >= span.start:
            break
    cases = [case]
    if kind == "difficulties" and rng.random() < 0.03:
        cases.append(_parallel(rng, span, case))
    while case.closed_on and rng.random() < RETURN_RATES.get(case.closing_reason, 0):
        opened_on = working_day(case.closed_on + days(rng, 60, 900))
        if opened_on > span.until - 30 * DAY:
            break
        case = _case(rng, span, "difficulties", opened_on)
        case.referred_on = max(case.referred_on, cases[0].closed_on + DAY, cases[-1].closed_on + DAY)
        cases.append(case)
    return sorted(cases, key=lambda case: case.opened_on)


def _parallel(rng, span, case):
    """Return a case „Za życiem” during another case."""
    while True:
        other = _case(rng, span, "za_zyciem", working_day(between(rng, case.opened_on, case.last_day(span))))
        if other.opened_on <= case.last_day(span):
            break
    if case.closed_on:
        other.closed_on = min(other.last_day(span), case.closed_on)
        other.closing_reason = other.closing_reason or "goals_achieved"
    return other


def _case(rng, span, kind, opened_on):
    basis = "application" if kind == "za_zyciem" else BASES.draw(rng)
    length = 40 + rng.gammavariate(2, 130 if kind == "za_zyciem" else 400 if basis == "court_order" else 330)
    closed_on = span.known(working_day(opened_on + timedelta(days=int(length))))
    wait = rng.randint(60, 200) if rng.random() < 0.05 else rng.randint(2, 12 if kind == "za_zyciem" else 35)
    return DemoCase(
        kind=kind,
        basis=basis,
        referred_on=opened_on - timedelta(days=wait),
        opened_on=opened_on,
        closed_on=closed_on,
        closing_reason=CLOSING_REASONS[kind].draw(rng) if closed_on else "",
        entitlement=ENTITLEMENTS.draw(rng) if kind == "za_zyciem" else "",
    )


def _arrival_day(rng, span, first):
    """Return a working day from `first` on, more likely in a busy season and in later years."""
    whole = (span.until - first) / YEAR
    while True:
        day = working_day(between(rng, first, span.until))
        weight = SEASON[day.month - 1] * (1 + GROWTH_PER_YEAR * ((day - first) / YEAR - whole))
        if day <= span.until and rng.random() * max(SEASON) < max(weight, 0.2):
            return day
