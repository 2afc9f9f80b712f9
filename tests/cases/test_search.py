"""Finding families by what people type."""

import pytest

from cases.models import Family
from cases.models.search import fold, matching
from familycare.audit.services import record_bulk
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


def test_the_database_folds_every_polish_letter():
    family = FamilyFactory(name="Zażółć GĘŚLĄ jaźń ŻÓŁĆ", number="R1", district="Śródmieście", address="Łąkowa 5")
    family.refresh_from_db()
    assert family.search == fold(f"{family.name} {family.number} {family.district} {family.address}")
    assert family.search == "zazolc gesla jazn zolc r1 srodmiescie lakowa 5"


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


@pytest.mark.parametrize(("text", "names"), [("%", {"50% Nowak"}), ("_", {"A_B"}), ("\\", {"C\\D"}), ("'", {"O'Hara"})])
def test_wildcards_are_ordinary_characters(text, names):
    for name in ("50% Nowak", "A_B", "C\\D", "O'Hara"):
        FamilyFactory(name=name)
    assert found(text) == names


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_blanks_find_all_families(text):
    FamilyFactory(name="Kruk")
    assert found(text) == {"Sowa", "Kruk"}


def test_a_new_name_is_found_at_once_after_any_write(sowa):
    sowa.name = "Żuraw"
    sowa.save()
    assert found("zuraw") == {"Żuraw"}
    Family.objects.filter(pk=sowa.pk).update(name="Łabędź")
    assert found("labedz") == {"Łabędź"}
    with record_bulk():
        names = ["number", "name", "structure", "district", "registered_on"]
        bulk.insert(Family, names, [("R9", "Świder", "", "", None)])
    assert found("swider r9") == {"Świder"}
