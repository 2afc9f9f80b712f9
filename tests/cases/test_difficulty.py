"""How demanding the work with a family is."""

from datetime import date

import pytest

from cases.difficulty import difficulties
from cases.models import BlueCard, Family, FamilyProblem
from familycare.centre.models import Problem
from tests.factories import CaseFactory, FamilyFactory, PersonFactory

DAY = date(2024, 5, 20)
EARLIER = date(2024, 1, 2)

pytestmark = pytest.mark.django_db


def of(family, day=DAY):
    return difficulties(Family.objects.filter(pk=family.pk), day)[family.pk]


def test_each_problem_child_obligation_and_card_weighs_one():
    family = FamilyFactory()
    assert of(family) == 0
    for problem in Problem.objects.all()[:2]:
        FamilyProblem.objects.create(family=family, problem=problem, identified_on=EARLIER)
    assert of(family) == 2
    PersonFactory.create_batch(3, family=family)
    PersonFactory(family=family, role="parent", main_carer=True, birth_date=date(1990, 1, 1))
    assert of(family) == 5
    CaseFactory(family=family, basis="court_order")
    BlueCard.objects.create(family=family, opened_on=EARLIER)
    assert of(family) == 7


def test_two_obligations_or_cards_weigh_as_one():
    family = FamilyFactory()
    for kind in ("difficulties", "za_zyciem"):
        CaseFactory(family=family, kind=kind, basis="court_order")
        BlueCard.objects.create(family=family, opened_on=EARLIER)
    assert of(family) == 2


def test_a_problem_that_both_of_two_registrations_knew_weighs_one():
    family = FamilyFactory()
    for day in (EARLIER, date(2024, 2, 5)):
        FamilyProblem.objects.create(family=family, problem=Problem.objects.first(), identified_on=day)
    assert of(family) == 1


def test_what_is_over_or_not_yet_weighs_nothing():
    family = FamilyFactory()
    first, second = Problem.objects.all()[:2]
    FamilyProblem.objects.create(family=family, problem=first, identified_on=EARLIER, resolved_on=DAY)
    FamilyProblem.objects.create(family=family, problem=second, identified_on=date(2024, 5, 21))
    BlueCard.objects.create(family=family, opened_on=EARLIER, closed_on=date(2024, 5, 19))
    PersonFactory(family=family, birth_date=date(2006, 5, 20))
    assert of(family) == 0


def test_is_one_query_of_all_families(django_assert_num_queries):
    for _n in range(3):
        PersonFactory()
    with django_assert_num_queries(1):
        assert sorted(difficulties(Family.objects.all(), DAY).values()) == [1, 1, 1]
