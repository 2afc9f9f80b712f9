"""The families of an assistant, and the day of the next free place."""

from datetime import date, timedelta

import pytest

from assistants.assignments.cap import NoFreePlace
from assistants.assignments.services import assign
from assistants.models import Assistant
from assistants.staff.caseload import families_of, next_free_places, with_load
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory, UserFactory, VisitFactory

pytestmark = pytest.mark.django_db
DAY = date(2023, 5, 10)


def give(assistant, number=1, starts_on=DAY, **ends):
    return [assign(case=CaseFactory(), assistant=assistant, starts_on=starts_on, **ends) for _n in range(number)]


def load(assistant, day=DAY):
    return with_load(Assistant.objects.all(), day).get(pk=assistant.pk).load


class TestLoad:
    def test_is_of_the_day(self):
        assistant = AssistantFactory()
        give(assistant, 2, ends_on=DAY)
        give(assistant, 1, starts_on=DAY + timedelta(days=1))
        assert [load(assistant, DAY + timedelta(days=days)) for days in (-1, 0, 1)] == [0, 2, 1]

    def test_counts_a_family_with_two_cases_once(self):
        assistant, family = AssistantFactory(), FamilyFactory()
        for kind in ("difficulties", "za_zyciem"):
            assign(case=CaseFactory(family=family, kind=kind), assistant=assistant, starts_on=DAY)
        assert load(assistant) == 1

    def test_excludes_families_of_others(self):
        give(AssistantFactory(), 3)
        assert load(AssistantFactory()) == 0


class TestNextFreePlace:
    def next_free(self, assistant, day=DAY):
        return next_free_places([assistant], day)[assistant.pk]

    def test_is_today_while_there_is_room(self):
        assistant = AssistantFactory(max_families=2)
        give(assistant, 1)
        assert self.next_free(assistant) == DAY

    def test_is_the_day_after_the_first_family_leaves(self):
        assistant = AssistantFactory(max_families=2)
        give(assistant, 1, ends_on=DAY + timedelta(days=9))
        give(assistant, 1, ends_on=DAY + timedelta(days=5))
        assert self.next_free(assistant) == DAY + timedelta(days=6)

    def test_is_free_for_good_as_assigning_wants_it(self):
        assistant = AssistantFactory(max_families=1)
        give(assistant, 1, starts_on=DAY + timedelta(days=30), ends_on=DAY + timedelta(days=40))
        free = self.next_free(assistant)
        with pytest.raises(NoFreePlace):
            give(assistant, 1, starts_on=free - timedelta(days=1))
        give(assistant, 1, starts_on=free)

    def test_is_none_for_full_and_former_assistants_and_without_places(self):
        full = AssistantFactory(max_families=1)
        give(full, 1)
        gone = AssistantFactory(employed_to=DAY - timedelta(days=1))
        assert [self.next_free(each) for each in (full, gone, AssistantFactory(max_families=0))] == [None] * 3


class TestFamilies:
    def test_lists_a_family_once_since_its_first_case(self):
        assistant, family = AssistantFactory(), FamilyFactory()
        for days, kind in enumerate(("za_zyciem", "difficulties")):
            start = DAY + timedelta(days=days)
            assign(case=CaseFactory(family=family, kind=kind), assistant=assistant, starts_on=start)
        (entrusted,) = families_of(assistant, DAY + timedelta(days=3), StaffFactory())
        assert (entrusted.family, entrusted.since, entrusted.is_za_zyciem) == (family, DAY, True)

    def test_last_contact_is_with_the_family_itself(self):
        assistant = AssistantFactory()
        (assignment,) = give(assistant)
        for day, kind in ((3, "phone_contact"), (5, "attempted_visit"), (7, "team_meeting")):
            VisitFactory(case=assignment.case, visited_on=DAY + timedelta(days=day), kind=kind)
        (entrusted,) = families_of(assistant, DAY, StaffFactory())
        assert entrusted.last_contact == DAY + timedelta(days=3)

    def test_are_hidden_from_users_who_may_not_see_them(self):
        assistant = AssistantFactory()
        give(assistant, 2)
        assert families_of(assistant, DAY, UserFactory()) == []
        assert len(families_of(assistant, DAY, StaffFactory())) == 2
