"""The section *Terms* of the catalogue."""


def age_on(person, day):
    """Whole years; somebody born on 29 February grows older on 1 March of other years."""
    birth = person.birth_date
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_member(person, day):
    if person.birth_date and person.birth_date > day:
        return False
    if person.joined_on and person.joined_on > day:
        return False
    return not (person.left_on and person.left_on <= day)


def is_child(person, day):
    under_18 = person.birth_date is not None and age_on(person, day) < 18
    return is_member(person, day) and under_18 and not person.main_carer


def is_adult(person, day):
    return is_member(person, day) and not is_child(person, day)


def holds_on(start, end, day):
    """For a span whose `end` is the first day on which it no longer holds."""
    return start <= day and (end is None or end > day)


def placement_on(register, person, day):
    for placement in register.placements_of.get(person.id, []):
        if holds_on(placement.start, placement.end, day):
            return placement
    return None


class Terms:
    """What the catalogue says of a period from `start` to `end`, both included."""

    def __init__(self, register, start, end):
        self.register, self.start, self.end = register, start, end
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

    def children(self, family):
        day = self.reference_day[family]
        return [person for person in self.register.members.get(family, []) if is_child(person, day)]

    def children_placed(self, family):
        day = self.reference_day[family]
        return [child for child in self.children(family) if placement_on(self.register, child, day)]

    def children_not_placed(self, family):
        day = self.reference_day[family]
        return [child for child in self.children(family) if not placement_on(self.register, child, day)]

    def adults(self, family):
        day = self.reference_day[family]
        return [person for person in self.register.members.get(family, []) if is_adult(person, day)]
