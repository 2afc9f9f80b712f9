"""Whom the centre may know already: looked for while a family is registered, and when somebody is added to one."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from cases.models import Family, Person
from cases.models.search import fold

MOST = 10
NAMES = 3  # of one person, as many as are looked for
# Words of an address that one writes and another leaves out.
UNSAID = set("ul ulica al aleja os osiedle pl plac bl blok m mieszkanie lok lokal nr".split())

KNOWN_ELSEWHERE = (
    "Osoba z tym numerem PESEL należy już do innej rodziny, której nie prowadzisz. "
    "Zanim ją zapiszesz, zapytaj kierownika zespołu."
)

# Why a family may be the same, the surest first.
REASONS = {
    "pesel": "ten sam PESEL",
    "name": "to samo imię i nazwisko",
    "address": "ten sam adres",
    "born": "ta sama data urodzenia i nazwisko",
    "family": "to samo nazwisko rodziny i imię",
}
ORDER = list(REASONS)


@dataclass(frozen=True)
class Typed:
    """What was typed about a person; each may be empty."""

    first_name: str = ""
    last_name: str = ""
    birth_date: date | None = None
    pesel: str = ""


@dataclass(frozen=True)
class Like:
    """A family that may be the one that is being typed, and why, in words."""

    family: Family
    reasons: list


def families_like(user, *, name="", address="", persons=()):
    """The families (Like) that `user` may see and that may be the one of this name and address with these `persons`
    (Typed). The surest first, at most MOST.

    The same is: a PESEL; some first and some last name in common, and no other birth date; the birth date and a last
    name; the family's name and a first name; the street and the number, of the flat too where both say one.
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
    likes = sorted(found, key=lambda family: (min(map(ORDER.index, found[family])), family.name, family.number))
    return [Like(family, [REASONS[each] for each in ORDER if each in found[family]]) for family in likes[:MOST]]


def twins_of(family, user):
    """The families (Like) that `user` may see and that may be this one registered twice."""
    persons = [
        Typed(person.first_name, person.last_name, person.birth_date, person.pesel) for person in family.persons.all()
    ]
    likes = families_like(user, name=family.name, address=family.address, persons=persons)
    return [like for like in likes if like.family != family and not like.family.anonymised_on]


def families_with(user, pesel, besides):
    """The families, other than `besides`, of which somebody with that PESEL is a member today, that `user` may see."""
    persons = Person.objects.filter(_member_with([pesel])).exclude(family=besides)
    return list(Family.objects.visible_to(user).filter(pk__in=persons.order_by().values("family"))[:MOST])


def known_elsewhere(user, *pesels):
    """The PESELs, out of these, of members of families that `user` does not see. Of a particularly protected family
    nothing is told."""
    if not any(pesels):
        return set()
    others = Family.objects.filter(is_restricted=False, merged_into=None).exclude(
        pk__in=Family.objects.visible_to(user).values("pk")
    )
    return set(Person.objects.filter(_member_with(pesels), family__in=others).values_list("pesel", flat=True))


def same_persons(persons, others):
    """{person: who they are among `others`, or None}: the same PESEL, or else, unless both have one, the same name and
    birth date."""
    free, found = list(others), {}
    for mark in (_pesel, _name_and_birth):
        for person in persons:
            alike = (each for each in free if mark(person) and mark(each) == mark(person))
            same = next((each for each in alike if person.pesel in ("", each.pesel) or not each.pesel), None)
            if same and not found.get(person):
                found[person] = same
                free.remove(same)
    return {person: found.get(person) for person in persons}


def one_as_two(persons, others, chosen):
    """[(person, other)] who have one PESEL on some same day, and of whom `chosen` ({person: who they are among
    `others`, or None}) makes two. Who came back to a family is in it twice: one of the two is enough."""
    found = []
    for person in persons:
        same = [each for each in others if person.pesel and each.pesel == person.pesel and _meet(person, each)]
        taken = [other for one, other in chosen.items() if one.pesel == person.pesel]
        if same and chosen[person] not in same and not all(each in taken for each in same):
            found.append((person, same[0]))
    return found


def _meet(one, other):
    """Whether both are in their families on some same day; `left_on` is the first day after."""
    begins = [person.joined_on or date.min for person in (one, other)]
    return max(begins) < min(person.left_on or date.max for person in (one, other))


def _member_with(pesels):
    """Who has left a family may be in another."""
    still = Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate())
    return Q(pesel__in=[pesel for pesel in pesels if pesel]) & still


def _candidates(name, persons):
    """Q: more persons than are the same, by what a database compares fast."""
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
    """Why the person may be whom was typed: a key of REASONS, or None."""
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
    street, numbers = _place(address)
    if not (street and numbers):
        return []
    near = families.filter(search__contains=street[-1]).filter(search__contains=numbers[0]).exclude(address="")
    return [family for family in near if _same_place((street, numbers), _place(family.address))]


def _place(address):
    """(words of the street, what stands after it) of an address; „3 Maja 5 m. 7” is (["3", "maja"], ["5", "7"])."""
    words = [word for word in re.findall(r"\d+|[^\W\d_]+", fold(address)) if word not in UNSAID]
    last = max((place for place, word in enumerate(words) if len(word) > 2 and not word.isdigit()), default=-1)
    return words[: last + 1], words[last + 1 :]


def _same_place(one, other):
    (street, numbers), (other_street, other_numbers) = one, other
    length = min(len(numbers), len(other_numbers))
    same_street = set(street) <= set(other_street) or set(other_street) <= set(street)
    return bool(length and other_street and same_street and numbers[:length] == other_numbers[:length])


def _words(text):
    """The first words of a name, as they are looked for."""
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
    name = fold(f"{person.first_name} {person.last_name}")
    return (name, person.birth_date) if name and person.birth_date else None
