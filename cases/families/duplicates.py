"""The search for families and persons that the centre may know already, before new ones are registered."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from cases.families.distinct_names import read_carer_names
from cases.families.likeness import likeness
from cases.models import Family, Person
from familycare.lib.ordering import fold

MOST = 10
NAMES = 3  # of one person, at most so many are searched for
# Words that are often left out of addresses.
UNSAID = set("ul ulica al aleja os osiedle pl plac bl blok m mieszkanie lok lokal nr".split())

KNOWN_ELSEWHERE = (
    "Osoba z tym numerem PESEL należy już do innej rodziny, której nie prowadzisz. "
    "Zanim ją zapiszesz, zapytaj kierownika zespołu."
)

# Why a family may be the same, the most reliable reason first.
REASONS = {
    "pesel": "ten sam PESEL",
    "name": "to samo imię i nazwisko",
    "address": "ten sam adres",
    "born": "ta sama data urodzenia i nazwisko",
    "family": "to samo nazwisko rodziny i imię",
}
ORDER = list(REASONS)


@dataclass(frozen=True)
class TypedPerson:
    """What was typed about a person; every field may be empty."""

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    pesel: str = ""


@dataclass(frozen=True)
class SimilarFamily:
    """A family that may be the same as the typed one, and the reasons for it, in Polish."""

    family: Family
    reasons: list


def find_similar_families(user, *, name="", address="", persons=()):
    """Return the SimilarFamily list for a typed family with this name, address and `persons` (TypedPersons).

    At most MOST of those that `user` may see, the most reliable reason first. The reasons are: the same PESEL; a
    common first name and a common last name, unless the birth dates differ; the same birth date and a common last
    name; the same name of the family and a common first name; the same street and house number, and the same flat if
    both addresses have one.
    """
    seen = Family.objects.visible_to(user)
    found = {}
    for person in (
        Person.objects.filter(_candidates(name, persons), family__in=seen).select_related("family").order_by()
    ):
        reasons = {reason for typed in persons if (reason := _same_person(typed, name, person))}
        if reasons:
            found.setdefault(person.family, set()).update(reasons)
    for family in _at(seen, address):
        found.setdefault(family, set()).add("address")
    families = sorted(found, key=lambda family: (min(map(ORDER.index, found[family])), family.name, family.number))
    return [
        SimilarFamily(family, [REASONS[each] for each in ORDER if each in found[family]])
        for family in read_carer_names(families[:MOST])
    ]


def possible_duplicates(family, user):
    """Return the SimilarFamily list of families that `user` may see and that may be duplicates of this one."""
    persons = [
        TypedPerson(person.first_name, person.last_name, person.birth_date, person.pesel)
        for person in family.persons.all()
    ]
    similar = find_similar_families(user, name=family.name, address=family.address, persons=persons)
    return [each for each in similar if each.family != family and not each.family.anonymised_on]


def families_with(user, pesel, besides):
    """Return the families, other than `besides`, with a member with that PESEL today, that `user` may see."""
    persons = Person.objects.filter(_member_with([pesel])).exclude(family=besides)
    return list(Family.objects.visible_to(user).filter(pk__in=persons.order_by().values("family"))[:MOST])


def known_elsewhere(user, *pesels):
    """Return those of the PESELs that belong to members of families that `user` does not see, as a set.

    Restricted families are left out, because even their existence is confidential.
    """
    if not any(pesels):
        return set()
    others = Family.objects.filter(is_restricted=False, merged_into=None).exclude(
        pk__in=Family.objects.visible_to(user).values("pk")
    )
    return set(Person.objects.filter(_member_with(pesels), family__in=others).values_list("pesel", flat=True))


def match_persons(persons, others):
    """Return {person: the same person among `others`, or None}.

    Persons are the same if they have the same PESEL or, unless both have a PESEL, the same first name and birth date:
    a child may be written once with the surname of the mother, once with that of the father. The same full name and
    common days in the family decide among several. Of those who are left, persons with the same birth date are the same
    by the rules of the nightly search (`likeness`), if there is only one such person on each side.
    """
    free, found = list(others), {}
    for mark in (_pesel, _name_and_birth, _first_name_and_birth):
        for person in persons:
            alike = [each for each in free if mark(person) and mark(each) == mark(person)]
            alike = [each for each in alike if person.pesel in ("", each.pesel) or not each.pesel]
            if alike and not found.get(person):
                found[person] = same = next((each for each in alike if share_days(person, each)), alike[0])
                free.remove(same)
    left = [person for person in persons if person not in found]
    pairs = [(person, each) for person in left for each in free if likeness(person, each) in ("name", "name_letter")]
    for person, each in pairs:
        if sum(person in pair or each in pair for pair in pairs) == 1:
            found[person] = each
    return {person: found.get(person) for person in persons}


def unmatched_duplicates(persons, others, chosen):
    """Return pairs (person, other) with the same PESEL on some same day whom `chosen` keeps as two persons.

    `chosen` is {person: the same person among `others`, or None}. A person who came back to a family is in it twice;
    it is enough that one of the two is matched.
    """
    found = []
    for person in persons:
        same = [each for each in others if person.pesel and each.pesel == person.pesel and share_days(person, each)]
        taken = [other for one, other in chosen.items() if one.pesel == person.pesel]
        if same and chosen[person] not in same and not all(each in taken for each in same):
            found.append((person, same[0]))
    return found


def share_days(one, other):
    """Return whether both are in their families on some same day; `left_on` is the first day after."""
    begins = [person.joined_on or date.min for person in (one, other)]
    return max(begins) < min(person.left_on or date.max for person in (one, other))


def _member_with(pesels):
    """Return the condition for persons with one of the PESELs who have not left their family."""
    still = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    return Q(pesel__in=[pesel for pesel in pesels if pesel]) & still


def _candidates(name, persons):
    """Return the condition (Q) for a superset of the similar persons that the database can search fast."""
    some = Q(pk__in=[])
    of_family = _all("family__search__contains", _words(name)) if _words(name) else None
    for typed in persons:
        first, last = _words(typed.first_name), _words(typed.last_name)
        if typed.pesel:
            some |= Q(pesel=typed.pesel)
        if first and last:
            some |= _any("search__contains", first) & _any("search__contains", last)
        if typed.birth_date and last:
            some |= Q(birth_date=typed.birth_date) & _any("search__contains", last)
        if first and of_family:
            some |= _any("search__contains", first) & of_family
    return some


def _same_person(typed, name, person):
    """Return why the person may be the typed one: a key of REASONS, or None."""
    if typed.pesel and person.pesel:
        return "pesel" if typed.pesel == person.pesel else None
    born = typed.birth_date, person.birth_date
    if None not in born and born[0] != born[1]:
        return None
    same_first = _share(typed.first_name, person.first_name)
    same_last = _share(typed.last_name, person.last_name)
    if same_first and same_last:
        return "name"
    if same_last and None not in born:
        return "born"
    return "family" if same_first and name and _words(name) == _words(person.family.name) else None


def _at(families, address):
    street, numbers = place_of(address)
    if not (street and numbers):
        return []
    near = families.filter(search__contains=street[-1]).filter(search__contains=numbers[0]).exclude(address="")
    return [family for family in near if same_place((street, numbers), place_of(family.address))]


def place_of(address):
    """Return (words of the street, numbers after it): „3 Maja 5 m. 7” gives (["3", "maja"], ["5", "7"])."""
    words = [word for word in re.findall(r"\d+|[^\W\d_]+", fold(address)) if word not in UNSAID]
    last = max((place for place, word in enumerate(words) if len(word) > 2 and not word.isdigit()), default=-1)
    return words[: last + 1], words[last + 1 :]


def same_place(one, other):
    (street, numbers), (other_street, other_numbers) = one, other
    length = min(len(numbers), len(other_numbers))
    same_street = set(street) <= set(other_street) or set(other_street) <= set(street)
    return bool(length and other_street and same_street and numbers[:length] == other_numbers[:length])


def _words(text):
    """Return the first words of a name, folded, at most NAMES."""
    return [word for word in re.findall(r"[^\W\d_]+", fold(text)) if len(word) > 1][:NAMES]


def _share(one, other):
    return not {*_words(one)}.isdisjoint(_words(other))


def _any(lookup, words):
    some = Q()
    for word in words:
        some |= Q(**{lookup: word})
    return some


def _all(lookup, words):
    every = Q()
    for word in words:
        every &= Q(**{lookup: word})
    return every


def _pesel(person):
    return person.pesel


def _name_and_birth(person):
    return _with_birth_date(person, f"{person.first_name} {person.last_name}")


def _first_name_and_birth(person):
    return _with_birth_date(person, person.first_name)


def _with_birth_date(person, name):
    name = fold(name)
    return (name, person.birth_date) if name and person.birth_date else None
