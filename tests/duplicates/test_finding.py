"""Which families of the register may be one."""

from datetime import date

import pytest

from assistants.duplicates import finding
from assistants.duplicates.finding import find_pairs
from cases.families.name_sounds import one_letter_apart, sounds
from cases.models import Family, Person
from tests.factories import FamilyFactory, PersonFactory

BORN = date(2015, 3, 14)
PESEL = "15231412342"
NEAR, FAR = "15231412441", "15231498766"  # of the same day: one digit differs, and the last one; and another


@pytest.mark.parametrize(
    "spellings",
    [
        ("Шевченко", "Shevchenko", "Szewczenko", "SZEWCZENKO"),
        ("Юлія", "Yuliia", "Julia"),
        ("Андрій", "Andriy", "Andrij"),
        ("Щербак", "Shcherbak", "Szczerbak"),
        ("Михайло", "Mykhailo", "Mychajło"),
        ("Kowalska", "Kowalski", "kowalska"),
        ("Łącka", "Lacki"),
        ("Nowák", "Nowak"),
    ],
)
def test_spellings_of_a_name_sound_alike(spellings):
    assert len({sounds(each) for each in spellings}) == 1


@pytest.mark.parametrize("two", [("Nowak", "Kowal"), ("Anna", "Maria"), ("Олена", "Ольга"), ("Sowa", "Sikora")])
def test_names_do_not(two):
    assert not {*sounds(two[0])} & {*sounds(two[1])}


@pytest.mark.parametrize("one, other", [("nowak", "nowok"), ("nowak", "nowaak"), ("owak", "nowak"), ("anna", "annam")])
def test_one_letter(one, other):
    assert one_letter_apart(one, other) and one_letter_apart(other, one)


@pytest.mark.parametrize("one, other", [("nowak", "nowak"), ("nowak", "nwoak"), ("jan", "jon"), ("nowak", "nowakow")])
def test_more_or_fewer_letters(one, other):
    assert not one_letter_apart(one, other) and not one_letter_apart(other, one)


def register(one, other, *, families=({}, {})):
    """Save a person of each of two families; {} is Jan Sowa of 14 March 2015."""
    saved = []
    for family, details in zip(families, (one, other), strict=True):
        of = FamilyFactory(**{"name": "Sowa", **family})
        known = {"role": "child", "first_name": "Jan", "last_name": "Sowa", "birth_date": BORN}
        saved.append(PersonFactory(family=of, **{**known, **details}))
    return saved


def grounds():
    """[grounds] of each pair that is found, without the persons."""
    return [[ground for ground, _one, _other in found] for found in find_pairs().pairs.values()]


SAME_STREET = ({"address": "ul. Lipowa 3 m. 5"}, {"address": "Lipowa 3/5"})


@pytest.mark.django_db
class TestPersons:
    @pytest.mark.parametrize(
        ("one", "other", "ground"),
        [
            ({"pesel": PESEL}, {"pesel": PESEL, "first_name": "Adam", "last_name": "Wilk"}, "pesel"),
            ({"pesel": PESEL}, {"pesel": PESEL, "birth_date": None}, "pesel"),
            ({"pesel": PESEL}, {"pesel": NEAR, "last_name": "Wilk"}, "pesel_digit"),
            ({"pesel": PESEL}, {}, "name"),
            ({}, {"last_name": "Wilk-Sowa"}, "name"),
            ({}, {"first_name": "Sowa", "last_name": "Jan"}, "name"),
            ({"last_name": "Shevchenko"}, {"last_name": "Шевченко"}, "name"),
            ({"last_name": "Wolska"}, {"last_name": "Wolski"}, "name"),
            ({"first_name": "Hanna"}, {"first_name": "Anna"}, "name_letter"),
            ({"last_name": "Sowak"}, {"last_name": "Sowik"}, "name_letter"),
        ],
    )
    def test_may_be_one(self, one, other, ground):
        first, second = register(one, other)
        assert find_pairs().pairs == {
            (first.family_id, second.family_id): [[ground, first.pk, second.pk]],
        }

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({}, {"birth_date": date(2015, 3, 15)}),
            ({}, {"birth_date": None}),
            ({"birth_date": None}, {"birth_date": None}),
            ({}, {"first_name": "Adam"}),
            ({}, {"first_name": "", "last_name": ""}),
            ({"pesel": PESEL}, {"pesel": FAR}),
            ({"pesel": PESEL}, {"pesel": NEAR, "first_name": "Adam"}),
            ({"pesel": PESEL, "left_on": date(2020, 1, 1)}, {"pesel": PESEL, "joined_on": date(2020, 1, 1)}),
            ({"left_on": date(2020, 1, 1)}, {"joined_on": date(2020, 1, 1)}),
        ],
    )
    def test_are_two(self, one, other):
        register(one, other)
        assert grounds() == []

    def test_somebody_joined_by_hand_is_known_to_be_in_both(self):
        first, second = register({}, {})
        second.same_as = first
        second.save()
        assert grounds() == []

    def test_a_birth_date_that_many_have_says_nothing(self, monkeypatch):
        register({}, {})
        monkeypatch.setattr(finding, "MOST_ALIKE", 1)
        found = find_pairs()
        assert (found.pairs, found.too_many > 0) == ({}, True)


@pytest.mark.django_db
class TestAddresses:
    OTHER = {"first_name": "Janina"}

    def test_a_child_of_the_same_day_and_surname(self):
        register({}, self.OTHER, families=SAME_STREET)
        assert grounds() == [["address"]]

    @pytest.mark.parametrize(
        ("families", "other"),
        [
            (({}, {}), {}),
            (({"address": "Lipowa 3/5"}, {"address": "Lipowa 4/5"}), {}),
            (SAME_STREET, {"birth_date": date(2016, 1, 1)}),
            (SAME_STREET, {"role": "parent"}),
            (({**SAME_STREET[0]}, {**SAME_STREET[1], "name": "Wilk"}), {"last_name": "Wilk"}),
        ],
    )
    def test_neighbours(self, families, other):
        register({}, {**self.OTHER, **other}, families=families)
        assert grounds() == []

    def test_of_twins_each_is_one_child(self):
        first, second = register({}, {}, families=SAME_STREET)
        for each in (first, second):
            PersonFactory(family=each.family, role="child", first_name="Ewa", last_name="Sowa", birth_date=BORN)
        assert grounds() == [["name", "name"]]


@pytest.mark.django_db
@pytest.mark.parametrize("changes", [{"anonymised_on": BORN}, {"merged_into": True}])
def test_families_that_are_gone_are_not_compared(changes):
    first, second = register({}, {})
    if "merged_into" in changes:
        changes = {"merged_into": first.family}
    Family.objects.filter(pk=second.family_id).update(**changes)
    assert grounds() == []


@pytest.mark.django_db
def test_the_search_takes_the_same_queries_for_more_families(django_assert_num_queries):
    for day in range(1, 9):
        register({"birth_date": date(2015, 5, day)}, {"birth_date": date(2015, 5, day)})
    assert Person.objects.count() == 16
    with django_assert_num_queries(2):
        assert len(find_pairs().pairs) == 8
