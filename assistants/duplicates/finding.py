"""The search through the whole register for families that may be one, registered twice.

Persons are read once, ordered by birth date, and only persons with a key in common are compared: of those born on the
same day, those with the same name, with a word of their names, with most digits of the PESEL, or at the same address.
"""

from collections import defaultdict
from datetime import date
from itertools import combinations, groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Count

from assistants.choices import DuplicateGround
from cases.choices import PersonRole
from cases.families.duplicates import place_of, same_place, share_days
from cases.families.likeness import likeness, name_keys, name_words, pesel_keys
from cases.families.name_sounds import sounds
from cases.models import Person

# A key that more persons share says nothing: a birth date that stands for an unknown one, for example. They are not
# compared, or the time would grow with the square of their number.
MOST_ALIKE = 60
STRENGTH = {
    DuplicateGround.PESEL: 50,
    DuplicateGround.PESEL_DIGIT: 40,
    DuplicateGround.NAME: 30,
    DuplicateGround.NAME_LETTER: 20,
    DuplicateGround.ADDRESS: 10,
}
MOST_FURTHER = 9  # persons who add to the strength
GROUNDS = list(STRENGTH)


class ReadPerson(NamedTuple):
    """What is compared of a person."""

    pk: int
    family_id: int
    first_name: str
    last_name: str
    birth_date: date | None
    pesel: str
    role: str
    joined_on: date | None
    left_on: date | None
    same_as_id: int | None
    individual: int
    family_name: str
    address: str

    @property
    def address_keys(self):
        street, numbers = place_of(self.address)
        if not (street and numbers and self.role == PersonRole.CHILD):
            return set()
        return {(street[-1], numbers[0], surname) for surname in sounds(self.family_name) + sounds(self.last_name)}


class FoundPairs:
    """Pairs of families with the grounds: what `find_pairs` returns.

    `pairs` is {(key of a family, greater key of another): grounds as in SuspectedDuplicate}; `too_many` the number of
    keys that were left out because more than MOST_ALIKE persons have them.
    """

    def __init__(self):
        self._found, self.too_many = defaultdict(dict), 0

    def add(self, one, other, ground):
        """Keep the strongest ground of the two persons."""
        one, other = sorted((one, other), key=attrgetter("family_id"))
        grounds = self._found[one.family_id, other.family_id]
        before = grounds.get((one.pk, other.pk), ground)
        grounds[one.pk, other.pk] = min(ground, before, key=GROUNDS.index)

    @property
    def pairs(self):
        return {families: _grounds(found) for families, found in sorted(self._found.items())}


def _grounds(found):
    """Return the grounds, the strongest first, each person only once: a twin is not the other twin."""
    taken, kept = set(), []
    for (one, other), ground in sorted(found.items(), key=lambda item: (GROUNDS.index(item[1]), item[0])):
        if taken.isdisjoint({one, other}):
            taken |= {one, other}
            kept.append([str(ground), one, other])
    return kept


def strength_of(grounds):
    """Return how likely it is that two families are one, a number up to 59."""
    strongest = max(STRENGTH[ground] for ground, _one, _other in grounds)
    return strongest + min(len(grounds) - 1, MOST_FURTHER)


def find_pairs():
    """Return the FoundPairs of all families that are neither merged nor anonymised."""
    found = FoundPairs()
    for persons in _same_pesel():
        _compare(persons, found, likeness)
    for persons in _born_on_the_same_day():
        for keys in (name_keys, pesel_keys, name_words):
            for alike in _with_a_common_key(persons, keys):
                _compare(alike, found, likeness)
        for alike in _with_a_common_key(persons, attrgetter("address_keys")):
            _compare(alike, found, _by_address)
    return found


def _persons():
    rows = Person.objects.filter(family__merged_into=None, family__anonymised_on=None)
    names = [name for name in ReadPerson._fields if name not in ("family_name", "address")]
    return rows.order_by().values_list(*names, "family__name", "family__address")


def _same_pesel():
    twice = Person.objects.order_by().exclude(pesel="").values("pesel").annotate(records=Count("pk"))
    rows = _persons().filter(pesel__in=twice.filter(records__gt=1).values("pesel")).order_by("pesel", "pk")
    for _pesel, persons in groupby(map(ReadPerson._make, rows.iterator()), attrgetter("pesel")):
        yield list(persons)


def _born_on_the_same_day():
    rows = _persons().filter(birth_date__isnull=False).order_by("birth_date", "pk")
    for _day, persons in groupby(map(ReadPerson._make, rows.iterator(5000)), attrgetter("birth_date")):
        if len(born := list(persons)) > 1:
            yield born


def _with_a_common_key(persons, keys_of):
    """Yield lists of persons with a key in common."""
    groups = defaultdict(list)
    for person in persons:
        for key in keys_of(person):
            groups[key].append(person)
    return (group for group in groups.values() if len(group) > 1)


def _compare(persons, found, judge):
    if len(persons) > MOST_ALIKE:
        found.too_many += 1
        return
    for one, other in combinations(persons, 2):
        if one.family_id != other.family_id and (ground := judge(one, other)) and _may_be_one(one, other):
            found.add(one, other, ground)


def _may_be_one(one, other):
    """Return whether both are in their families at the same time, and nobody has joined them by hand."""
    by_hand = one.individual == other.individual and (not one.pesel or one.pesel != other.pesel)
    return share_days(one, other) and not by_hand and one.same_as_id != other.pk and other.same_as_id != one.pk


def _by_address(one, other):
    if one.pesel and other.pesel:
        return ""
    return DuplicateGround.ADDRESS if same_place(place_of(one.address), place_of(other.address)) else ""
