"""Employment of assistants and assignment of families. On no day does an assistant exceed the cap (15 families)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from itertools import count

from familycare.lib.dates import add_months
from reporting.exchange.demo.chance import Weighted, between, days
from reporting.exchange.demo.dates import DAY, YEAR, month_end
from reporting.exchange.demo.names import FAMILY_NAMES, first_name, surname

# UWRiSPZ art. 15 ust. 4; a centre may set a lower limit for an assistant.
CAP = 15
LIMITS = Weighted({15: 74, 14: 4, 12: 14, 10: 8})
CONTRACTS = Weighted({"employment": 82, "service": 18})
SEXES = Weighted({"F": 91, "M": 9})
# A new assistant is employed when a larger share of places is taken.
FULL = 0.88
# The order of events on one day: places become free before they are needed.
RELEASE, DEPARTURE, HANDOVER, OPENING = range(4)


ORGANISATION = "Stowarzyszenie „Po sąsiedzku” w Brzozowie Nadrzecznym"  # employs those who are not the centre's


@dataclass(slots=True, eq=False)
class DemoAssistant:
    """`employed_to` is the last day, or None. `families` holds the stretches that take a place on the current day."""

    id: str
    first_name: str
    last_name: str
    employed_from: date
    employed_to: date | None
    contract: str
    max_families: int
    families: dict = field(default_factory=dict)

    @property
    def free_places(self):
        return self.max_families - len(self.families)

    def row(self):
        """Return a row of assistants.csv."""
        return (
            self.id,
            self.first_name,
            self.last_name,
            self.employed_from,
            self.employed_to,
            self.contract,
            self.max_families,
            ORGANISATION if self.contract == "service" else "",
        )


@dataclass(slots=True, eq=False)
class Stretch:
    """The days on which a family takes one place of an assistant: one case, or several overlapping cases.

    `end` is the last day, or None. `holders`: [assistant, first day, last day or None] lists in order.
    """

    start: date
    end: date | None
    cases: list
    holders: list = field(default_factory=list)


def assign_families(rng, stories, span, numbers):
    """Employ assistants as needed and set `assignments` of every case. Return the assistants, ordered by id."""
    team = Team(rng, span, numbers)
    stretches = [stretch for story in stories for stretch in _stretches(story.cases)]
    team.simulate(stretches)
    for stretch in stretches:
        for case in stretch.cases:
            case.assignments = list(_assignments(stretch, case))
    return team.assistants


def _stretches(cases):
    stretches = []
    for case in cases:
        last = stretches[-1] if stretches else None
        if last and (last.end is None or case.opened_on <= last.end):
            last.cases.append(case)
            last.end = max(last.end, case.closed_on) if last.end and case.closed_on else None
        else:
            stretches.append(Stretch(case.opened_on, case.closed_on, [case]))
    return stretches


def _assignments(stretch, case):
    """Yield (id of the assistant, start, end) of the case; `end` is the last day, or None."""
    for assistant, start, end in stretch.holders:
        first = max(start, case.opened_on)
        last = min((day for day in (end, case.closed_on) if day), default=None)
        if last is None or first <= last:
            yield assistant.id, first, last


class Team:
    """Simulates the assistants day by day."""

    def __init__(self, rng, span, numbers):
        self.assistants = []
        self._rng = rng
        self._span = span
        self._numbers = numbers
        self._employed = []
        self._places = self._taken = 0
        self._events = []
        self._order = count()
        self._names = set()

    def simulate(self, stretches):
        """Process all events in order of days. Afterwards every stretch has its `holders`."""
        self._events = [(stretch.start, OPENING, next(self._order), stretch) for stretch in stretches]
        heapify(self._events)
        handlers = {RELEASE: self._release, DEPARTURE: self._depart, HANDOVER: self._hand_over, OPENING: self._begin}
        while self._events:
            day, kind, _, subject = heappop(self._events)
            handlers[kind](day, subject)

    def _plan(self, day, kind, subject):
        if day <= self._span.until:
            heappush(self._events, (day, kind, next(self._order), subject))

    def _begin(self, day, stretch):
        if self._taken >= FULL * self._places:
            self._employ(day.replace(day=1))
        self._give(stretch, self._choose() or self._employ(day.replace(day=1)), day)
        if stretch.end:
            self._plan(stretch.end + DAY, RELEASE, stretch)
        if self._rng.random() < 0.1:
            self._plan(
                between(self._rng, day + 30 * DAY, (stretch.end or self._span.until) + 31 * DAY), HANDOVER, stretch
            )

    def _release(self, day, stretch):
        self._take(stretch, day)

    def _hand_over(self, day, stretch):
        holder, since, until = stretch.holders[-1]
        if until or since == day:
            return
        other = self._choose(exclude=holder)
        if other:
            self._take(stretch, day)
            self._give(stretch, other, day)

    def _depart(self, day, assistant):
        """On the day after an employment ended: a successor takes the families, colleagues take some of them."""
        self._employed.remove(assistant)
        self._places -= assistant.max_families
        successor = self._employ(day, limit=CAP)
        for stretch in list(assistant.families):
            colleague = self._choose() if self._rng.random() < 0.3 else None
            self._take(stretch, day)
            self._give(stretch, colleague or successor, day)

    def _give(self, stretch, assistant, day):
        assistant.families[stretch] = None
        stretch.holders.append([assistant, day, None])
        self._taken += 1

    def _take(self, stretch, day):
        """End the work of the current holder on the day before `day`."""
        holding = stretch.holders[-1]
        holding[2] = day - DAY
        del holding[0].families[stretch]
        self._taken -= 1

    def _choose(self, exclude=None):
        """Return an assistant with a free place, or None.

        Three random assistants are tried first, then all: the one with the most free places, sometimes the first.
        """
        sample = self._rng.sample(self._employed, min(3, len(self._employed)))
        for candidates in (sample, self._employed):
            free = [assistant for assistant in candidates if assistant.free_places > 0 and assistant is not exclude]
            if free:
                return free[0] if self._rng.random() < 0.4 else max(free, key=lambda assistant: assistant.free_places)
        return None

    def _employ(self, day, limit=None):
        rng = self._rng
        before = days(rng, 0, 2500) if day < self._span.start and rng.random() < 0.6 else timedelta()
        employed_to = month_end(day + days(rng, 270, 400) + timedelta(days=int(rng.expovariate(1 / (6 * YEAR.days)))))
        if employed_to >= self._span.until:
            employed_to = None
        assistant = DemoAssistant(
            id=self._numbers.key("A"),
            **self._name(day),
            employed_from=(day - before).replace(day=1),
            employed_to=employed_to,
            contract=CONTRACTS.draw(rng),
            max_families=limit or LIMITS.draw(rng),
        )
        self.assistants.append(assistant)
        self._employed.append(assistant)
        self._places += assistant.max_families
        if employed_to:
            self._plan(employed_to + DAY, DEPARTURE, assistant)
        return assistant

    def _name(self, day):
        """Return a name that no colleague has, if one is found in 20 tries."""
        for _ in range(20):
            sex = SEXES.draw(self._rng)
            born = add_months(day, -12 * self._rng.randint(25, 54))
            name = first_name(self._rng, sex, born, day), surname(FAMILY_NAMES.draw(self._rng), sex)
            if name not in self._names:
                break
        self._names.add(name)
        return {"first_name": name[0], "last_name": name[1]}
