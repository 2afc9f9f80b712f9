"""One person in several families, unknown birth dates, adult wards; each test begins with the catalogue's sentence."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import CareCharge, Condition, Help, Person, Placement
from familycare.centre.models import HelpKind
from tests.factories import CaseFactory, FamilyFactory, PersonFactory
from tests.figures.reading import counted, figures

pytestmark = pytest.mark.django_db
PESEL = "15230300110"
BORN = date(2015, 3, 3)


def family_with_support(number, closed_on=None):
    family = FamilyFactory(number=number)
    CaseFactory(family=family, opened_on=date(2024, 2, 1), closed_on=closed_on)
    return family


@pytest.fixture
def households():
    """The families of a father and a mother who live apart, both with support."""
    return family_with_support("R1"), family_with_support("R2")


@pytest.fixture(params=["pesel", "same_as"])
def kuba(households, request):
    """A child of both families, joined by the PESEL or by hand; his records."""
    pesel = PESEL if request.param == "pesel" else ""
    first = PersonFactory(family=households[0], birth_date=BORN, pesel=pesel)
    same_as = None if pesel else first
    return first, PersonFactory(family=households[1], birth_date=BORN, pesel=pesel, same_as=same_as)


def test_a_child_of_two_families_counts_once(kuba):
    # "One person is counted once"; "Rows that count families, and children_per_family, look at each family by itself."
    assert counted("support", "2024") == {"families": 2, "children": 1}
    assert counted("child_age", "2024") == {"7_15": 1}
    assert counted("family_kind", "2024") == {
        "difficulties.families": 2,
        "difficulties.children": 1,
        "total.families": 2,
        "total.children": 1,
    }
    assert counted("children_per_family", "2024") == {"1": 2}


def test_a_child_placed_by_one_record_is_placed(kuba):
    # "placed on a day when one of their rows is"
    Placement.objects.create(person=kuba[1], form="kinship_foster", starts_on=date(2024, 5, 1))
    assert counted("support", "2024") == {"families": 2, "children_placed": 1}
    assert counted("placement_flow", "2024")["placed.children"] == 1
    current = counted("placements_current", "2024")
    assert (current["kinship_foster.children"], current["total.children"]) == (1, 1)


def test_a_child_who_moved_to_another_family_stands_in_the_later_one():
    # "the person stands in the family with the latest"
    left = family_with_support("R1", closed_on=date(2024, 3, 15))
    joined = family_with_support("R2")
    CaseFactory(family=joined, kind="za_zyciem", basis="application", opened_on=date(2024, 5, 1))
    PersonFactory(family=left, birth_date=BORN, pesel=PESEL, left_on=date(2024, 4, 1), disability=True)
    PersonFactory(family=joined, birth_date=BORN, pesel=PESEL, joined_on=date(2024, 4, 1), disability=False)
    assert counted("support", "2024") == {"families": 2, "children": 1}
    assert figures("za_zyciem", "2024")["children"] == 1


def test_of_equal_reference_days_the_smaller_number_decides(households):
    # "(of these, the one with the smaller `id`)"
    for family, disability in zip(households, (True, False), strict=True):
        PersonFactory(family=family, birth_date=BORN, pesel=PESEL, disability=disability)
    assert figures("support", "2024")["children_disabled"] == 1


def test_a_father_of_two_families_is_one_carer(households):
    # "main carers of the served families"
    for family, education in zip(households, ("higher", "primary"), strict=True):
        PersonFactory(
            family=family,
            role="parent",
            main_carer=True,
            birth_date=date(1980, 2, 29),
            pesel="80022900119",
            education=education,
        )
    assert counted("support", "2024") == {"families": 2, "adults": 1}
    assert counted("carer_education", "2024") == {"higher": 1}
    assert counted("carer_age", "2024") == {"36_45": 1}


def test_whoever_heads_one_family_and_lives_in_another_is_a_carer_and_a_child(households):
    # A mother of 17 is a child of her parents' family, and the main carer of her own.
    born, pesel = date(2007, 6, 1), "07260100127"
    PersonFactory(family=households[0], birth_date=born, pesel=pesel, sex="F")
    PersonFactory(family=households[1], birth_date=born, pesel=pesel, sex="F", role="parent", main_carer=True)
    assert counted("support", "2024") == {"families": 2, "children": 1}
    assert counted("carer_age", "2024") == {"under_18": 1}


def test_help_and_illness_of_one_person_count_once(households):
    adults = [
        PersonFactory(family=family, role="parent", birth_date=date(1980, 2, 29), pesel="80022900119")
        for family in households
    ]
    kind = HelpKind.objects.get(code="psychologist")
    for adult in adults:
        Help.objects.create(family=adult.family, person=adult, kind=kind, form="individual", starts_on=date(2024, 3, 1))
        Condition.objects.create(person=adult, condition="disability", since_on=date(2024, 3, 1))
    assert figures("help", "2024")["psychologist.persons"] == 1
    assert figures("help", "2024")["psychologist.families"] == 2
    assert counted("conditions", "2024") == {"disability": 1}


def test_joined_through_a_third_record(households):
    # by hand with one, by the PESEL with the other
    first = PersonFactory(family=households[0], birth_date=BORN)
    second = PersonFactory(family=households[1], birth_date=BORN, pesel=PESEL, same_as=first)
    third = PersonFactory(family=family_with_support("R3"), birth_date=BORN, pesel=PESEL)
    assert figures("support", "2024")["children"] == 1
    second.delete()
    assert figures("support", "2024")["children"] == 2
    third.pesel = ""
    third.same_as = first
    third.save()
    assert figures("support", "2024")["children"] == 1
    Person.objects.get(pk=third.pk).delete()
    assert figures("support", "2024")["children"] == 1


def test_a_child_without_a_birth_date_is_a_child_of_unknown_age(households):
    # "or, without a birth date, has the role `child`"
    PersonFactory(family=households[0], birth_date=None)
    assert counted("support", "2024") == {"families": 2, "children": 1}
    assert counted("child_age", "2024") == {"unknown": 1}
    assert counted("children_per_family", "2024") == {"0": 1, "1": 1}


@pytest.mark.parametrize(
    ("birth_date", "starts_on", "wards"),
    [
        (date(2006, 12, 31), date(2024, 12, 30), 1),  # 17 when the stay began, 18 on the last day
        (date(2006, 12, 31), date(2024, 12, 31), 0),  # of age when it began
        (date(2007, 1, 1), date(2024, 5, 1), 0),  # a child still
    ],
)
def test_a_person_of_age_who_stays_in_care_is_told_apart(birth_date, starts_on, wards):
    # "persons of 18 or more who are in family or institutional care on e in a stay that began before they were 18"
    person = PersonFactory(birth_date=birth_date)
    Placement.objects.create(person=person, form="kinship_foster", starts_on=starts_on)
    current = figures("placements_current", "2024")
    assert (current["adult_wards.persons"], current["adult_wards.families"]) == (wards, wards)
    assert current["total.children"] == (birth_date.year == 2007)


def test_whoever_left_the_family_is_no_ward_of_it():
    person = PersonFactory(birth_date=date(2006, 3, 1), left_on=date(2024, 6, 1))
    Placement.objects.create(person=person, form="kinship_foster", starts_on=date(2020, 5, 1))
    assert counted("placements_current", "2024") == {}


def test_the_cost_of_wards_is_a_part_of_all_rows():
    # "`adult_wards`: of these, whoever was 18 on the first day of the charged month"
    person = PersonFactory(birth_date=date(2006, 3, 1))
    Placement.objects.create(person=person, form="kinship_foster", starts_on=date(2024, 1, 1))
    for month in (2, 3):
        CareCharge.objects.create(person=person, month=date(2024, month, 1), total_cost=Decimal("100"))
    costs = figures("care_costs", "2024")
    assert (costs["total.children"], costs["total.municipal_cost"]) == (1, 20)
    assert (costs["adult_wards.persons"], costs["adult_wards.municipal_cost"]) == (1, 10)
