"""What the pages show of pairs of families that may be one."""

from dataclasses import dataclass

from assistants.choices import DuplicateGround
from assistants.duplicates.finding import STRENGTH
from assistants.models import SuspectedDuplicate
from cases.families.distinct_names import read_carer_names
from cases.models import Case, Person
from cases.spans import holds_on
from familycare.lib.ordering import fold
from familycare.lib.polish import date_in_digits

LIKELY, PROBABLE = STRENGTH[DuplicateGround.PESEL_DIGIT], STRENGTH[DuplicateGround.NAME]


@dataclass(frozen=True)
class AlikePersons:
    """A person of each family, and why they may be one."""

    one: Person
    other: Person
    why: str


@dataclass(frozen=True)
class ShownPair:
    """A SuspectedDuplicate with `alike`, its AlikePersons who are still there."""

    pair: SuspectedDuplicate
    alike: list

    @property
    def words(self):
        """How likely it is, and the tone of the chip that says so."""
        if self.pair.strength >= LIKELY or (self.pair.strength >= PROBABLE and len(self.alike) > 1):
            return "bardzo prawdopodobne", "overdue"
        if self.pair.strength >= PROBABLE:
            return "prawdopodobne", "notice"
        return "możliwe", "neutral"


def open_pairs(user):
    """Return the open pairs that the user may see, the likeliest first, with their families."""
    pairs = SuspectedDuplicate.objects.open().seen_by(user)
    return pairs.select_related("family", "other").likeliest_first()


def different_pairs(user):
    """Return the pairs of which somebody said that they are two families, the latest decision first."""
    pairs = SuspectedDuplicate.objects.different().seen_by(user)
    return pairs.select_related("family", "other", "decided_by").order_by("-decided_on", "-pk")


def shown(pairs):
    """Return the ShownPairs of SuspectedDuplicates with their families, in three queries."""
    pairs = list(pairs)
    read_carer_names([family for pair in pairs for family in pair.families])
    keys = {key for pair in pairs for _ground, *both in pair.grounds for key in both}
    persons = Person.objects.in_bulk(keys)
    return [ShownPair(pair, _alike(pair, persons)) for pair in pairs]


def _alike(pair, persons):
    """Return the AlikePersons who are still in the two families: a merge that was undone took some to another one."""
    found = [(ground, persons.get(one), persons.get(other)) for ground, one, other in pair.grounds]
    return [
        AlikePersons(one, other, DuplicateGround(ground).label)
        for ground, one, other in found
        if one and other and (one.family_id, other.family_id) == (pair.family_id, pair.other_id)
    ]


def first_to_keep(pair, today):
    """Return (family to keep, family to merge into it): the one with open support stays, or the one known longer."""
    supported = {*Case.objects.active_on(today).filter(family__in=pair.families).values_list("family", flat=True)}
    kept, merged = sorted(pair.families, key=lambda family: (family.pk not in supported, family.pk))
    return kept, merged


def others_in(family, alike, today):
    """Return the members of the family today who are in none of the AlikePersons."""
    taken = {person.pk for each in alike for person in (each.one, each.other)}
    return [person for person in family.persons.all() if person.pk not in taken and holds_on(person, today)]


def compared(pair, today):
    """Return [(label, of `family`, of `other`, whether both are the same)] of what is known of both families."""
    cases = {family.pk: [] for family in pair.families}
    for case in Case.objects.active_on(today).filter(family__in=pair.families):
        cases[case.family_id].append(str(case))
    rows = [
        ("Nazwisko rodziny", lambda family: family.name),
        ("Adres", lambda family: family.address),
        ("Dzielnica", lambda family: family.district),
        ("Zarejestrowana", lambda family: date_in_digits(family.registered_on) if family.registered_on else ""),
        ("Wsparcie dziś", lambda family: ", ".join(cases[family.pk])),
    ]
    found = [(label, read(pair.family), read(pair.other)) for label, read in rows]
    return [(label, one, other, bool(one) and fold(one) == fold(other)) for label, one, other in found]
