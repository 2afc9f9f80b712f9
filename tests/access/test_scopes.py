"""Which families a user sees on each day."""

from datetime import date, timedelta

import pytest

from assistants.assignments.services import assign
from assistants.models import Assistant, Substitution
from cases.access import families_seen_by
from cases.models import Family, NamedReader, Referral
from familycare.accounts.rights import RIGHTS, Right, accounts_that_may, may
from tests.access.lines import ADMIN, ASSISTANT, AUDITOR, DIRECTOR, MANAGER, SOCIAL_WORKER
from tests.access.world import TODAY
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, UserFactory

FIRST, LAST = date(2024, 5, 10), date(2024, 5, 25)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(f"{TODAY} 12:00")


def assistant_with_account(**fields):
    return AssistantFactory(account=UserFactory(role=ASSISTANT, **fields))


def seen(user, day):
    return set(Family.objects.filter(families_seen_by(user, day)))


class TestAssistant:
    @pytest.mark.parametrize(("day", "sees"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
    def test_from_the_first_day_to_the_last(self, db, day, sees):
        assistant, case = assistant_with_account(), CaseFactory()
        assign(case=case, assistant=assistant, starts_on=FIRST, ends_on=LAST)
        assert (case.family in seen(assistant.account, day)) == sees

    @pytest.mark.parametrize(("day", "sees"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
    def test_sees_a_family_while_substituting(self, db, day, sees):
        assistant, substitute, case = assistant_with_account(), assistant_with_account(), CaseFactory()
        assignment = assign(case=case, assistant=assistant, starts_on=date(2024, 1, 1))
        Substitution.objects.create(assignment=assignment, substitute=substitute, starts_on=FIRST, ends_on=LAST)
        assert (case.family in seen(substitute.account, day)) == sees
        assert case.family in seen(assistant.account, day)

    def test_substitutes_no_longer_than_the_assignment_lasts(self, db):
        substitute, case = assistant_with_account(), CaseFactory()
        assignment = assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 1, 1), ends_on=FIRST)
        Substitution.objects.create(assignment=assignment, substitute=substitute, starts_on=FIRST, ends_on=LAST)
        assert case.family in seen(substitute.account, FIRST)
        assert not seen(substitute.account, FIRST + DAY)

    def test_without_a_record_sees_nothing(self, db):
        assign(case=CaseFactory(), assistant=AssistantFactory(), starts_on=FIRST)
        assert not seen(UserFactory(role=ASSISTANT), TODAY)


class TestSocialWorker:
    def test_sees_families_that_they_referred_or_are_responsible_for(self, db):
        user = UserFactory(role=SOCIAL_WORKER)
        referred, responsible, _other = FamilyFactory(), FamilyFactory(social_worker=user), FamilyFactory()
        Referral.objects.create(family=referred, source="social_worker", filed_by=user, referred_on=FIRST)
        assert seen(user, TODAY) == {referred, responsible}


@pytest.mark.parametrize("role", [ASSISTANT, SOCIAL_WORKER, MANAGER, DIRECTOR])
def test_a_named_user_sees_a_restricted_family_if_their_role_sees_all(db, role):
    user, family = UserFactory(role=role), FamilyFactory(is_restricted=True)
    assert not seen(user, TODAY)
    NamedReader.objects.create(family=family, user=user)
    assert seen(user, TODAY) == ({family} if role in (MANAGER, DIRECTOR) else set())


class TestAuthorisation:
    @pytest.mark.parametrize("missing", ["authorised_on", "secrecy_on"])
    @pytest.mark.parametrize(("day", "may_read"), [(None, False), (TODAY + DAY, False), (TODAY, True)])
    def test_both_documents_are_needed_from_their_day_on(self, db, missing, day, may_read):
        user = UserFactory(role=MANAGER, **{missing: day})
        assert may(user, Right.READ_FAMILIES) == may_read
        FamilyFactory()
        assert Family.objects.visible_to(user).exists() == may_read
        AssistantFactory()
        assert Assistant.objects.visible_to(user).exists() == may_read

    def test_the_auditor_and_the_administrator_need_none_and_see_none(self, db):
        FamilyFactory()
        for role, right in ((AUDITOR, Right.READ_LOG), (ADMIN, Right.MANAGE_ACCOUNTS)):
            user = UserFactory(role=role, authorised_on=None, secrecy_on=None)
            assert may(user, right)
            assert not Family.objects.visible_to(user).exists()

    @pytest.mark.parametrize(("last_day", "open"), [(TODAY - DAY, False), (TODAY, True)])
    def test_the_account_is_open_on_the_last_day(self, db, last_day, open):
        user = UserFactory(role=MANAGER, last_day=last_day)
        employed = assistant_with_account()
        employed.employed_to = last_day
        employed.save()
        for account, right in ((user, Right.DECIDE), (employed.account, Right.READ_FAMILIES)):
            assert may(account, right) == open
            assert (account in accounts_that_may(right)) == open


def test_only_the_manager_decides_and_only_casework_roles_write(db):
    assert {role for role in RIGHTS if Right.DECIDE in RIGHTS[role]} == {MANAGER}
    assert {role for role in RIGHTS if Right.WRITE_CASEWORK in RIGHTS[role]} == {ASSISTANT, MANAGER}
