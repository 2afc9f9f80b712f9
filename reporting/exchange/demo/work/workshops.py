"""Workshops, support groups and social projects, and their participants."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta

from familycare.lib.dates import age_on
from reporting.exchange.demo.dates import DAY, working_day

# title, kind, aim, effect, days between two meetings, whether children take part
PROGRAMMES = (
    (
        "Szkoła dla rodziców",
        "workshop",
        "Wzmocnienie kompetencji rodziców",
        "Uczestnicy lepiej rozumieją potrzeby dzieci i spokojniej stawiają granice",
        7,
        False,
    ),
    (
        "Czas dla dziecka",
        "workshop",
        "Wspólne gry i zabawy zamiast ekranu",
        "Rodziny znają nowe zabawy i chętniej spędzają czas razem",
        7,
        True,
    ),
    (
        "Budżet domowy bez tajemnic",
        "workshop",
        "Planowanie wydatków i wychodzenie z długów",
        "Uczestnicy prowadzą własny plan wydatków",
        14,
        False,
    ),
    (
        "Grupa wsparcia dla mam",
        "support_group",
        "Wymiana doświadczeń i wzajemna pomoc",
        "Uczestniczki znają swoje mocne strony i wiedzą, gdzie szukać pomocy",
        14,
        False,
    ),
    (
        "Tata też potrafi",
        "support_group",
        "Wzmocnienie roli ojców",
        "Ojcowie częściej uczestniczą w codziennej opiece",
        14,
        False,
    ),
    (
        "Dzień Rodziny w parku",
        "social_project",
        "Wspólny czas rodziców i dzieci",
        "Rodziny poznały się i wspólnie przygotowały zabawy",
        1,
        True,
    ),
    (
        "Spotkanie przed świętami",
        "social_project",
        "Wspólne przygotowanie ozdób i potraw",
        "Rodziny spędziły razem czas i nawiązały znajomości",
        1,
        True,
    ),
)
MEETINGS = {"workshop": (4, 8), "support_group": (6, 12), "social_project": (1, 2)}
# Step through the programmes, so that even a few workshops are of different kinds.
STRIDE = 4
JOIN = 0.35
COMES = 0.8
HOURS = ("1.50", "2.00", "2.00", "3.00")


@dataclass(slots=True)
class DemoWorkshop:
    """One series of meetings on `days`, in order."""

    id: str
    programme: tuple
    days: list


class Workshops:
    """The workshops of the span. Attendance rows are collected in memory, because a family may join any workshop."""

    def __init__(self, rng, span, families, numbers):
        offered = []
        for number in range(max(3, int((3 + families / 150) * (span.until - span.start).days / 365))):
            programme = PROGRAMMES[number * STRIDE % len(PROGRAMMES)]
            day = span.start + timedelta(days=rng.randrange((span.until - span.start).days))
            offered.append((_meetings(rng, programme, day, span), programme))
        offered.sort(key=lambda offer: offer[0][0])
        self._workshops = [DemoWorkshop(numbers.key("T"), programme, meetings) for meetings, programme in offered]
        self._first_days = [workshop.days[0] for workshop in self._workshops]
        self.attendance = []

    def rows(self):
        """Yield rows of workshops.csv."""
        for workshop in self._workshops:
            yield workshop.id, *workshop.programme[:4]

    def participant_rows(self):
        """Return rows of workshop_participants.csv: who came at least once."""
        return {(workshop, person) for workshop, _day, person in self.attendance}

    def day_rows(self, rng, team):
        """Yield rows of workshop_days.csv: each day that was held, with some people from outside, and the hours if
        somebody of the team can have led it."""
        for workshop, day in self._held():
            outsiders, hours = rng.choice((0, 0, 0, 1, 2, 4)), rng.choice(HOURS)
            yield workshop, day, outsiders, hours if _working_on(day, team) else ""

    def leader_rows(self, rng, team):
        """Yield rows of workshop_leaders.csv: one assistant who works on that day, if there is one."""
        for workshop, day in self._held():
            if working := _working_on(day, team):
                yield workshop, day, rng.choice(working)

    def _held(self):
        return sorted({(workshop, day) for workshop, day, _person in self.attendance})

    def invite(self, rng, story, household, span):
        """Let some families join a workshop that begins during one of their cases."""
        if not story.cases or rng.random() > JOIN:
            return
        case = rng.choice(story.cases)
        first = bisect_left(self._first_days, case.opened_on)
        after = bisect_right(self._first_days, case.last_day(span))
        if first < after:
            self._attend(rng, household, self._workshops[rng.randrange(first, after)], case.last_day(span))

    def _attend(self, rng, household, workshop, last):
        with_children = workshop.programme[5]
        first = workshop.days[0]
        participants = [
            person
            for person in household.persons
            if person.belongs_on(first)
            and (3 <= age_on(person.birth_date, first) < 18 if with_children else person.main_carer)
        ]
        if with_children:
            participants.append(household.persons[0])
        for day in workshop.days:
            for person in participants:
                if day <= last and person.belongs_on(day) and rng.random() < COMES:
                    self.attendance.append((workshop.id, day, person.id))


def _meetings(rng, programme, day, span):
    day = working_day_in(day, span)
    meetings = [day]
    for _ in range(rng.randint(*MEETINGS[programme[1]]) - 1):
        day = working_day(day + programme[4] * DAY)
        if day > span.until:
            break
        meetings.append(day)
    return meetings


def working_day_in(day, span):
    """Return `day` or the next working day; `day` itself when the span ends before it."""
    later = working_day(day)
    return later if later <= span.until else day


def _working_on(day, team):
    """Return the ids of the assistants who work on the day."""
    return [each.id for each in team if each.employed_from <= day and day <= (each.employed_to or day)]
