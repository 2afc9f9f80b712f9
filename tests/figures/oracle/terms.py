"""The section *Terms* of the catalogue."""

from calendar import isleap, monthrange


def age_on(person, day):
    """Whole years; born on 29 February, one grows older on 28 February of other years (art. 112 of the Civil Code)."""
    birth = person.birth_date
    birthday = (birth.month, birth.day)
    if birthday == (2, 29) and not isleap(day.year):
        birthday = (2, 28)
    return day.year - birth.year - ((day.month, day.day) < birthday)


def full_months(since, day):
    """How many months have passed: one that begins on the 31st is over on the last day of a shorter month."""
    last_of_month = monthrange(day.year, day.month)[1]
    is_reached = day.day >= min(since.day, last_of_month)
    return 12 * (day.year - since.year) + day.month - since.month - (not is_reached)


def is_member(person, day):
    if person.birth_date and person.birth_date > day:
        return False
    if person.joined_on and person.joined_on > day:
        return False
    return not (person.left_on and person.left_on <= day)


def is_child(person, day):
    if not is_member(person, day) or person.main_carer:
        return False
    return person.role == "child" if person.birth_date is None else age_on(person, day) < 18


def holds_on(start, end, day):
    """For a span whose `end` is the first day on which it no longer holds."""
    return start <= day and (end is None or end > day)


def placements_on(register, person, day):
    """The placements of the person that hold on the day, by any of their rows."""
    return [
        placement
        for row in register.same[person.individual]
        for placement in register.placements_of.get(row.id, [])
        if holds_on(placement.start, placement.end, day)
    ]


class Terms:
    """What the catalogue says of a period from `start` to `end`, both included."""

    def __init__(self, register, start, end, last_day):
        self.register, self.start, self.end, self.last_day = register, start, end, last_day
        self.active_cases = [case for case in register.cases if self.is_case_active(case)]
        self.reference_day = {}  # of each served family
        for case in self.active_cases:
            day = min(end, case.closed_on) if case.closed_on else end
            known = self.reference_day.get(case.family)
            self.reference_day[case.family] = max(day, known) if known else day

    def is_case_active(self, case):
        return case.opened_on <= self.end and (case.closed_on is None or case.closed_on >= self.start)

    def contains(self, day):
        return day is not None and self.start <= day <= self.end

    def is_active(self, start, end):
        """For a span whose `end` is the first day on which it no longer holds."""
        return start <= self.end and (end is None or end > self.start)

    def members(self, family):
        day = self.reference_day[family]
        return [person for person in self.register.members.get(family, []) if is_member(person, day)]

    def children(self, family):
        """All of the family, looked at by itself."""
        return [person for person in self.members(family) if is_child(person, self.reference_day[family])]

    def is_placed(self, person):
        return bool(placements_on(self.register, person, self.reference_day[person.family]))

    def persons(self):
        """One row of each person who is a member of a served family: the row of the family in which it stands."""
        return self.one_of_each([person for family in self.reference_day for person in self.members(family)])

    def one_of_each(self, rows):
        """Of the rows of one person, that of the family with the latest reference day, then with the smaller id."""
        chosen = {}
        for row in sorted(rows, key=lambda row: (row.family, row.id), reverse=True):
            known = chosen.get(row.individual)
            if known is None or self.reference_day[row.family] >= self.reference_day[known.family]:
                chosen[row.individual] = row
        return list(chosen.values())

    def is_child(self, person):
        return is_child(person, self.reference_day[person.family])
