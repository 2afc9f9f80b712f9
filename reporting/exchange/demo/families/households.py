"""Members of families: carers and children with consistent ages, surnames and dates."""

from dataclasses import dataclass
from datetime import date, timedelta

from familycare.lib.dates import age_on
from reporting.exchange.demo.chance import Weighted, between
from reporting.exchange.demo.dates import DAY, YEAR, birthday
from reporting.exchange.demo.families.contacts import reached
from reporting.exchange.demo.names import FAMILY_NAMES, first_name, surname

STRUCTURES = Weighted({"single_mother": 42, "two_parent": 33, "blended": 13, "other": 6, "single_father": 5, "": 1})
WITH_MOTHER = Weighted({"single_mother": 40, "two_parent": 50, "blended": 10})
MARITAL_STATUS = {
    "two_parent": Weighted({"married": 68, "single": 27, "divorced": 3, "separated": 1, "": 1}),
    "single": Weighted({"single": 48, "divorced": 31, "separated": 9, "widowed": 8, "married": 2, "": 2}),
    "partner": Weighted({"single": 58, "divorced": 32, "widowed": 4, "married": 2, "separated": 3, "": 1}),
    "elder": Weighted({"married": 40, "widowed": 35, "divorced": 15, "single": 8, "": 2}),
}
EDUCATION = Weighted(
    {"primary": 40, "vocational": 32, "secondary": 18, "higher": 4, "post_secondary": 3, "": 3},
)
INCOME = Weighted({"benefits": 47, "employment": 30, "casual_work": 12, "none": 9, "": 2})
CHILDREN = Weighted({1: 29, 2: 30, 3: 20, 4: 11, 5: 5, 6: 3, 7: 1, 8: 1})
OLDEST_MOTHER = 44


@dataclass(slots=True, eq=False)
class DemoPerson:
    """One person. `left_on` is the first day on which they no longer belong to the family."""

    role: str
    sex: str
    birth_date: date
    last_name: str
    main_carer: bool = False
    first_name: str = ""
    pesel: str = ""
    marital_status: str = ""
    education: str = ""
    income_source: str = ""
    disability: bool = False
    joined_on: date | None = None
    left_on: date | None = None
    id: str = ""

    def belongs_on(self, day):
        since = self.joined_on or self.birth_date
        return self.birth_date <= day and since <= day and (self.left_on is None or self.left_on > day)

    def is_child_on(self, day):
        return self.belongs_on(day) and not self.main_carer and age_on(self.birth_date, day) < 18

    def is_adult_on(self, day):
        return self.belongs_on(day) and age_on(self.birth_date, day) >= 18


class Household:
    """The members of one family: `structure`, `surname` and `persons`, the main carer first."""

    def __init__(self, rng, story, span, numbers):
        self._rng = rng
        self._day = story.registered_on
        self._last = max((case.last_day(span) for case in story.cases), default=span.until)
        self._entitlements = {case.entitlement for case in story.cases}
        if story.path == "benefit":
            self._entitlements = {"ill_child"}
        self.surname = FAMILY_NAMES.draw(rng)
        self._entitlements.discard("")
        self.structure = (WITH_MOTHER if self._entitlements else STRUCTURES).draw(rng)
        mother_ages = self._mother_ages_at_births(story)
        carers = self._carers(mother_ages)
        children = self._children(mother_ages)
        if self._mother:
            children += self._new_born(story, span, children)
        self.persons = [*carers, *sorted(children, key=lambda child: child.birth_date)]
        self._change()
        for person in self.persons:
            self._register(person, span, numbers)

    def _mother_ages_at_births(self, story):
        """Return the mother's age in years at each birth, eldest child first, and her current age at the end."""
        rng = self._rng
        number = CHILDREN.draw(rng)
        if story.path == "za_zyciem" and "ill_child" not in self._entitlements:
            number = rng.choice((0, 0, 1, 2))
        births = [17.6 + rng.gammavariate(2, 2.6)]
        while len(births) < number:
            births.append(births[-1] + 0.9 + rng.gammavariate(2, 1.0))
        births = [at for at in births[:number] if at < OLDEST_MOTHER][:number]
        if not births:
            return [19 + rng.gammavariate(2, 3)]
        youngest = rng.uniform(0, 3) if "ill_child" in self._entitlements else min(rng.expovariate(1 / 5.2), 16)
        return [*births, max(births[-1] + youngest, 18.3)]

    def _carers(self, mother_ages):
        rng = self._rng
        born = self._day - mother_ages[-1] * YEAR
        eldest = born + mother_ages[0] * YEAR
        structure = self.structure or rng.choice(("single_mother", "two_parent"))
        fathers_birth = min(born - rng.gauss(2.5, 3.5) * YEAR, eldest - 18 * YEAR, self._day - 18.5 * YEAR)
        mother = DemoPerson("parent", "F", born, self._own_or_other("F", 0.12))
        father = DemoPerson("parent", "M", fathers_birth, self._own_or_other("M", 0.03))
        self._mother = mother
        if structure == "other":
            return self._kin(mother)
        if structure == "single_father":
            self._mother = None
            carers, marital = [father], "single"
        elif structure == "single_mother":
            carers, marital = [mother], "single"
        elif structure == "two_parent":
            carers, marital = [mother, father], "two_parent"
            if rng.random() < 0.12:
                carers.reverse()
        else:
            carers, marital = self._patchwork(mother, father), "partner"
        statuses = [MARITAL_STATUS[marital].draw(rng)] * 2
        if marital == "partner":
            statuses[1] = MARITAL_STATUS[marital].draw(rng)
        for person, status in zip(carers, statuses, strict=False):
            person.marital_status = status
        if statuses[0] == "married" and len(carers) == 2:
            mother.last_name = surname(self.surname, "F")
            father.last_name = self.surname
        if rng.random() < 0.07:
            carers.append(self._grandparent(mother))
        if rng.random() < 0.03:
            carers.append(self._other_adult())
        carers[0].main_carer = True
        return carers

    def _patchwork(self, mother, father):
        rng = self._rng
        if self._entitlements or rng.random() < 0.8:
            birth = min(mother.birth_date - rng.gauss(1, 5) * YEAR, self._day - 19 * YEAR)
            return [mother, DemoPerson("partner", "M", birth, self._other_surname("M"))]
        self._mother = None
        birth = min(father.birth_date + rng.gauss(3, 5) * YEAR, self._day - 19 * YEAR)
        return [father, DemoPerson("partner", "F", birth, self._other_surname("F"))]

    def _kin(self, mother):
        """Return a grandparent or a guardian as the main carer; the mother may live with them."""
        rng = self._rng
        carer = self._grandparent(mother)
        if rng.random() < 0.3:
            carer.role = "guardian"
            carer.birth_date = min(mother.birth_date + years(rng, -12, 4), self._day - 25 * YEAR)
        carer.main_carer = True
        if rng.random() < 0.3:
            mother.marital_status = MARITAL_STATUS["single"].draw(rng)
            return [carer, mother]
        self._mother = None
        return [carer]

    def _grandparent(self, mother):
        rng = self._rng
        sex = "F" if rng.random() < 0.8 else "M"
        birth = mother.birth_date - years(rng, 19, 30)
        status = MARITAL_STATUS["elder"].draw(rng)
        return DemoPerson("grandparent", sex, birth, self._own_or_other(sex, 0.5), marital_status=status)

    def _other_adult(self):
        rng = self._rng
        sex = rng.choice("FM")
        birth = self._day - years(rng, 19, 60)
        return DemoPerson("other_adult", sex, birth, self._own_or_other(sex, 0.6), marital_status="single")

    def _children(self, mother_ages):
        """Return the children. Adult children may have moved out before the family came to the centre."""
        rng = self._rng
        children = []
        for at_birth in mother_ages[:-1]:
            birth = self._day - (mother_ages[-1] - at_birth) * YEAR
            sex = rng.choice("FM")
            age_now = age_on(birth, self._day)
            if age_now >= 26 or (age_now >= 18 and rng.random() < 0.5):
                continue
            role = "adult_child" if age_now >= 18 else "child"
            children.append(DemoPerson(role, sex, birth, surname(self.surname, sex)))
        for child in children:
            child.disability = rng.random() < 0.08
        if children and "ill_child" in self._entitlements:
            children[-1].disability = True
        return children

    def _new_born(self, story, span, children):
        """Return the child born after registration as a list; rare without a pregnancy in a case."""
        rng = self._rng
        expected = [case for case in story.cases if case.entitlement in ("pregnancy", "complicated_pregnancy")]
        if expected:
            birth = expected[0].referred_on + timedelta(days=rng.randint(25, 210))
        elif "obstetric_failure" in self._entitlements or rng.random() > 0.1:
            return []
        else:
            birth = between(rng, self._day + 60 * DAY, max(self._last, self._day + 61 * DAY))
        if birth > span.until or age_on(self._mother.birth_date, birth) >= OLDEST_MOTHER:
            return []
        if any(abs(child.birth_date - birth) < 300 * DAY for child in children):
            return []
        sex = rng.choice("FM")
        return [DemoPerson("child", sex, birth, surname(self.surname, sex))]

    def _change(self):
        """Let some persons join later or leave earlier; never the main carer."""
        rng = self._rng
        if self._last < self._day + 90 * DAY:
            return
        for person in self.persons:
            if person.main_carer or person.birth_date > self._day:
                continue
            grown = age_on(person.birth_date, self._day) >= 18
            roll = rng.random()
            if roll < (0.12 if person.role in ("adult_child", "partner") else 0.04 if grown else 0.004):
                person.left_on = between(rng, self._day + 40 * DAY, self._last)
            elif roll > (0.9 if person.role == "partner" else 0.995):
                person.joined_on = between(rng, self._day + 10 * DAY, self._last)

    def _register(self, person, span, numbers):
        rng = self._rng
        taken = {other.first_name for other in self.persons}
        person.first_name = first_name(rng, person.sex, person.birth_date, span.until, taken)
        person.id = numbers.key("O")
        if rng.random() < 0.93:
            person.pesel = numbers.pesel(person.birth_date, person.sex)
        if person.role == "child":
            return
        person.education = EDUCATION.draw(rng)
        person.income_source = INCOME.draw(rng)
        person.disability = person.disability or rng.random() < 0.11
        if person.role == "adult_child":
            person.marital_status = "single"

    def _own_or_other(self, sex, share_of_others):
        return self._other_surname(sex) if self._rng.random() < share_of_others else surname(self.surname, sex)

    def _other_surname(self, sex):
        return surname(FAMILY_NAMES.draw(self._rng), sex)

    def rows(self, family_id):
        """Yield rows of persons.csv."""
        for person in self.persons:
            yield (
                person.id,
                family_id,
                person.role,
                int(person.main_carer),
                person.first_name,
                person.last_name,
                person.sex,
                person.birth_date,
                person.pesel,
                person.marital_status,
                person.education,
                person.income_source,
                int(person.disability),
                person.joined_on,
                person.left_on,
                None,
                *reached(person),
            )


def years(rng, least, most):
    """Return a random timedelta of `least` to `most` years."""
    return timedelta(days=int(rng.uniform(least, most) * YEAR.days))


def coming_of_age(person):
    """Return the 18th birthday."""
    return birthday(person.birth_date, 18)
