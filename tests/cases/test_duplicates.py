"""Families that the centre may know already."""

from datetime import date

import pytest

from cases.families.duplicates import (
    TypedPerson,
    families_with,
    find_similar_families,
    known_elsewhere,
    match_persons,
)
from cases.models import NamedReader
from tests.factories import FamilyFactory, PersonFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
PESEL, OTHER_PESEL = "85031412347", "90010100023"
BORN = date(1985, 3, 14)


@pytest.fixture
def manager():
    return StaffFactory()


@pytest.fixture
def family():
    family = FamilyFactory(name="Źrebiccy", address="ul. Lipowa 3/5", number="R1")
    PersonFactory(
        family=family, role="parent", first_name="Łucja", last_name="Źrebicka-Nowak", birth_date=BORN, pesel=PESEL
    )
    return family


def found(user, *persons, **other):
    """{name of a family: reasons in words}."""
    likes = find_similar_families(user, persons=[TypedPerson(**person) for person in persons], **other)
    return {like.family.name: [str(reason) for reason in like.reasons] for like in likes}


class TestPersons:
    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ({"pesel": PESEL}, "ten sam PESEL"),
            ({"first_name": "Inna", "last_name": "Osoba", "pesel": PESEL}, "ten sam PESEL"),
            ({"first_name": "Łucja", "last_name": "Źrebicka"}, "to samo imię i nazwisko"),
            ({"first_name": "lucja", "last_name": "zrebicka nowak"}, "to samo imię i nazwisko"),
            ({"first_name": "Anna Łucja", "last_name": "NOWAK", "birth_date": BORN}, "to samo imię i nazwisko"),
            ({"first_name": "Lusia", "last_name": "Nowak", "birth_date": BORN}, "ta sama data urodzenia i nazwisko"),
        ],
    )
    def test_are_the_same(self, manager, family, typed, why):
        assert found(manager, typed) == {"Źrebiccy": [why]}

    @pytest.mark.parametrize(
        ("known", "typed"),
        [
            ("Шевченко", "ШЕВЧЕНКО"),
            ("O’Neil", "o'neil"),
            ("Dvořák", "DVORAK"),
            ("Weiß", "WEISS"),
            ("Go\u0301ra", "GÓRA"),
            ("İnönü", "inonu"),
        ],
    )
    def test_are_the_same_in_any_alphabet(self, manager, known, typed):
        PersonFactory(family=FamilyFactory(name="Obcy"), first_name="Łucja", last_name=known)
        assert found(manager, {"first_name": "ŁUCJA", "last_name": typed}) == {"Obcy": ["to samo imię i nazwisko"]}

    @pytest.mark.parametrize(
        "typed",
        [
            {},
            {"last_name": "Nowak"},
            {"first_name": "Łucja"},
            {"first_name": "Łuc", "last_name": "Now"},
            {"first_name": "Łucja", "last_name": "Nowakowska"},
            {"first_name": "Łucja", "last_name": "Nowak", "birth_date": date(1985, 3, 15)},
            {"first_name": "Łucja", "last_name": "Nowak", "birth_date": BORN, "pesel": OTHER_PESEL},
            {"birth_date": BORN},
            {"first_name": "%", "last_name": "_"},
        ],
    )
    def test_are_different(self, manager, family, typed):
        assert found(manager, typed) == {}

    def test_the_name_of_the_family_with_a_first_name(self, manager, family):
        typed = {"first_name": "Łucja", "last_name": "Zrebiecka"}
        assert found(manager, typed, name="zrebiccy") == {"Źrebiccy": ["to samo nazwisko rodziny i imię"]}
        assert found(manager, typed, name="Źrebi") == {}

    def test_each_person_is_searched_and_the_surest_comes_first(self, manager, family):
        other = FamilyFactory(name="Adamscy")
        PersonFactory(family=other, first_name="Ola", last_name="Adamska", birth_date=None)
        persons = {"first_name": "Ola", "last_name": "Adamska"}, {"pesel": PESEL}
        assert list(found(manager, *persons)) == ["Źrebiccy", "Adamscy"]

    def test_twenty_long_names_are_searched(self, manager, family):
        persons = [{"first_name": "Ala " * 20, "last_name": "Nowak-" * 13, "birth_date": BORN}] * 21
        assert found(manager, *persons) == {"Źrebiccy": ["ta sama data urodzenia i nazwisko"]}


class TestAddress:
    @pytest.mark.parametrize(
        "typed", ["Lipowa 3/5", "ul. lipowa 3 m. 5", "LIPOWA 3", "Ulica Lipowa nr 3 lok. 5", "ul.Lipowa 3/5"]
    )
    def test_is_the_same(self, manager, family, typed):
        assert found(manager, address=typed) == {"Źrebiccy": ["ten sam adres"]}

    @pytest.mark.parametrize("typed", ["Lipowa", "Lipowa 35", "Lipowa 3/6", "Klonowa 3/5", "3/5", "ul.", "", "Lip 3"])
    def test_is_another(self, manager, family, typed):
        assert found(manager, address=typed) == {}

    def test_a_street_may_begin_with_a_number_and_have_first_names(self, manager):
        FamilyFactory(name="Majowi", address="3 Maja 5")
        FamilyFactory(name="Wieszcze", address="ul. Adama Mickiewicza 7a")
        assert list(found(manager, address="ul. 3 Maja 5 m. 2")) == ["Majowi"]
        assert list(found(manager, address="Mickiewicza 7A")) == ["Wieszcze"]
        assert list(found(manager, address="Mickiewicza 7b")) == []


class TestScope:
    def test_a_hidden_family_is_not_shown(self, family):
        worker = UserFactory(role="social_worker")
        assert found(worker, {"pesel": PESEL}, address="Lipowa 3/5") == {}
        assert known_elsewhere(worker, PESEL, "") == {PESEL}

    def test_a_restricted_family_is_not_reported(self, manager, family):
        family.is_restricted = True
        family.save()
        assert found(manager, {"pesel": PESEL}, address="Lipowa 3/5") == {}
        assert not known_elsewhere(manager, PESEL)
        assert families_with(manager, PESEL, besides=None) == []
        NamedReader.objects.create(family=family, user=manager)
        assert found(manager, {"pesel": PESEL}) == {"Źrebiccy": ["ten sam PESEL"]}

    def test_a_person_who_left_may_be_in_another_family(self, manager, family):
        worker = UserFactory(role="social_worker")
        assert families_with(manager, PESEL, besides=FamilyFactory()) == [family]
        assert families_with(manager, PESEL, besides=family) == []
        family.persons.update(left_on=date(2024, 1, 1))
        assert families_with(manager, PESEL, besides=FamilyFactory()) == []
        assert not known_elsewhere(worker, PESEL)


class TestMatchingPersons:
    """Who of two families is the same person, as the page of a merge suggests."""

    @pytest.fixture
    def match(self, manager):
        def offered(one, other):
            persons = [PersonFactory(family=FamilyFactory(), **fields) for fields in (one, other)]
            return match_persons(persons[:1], persons[1:])[persons[0]] == persons[1]

        return offered

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"last_name": "Sierocińska"}, {"last_name": "Babińska"}),
            ({"first_name": "ŁUCJA  Zoë"}, {"first_name": "Lucja Zoe", "last_name": "Wilk"}),
            ({"first_name": "Ja\u0301s\u0301", "last_name": ""}, {"first_name": "jas"}),
            ({"pesel": "15250112342", "first_name": "Al"}, {"pesel": "15250112342", "first_name": "Jan"}),
            ({"pesel": "15250112342"}, {"pesel": "", "last_name": "Wilk"}),
            ({"first_name": "Юлія", "last_name": "Шевченко"}, {"first_name": "Yuliia", "last_name": "Szewczenko"}),
            ({"first_name": "Jan", "last_name": "Sowa"}, {"first_name": "Sowa", "last_name": "Jan"}),
            ({"first_name": "Oliwer", "last_name": "Sowa"}, {"first_name": "Oliwier", "last_name": "Sowa"}),
        ],
    )
    def test_the_same_child(self, match, one, other):
        assert match(one, other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"first_name": "Ola"}, {"first_name": "Ala"}),
            ({"birth_date": date(2015, 5, 2)}, {}),
            ({"birth_date": None}, {"birth_date": None}),
            ({"first_name": ""}, {"first_name": "", "last_name": "Wilk"}),
            ({"pesel": "15250112342"}, {"pesel": "15250112359"}),
        ],
    )
    def test_another_child(self, match, one, other):
        assert not match(one, other)

    def test_of_twins_with_nearly_the_same_name_each_stays_alone(self, manager):
        ours, other = FamilyFactory(), FamilyFactory()
        twins = [PersonFactory(family=ours, first_name=name, last_name="Sowa") for name in ("Hanna", "Danna")]
        child = PersonFactory(family=other, first_name="Anna", last_name="Sowa")
        assert match_persons([child], twins) == {child: None}
        assert match_persons(twins, [child]) == dict.fromkeys(twins)

    def test_the_full_name_and_the_days_decide_among_several(self, manager):
        left, back = (
            PersonFactory(family=FamilyFactory(), **days)
            for days in ({"left_on": date(2020, 1, 1)}, {"joined_on": date(2022, 1, 1)})
        )
        stranger = PersonFactory(family=FamilyFactory(), last_name="Wilk")
        person = PersonFactory(family=FamilyFactory(), joined_on=date(2023, 1, 1))
        assert match_persons([person], [stranger, left, back]) == {person: back}
