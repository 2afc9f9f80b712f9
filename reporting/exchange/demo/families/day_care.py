"""Day-care centres (placówki wsparcia dziennego): their places, who attends them, what each month costs."""

from dataclasses import dataclass
from datetime import date

from familycare.lib.dates import age_on
from reporting.exchange.demo.chance import Weighted, days
from reporting.exchange.demo.dates import DAY, YEAR, months, working_day_before

FAMILIES_TO_A_TOWN = 300  # a larger register has several day-care centres of a kind
YOUNGEST, OLDEST = 6, 16
ATTENDING = 0.3  # of the families with such a child
BASIS = Weighted({"voluntary": 60, "referral": 30, "court": 10})
PLACES_TO_AN_EDUCATOR = 15


@dataclass(frozen=True)
class Invented:
    """What a day-care centre is: its name, street, form, who runs it, its places, and whether others pay for it too."""

    name: str
    address: str
    form: str
    run_by: str
    operator: str
    places: int
    is_paid_by_others: bool


CENTRES = (
    Invented("Świetlica „Promyk”", "Szkolna 4", "care", "municipality", "", 30, False),
    Invented(
        "Świetlica socjoterapeutyczna „Przystań”",
        "Młyńska 11",
        "specialist",
        "commissioned",
        "Stowarzyszenie „Razem”",
        24,
        True,
    ),
    Invented("Klub „Podwórko”", "Rynek 2", "outreach", "commissioned", "Fundacja „Ulica”", 15, True),
    Invented("Ognisko „Iskra”", "Parkowa 7", "combined", "permitted", "Towarzystwo „Iskra”", 25, True),
    Invented("Świetlica powiatowa „Zgoda”", "Kolejowa 1", "care", "county", "", 40, False),
)


class DayCare:
    """The day-care centres of the span: all are open throughout it, and longer than the cases of its first day."""

    def __init__(self, rng, span, families, numbers):
        self._rng, self._span = rng, span
        towns = 1 + families // FAMILIES_TO_A_TOWN
        self._centres = [
            (numbers.key("D"), each, f"{each.name} nr {town}" if town > 1 else each.name, self._first_day())
            for town in range(1, towns + 1)
            for each in CENTRES
        ]

    def _first_day(self) -> date:
        return working_day_before(self._span.start - days(self._rng, 2_200, 4_000))

    def centre_rows(self):
        """Yield rows of day_care_centres.csv."""
        for key, each, name, start in self._centres:
            permit = (f"UM/{start.year}/{key}", start - 10 * DAY, None) if each.operator else ("", None, None)
            yield (key, name, each.address, each.form, each.run_by, each.operator, *permit, start, None)

    def place_rows(self):
        """Yield rows of day_care_places.csv: the first ones have grown in the span."""
        for place, (key, each, _name, start) in enumerate(self._centres):
            yield key, start, each.places, -(-each.places // PLACES_TO_AN_EDUCATOR)
            if place == 0:
                more = each.places + PLACES_TO_AN_EDUCATOR
                yield key, self._span.start + YEAR / 2, more, -(-more // PLACES_TO_AN_EDUCATOR)

    def outsider_rows(self):
        """Yield rows of day_care_outsiders.csv: a third of the places, more or less."""
        for key, each, _name, _start in self._centres:
            for month in months(self._span.start, self._span.until):
                yield key, f"{month:%Y-%m}", each.places // 3 + self._rng.randint(-3, 3)

    def cost_rows(self):
        """Yield rows of day_care_costs.csv."""
        for key, each, _name, _start in self._centres:
            for month in months(self._span.start, self._span.until):
                yield key, f"{month:%Y-%m}", "own", f"{each.places * self._rng.randint(280, 340)}.00"
                if each.is_paid_by_others:
                    yield key, f"{month:%Y-%m}", "other", f"{each.places * self._rng.randint(40, 60)}.50"

    def stay_rows(self, story, household):
        """Return rows of day_care_stays.csv of one family: its children at school age, during its last case."""
        rng = self._rng
        if not story.cases or rng.random() > ATTENDING:
            return []
        case = story.cases[-1]
        start = case.opened_on + days(rng, 10, 60)
        last = case.last_day(self._span)
        if start + 60 * DAY > last:
            return []
        key = rng.choice(self._centres)[0]
        basis, over_on = BASIS.draw(rng), start + days(rng, 60, 500)
        ended = over_on if over_on <= last else None
        return [
            (child.id, key, basis, start, ended)
            for child in household.persons
            if child.is_child_on(start) and YOUNGEST <= age_on(child.birth_date, start) <= OLDEST
        ]
