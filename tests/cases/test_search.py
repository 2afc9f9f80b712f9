"""Finding families by what people type."""

import pytest
from django.db.models import F

from cases.models import Family
from cases.models.search import matching
from familycare.audit.models import Change
from familycare.audit.services import record_bulk
from familycare.lib.ordering import fold
from reporting.exchange import bulk
from tests.factories import FamilyFactory, PersonFactory

pytestmark = pytest.mark.django_db


def found(text, *, sees_pesel=True):
    return set(matching(Family.objects.all(), text, sees_pesel=sees_pesel).values_list("name", flat=True))


@pytest.fixture(autouse=True)
def sowa():
    """A family that no other search than its name finds."""
    return FamilyFactory(name="Sowa", number="R777")


@pytest.mark.parametrize("text", ["Źreb", "źreb", "zreb", "ŹREB", "ZREBIECA", "Źrebięca", "  zreb ", "rebie"])
def test_name_with_polish_letters_and_without(text):
    FamilyFactory(name="Źrebięca")
    assert found(text) == {"Źrebięca"}


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("ŻÓŁĆ", ["Żółć", "żółć", "zolc", "ZOLC"]),
        ("Шевченко-Їжак", ["шевченко", "ШЕВЧЕНКО", "їжак", "ЇЖАК", "Іжак"]),
        ("Παπαδόπουλος", ["παπαδόπουλος", "ΠΑΠΑΔΌΠΟΥΛΟΣ", "παπαδοπουλοσ"]),
        ("İnönü", ["inönü", "INONU", "İNÖNÜ", "inonu"]),
        ("Işık", ["ışık", "isik", "IŞIK"]),
        ("Muñoz Álvarez", ["muñoz", "MUÑOZ", "munoz", "alvarez", "ÁLVAREZ"]),
        ("Dvořák", ["DVOŘÁK", "dvorak"]),
        ("Erdős", ["ERDŐS", "erdos"]),
        ("Müller-Weiß", ["MÜLLER", "muller", "weiss", "WEISS", "weiß", "Weiẞ"]),
        ("Sørensen", ["SØRENSEN", "sorensen"]),
        ("Đorđević", ["ĐORĐEVIĆ", "dordevic"]),
        ("Ærø", ["ÆRØ", "aero"]),
        ("Nguyễn", ["NGUYỄN", "nguyen", "Nguye\u0302\u0303n"]),
        ("Go\u0301ra", ["Góra", "gora", "GO\u0301RA"]),
        ("Góra", ["Go\u0301ra"]),
        *((f"O{sign}Neil", ["O'Neil", "O’NEIL", "O‘Neil", "Oʼneil", "O`Neil", "O´Neil"]) for sign in "'’‘ʼ`´"),
        *((f"Kruk{sign}Wrona", ["Kruk-Wrona", "KRUK–WRONA", "kruk‑wrona", "kruk\u00ad‐wrona"]) for sign in "-‐‑–—"),
    ],
)
def test_names_of_any_alphabet(name, texts):
    FamilyFactory(name=name, number="R1")
    PersonFactory(family=FamilyFactory(name="Inna", number="R2"), last_name=name)
    assert [text for text in texts if found(text) != {name, "Inna"}] == []


@pytest.mark.parametrize("text", ["łąkowa", "Lakowa 12", "12/3"])
def test_street(text):
    FamilyFactory(name="Kruk", address="ul. Łąkowa 12/3")
    assert found(text) == {"Kruk"}


@pytest.mark.parametrize("text", ["R00012", "r00012", "Łobzów", "lobzow", "14211405677", "142114", "Żaneta", "zaneta"])
def test_number_district_pesel_and_names_of_persons(text):
    family = FamilyFactory(name="Kruk", number="R00012", district="Łobzów")
    PersonFactory(family=family, first_name="Żaneta", last_name="Kruk-Łoś", pesel="14211405677")
    assert found(text) == {"Kruk"}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("14211405677", True),
        ("Kruk 14211405677", True),
        ("1421140567", False),
        ("4211405677", False),
        ("142114", False),
        ("77", False),
        ("Kruk 7", False),
        ("00012", True),
        ("321", True),
        ("o321", True),
        ("zaneta", True),
        ("12/3", True),
    ],
)
def test_a_hidden_pesel_is_found_only_as_a_whole(text, is_found):
    family = FamilyFactory(name="Kruk", number="R00012", address="Łąkowa 12/3")
    PersonFactory(family=family, number="O321", first_name="Żaneta", last_name="Kruk-Łoś", pesel="14211405677")
    assert ("Kruk" in found(text, sees_pesel=False)) == is_found


def test_each_word_must_be_found_in_the_family_or_its_persons():
    family = FamilyFactory(name="Kruk")
    PersonFactory(family=family, first_name="Żaneta", last_name="Łoś")
    PersonFactory(family=family, first_name="Olek", last_name="Kruk")
    assert found("łoś żaneta") == found("kruk zaneta olek") == {"Kruk"}
    assert found("zaneta sowa") == set()


@pytest.mark.parametrize(
    ("text", "names"), [("%", {"50% Nowak"}), ("_", {"A_B"}), ("\\", {"C\\D"}), ("'", {"O'Hara"}), ("`", {"O'Hara"})]
)
def test_wildcards_are_ordinary_characters(text, names):
    for name in ("50% Nowak", "A_B", "C\\D", "O'Hara"):
        FamilyFactory(name=name)
    assert found(text) == names


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_blanks_find_all_families(text):
    FamilyFactory(name="Kruk")
    assert found(text) == {"Sowa", "Kruk"}


def _saved(family, name):
    family.name = name
    family.save()


def _saved_alone(family, name):
    family.name = name
    family.save(update_fields=["name"])


def _saved_of_what_was_loaded(family, name):
    family = Family.objects.only("name").get(pk=family.pk)
    family.name = name
    family.save()


def _updated(family, name):
    Family.objects.filter(name=family.name).update(name=name)


def _updated_by_the_database(family, name):
    Family.objects.filter(pk=family.pk).update(district=name)
    Family.objects.filter(pk=family.pk).update(name=F("district"))


def _updated_many(family, name):
    family.name = name
    Family.objects.bulk_update([family], ["name"])


def _made_many(family, name):
    Family.objects.bulk_create([Family(name=name)])


def _imported(family, name):
    names = ["number", "name", "structure", "district", "registered_on"]
    bulk.insert(Family, names, [("R9", name, "", "Łęgi", None)])


@pytest.mark.parametrize(
    "write",
    [
        _saved,
        _saved_alone,
        _saved_of_what_was_loaded,
        _updated,
        _updated_by_the_database,
        _updated_many,
        _made_many,
        _imported,
    ],
)
def test_a_new_name_is_found_at_once_after_any_write(sowa, write):
    with record_bulk():
        write(sowa, "Łabędź Ш")
    assert len(found("ŁABEDZ ш")) == 1
    families = Family.objects.all()
    assert [family.search for family in families] == [
        fold(f"{family.name} {family.number} {family.district} {family.address}") for family in families
    ]


def test_a_new_name_of_a_person_is_found_at_once(sowa):
    persons = [PersonFactory(family=sowa, last_name="Sowa") for _unused in range(2)]
    with record_bulk():
        sowa.persons.update(last_name="Žižka")
    assert found("ŽIŽKA") == {"Sowa"}
    persons[0].last_name = "Łoś"
    persons[0].save(update_fields=["last_name"])
    assert found("los zizka") == {"Sowa"}


def test_the_log_says_nothing_of_the_text_to_search_in(sowa):
    sowa.name = "Wilga"
    sowa.save()
    assert {name for change in Change.objects.all() for name in change.payload["values"]}.isdisjoint({"search"})
