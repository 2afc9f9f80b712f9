"""The state of a family (supported, closed, waiting) and its present cases."""

from datetime import date

import pytest

from cases.models import Case, Family, Referral
from cases.states import FamilyState, in_state, present_cases, state_of, waiting_referrals, with_state
from tests.factories import CaseFactory, FamilyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2024, 5, 20)


@pytest.fixture
def family():
    return FamilyFactory()


def state():
    """Return the state of the family; checks that each way to compute it agrees."""
    family = with_state(Family.objects.all(), TODAY).get()
    said = FamilyState(family.state)
    assert state_of(family.cases.all(), waiting_referrals(TODAY).exists(), TODAY) == said
    assert [each for each in FamilyState if in_state(Family.objects.all(), each, TODAY).exists()] == [said]
    return said


def case(family, opened_on, closed_on=None, **values):
    return CaseFactory(family=family, opened_on=opened_on, closed_on=closed_on, **values)


def referral(family, referred_on=date(2024, 4, 1), decision=""):
    return Referral.objects.create(family=family, source="family", referred_on=referred_on, decision=decision)


class TestState:
    def test_without_anything(self, family):
        assert state() == FamilyState.NONE

    @pytest.mark.parametrize(
        ("opened_on", "closed_on", "expected"),
        [
            (date(2024, 1, 1), None, FamilyState.SUPPORTED),
            (TODAY, TODAY, FamilyState.SUPPORTED),
            (date(2024, 1, 1), date(2024, 5, 19), FamilyState.CLOSED),
            (date(2024, 5, 21), None, FamilyState.NONE),
        ],
    )
    def test_first_and_last_day_belong_to_the_support(self, family, opened_on, closed_on, expected):
        case(family, opened_on, closed_on)
        assert state() == expected

    @pytest.mark.parametrize(
        ("decision", "expected"),
        [
            ("", FamilyState.WAITING),
            ("waiting", FamilyState.WAITING),
            ("refused", FamilyState.NONE),
            ("withdrawn", FamilyState.NONE),
        ],
    )
    def test_waits_before_the_decision_and_on_the_list(self, family, decision, expected):
        referral(family, decision=decision)
        assert state() == expected

    def test_a_closed_family_can_wait_again(self, family):
        case(family, date(2022, 1, 1), date(2023, 1, 1))
        referral(family)
        assert state() == FamilyState.WAITING

    def test_a_later_case_ends_the_waiting(self, family):
        referral(family, referred_on=date(2022, 1, 1))
        case(family, date(2022, 2, 1), date(2023, 1, 1))
        assert state() == FamilyState.CLOSED

    def test_support_goes_before_waiting(self, family):
        case(family, date(2024, 1, 1))
        referral(family)
        assert state() == FamilyState.SUPPORTED


class TestPresentCases:
    def test_those_that_are_open(self, family):
        case(family, date(2022, 1, 1), date(2023, 1, 1))
        now = {case(family, date(2023, 6, 1)), case(family, date(2023, 5, 1), kind="za_zyciem")}
        assert set(present_cases(TODAY)) == now

    def test_of_a_closed_family_the_last_one(self, family):
        case(family, date(2020, 1, 1), date(2023, 1, 1))
        last = case(family, date(2021, 1, 1), date(2022, 1, 1))
        assert list(present_cases(TODAY)) == [last]

    def test_future_cases_do_not_count(self, family):
        last = case(family, date(2021, 1, 1), date(2022, 1, 1))
        case(family, date(2024, 6, 1))
        assert list(present_cases(TODAY)) == [last]
        assert Case.objects.count() == 2
