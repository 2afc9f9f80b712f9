"""At most fifteen families at once, enforced by the database (UWRiSPZ art. 15 ust. 4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from assistants.assignments.cap import NoFreePlace, allocate_places
from assistants.assignments.services import assign
from assistants.models import Assignment, Assistant
from cases.models import Case
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory

DAY = date(2023, 5, 10)


def give(assistant, number, **dates):
    return [assign(case=CaseFactory(), assistant=assistant, **{"starts_on": DAY, **dates}) for _n in range(number)]


def write(assistant, case, place, starts_on, ends_on=None):
    """Create a row directly, without a service."""
    return Assignment.objects.create(
        case=case, family_id=case.family_id, assistant=assistant, place=place, starts_on=starts_on, ends_on=ends_on
    )


@pytest.mark.django_db
class TestAssign:
    def test_the_sixteenth_family_is_refused_with_a_message(self):
        assistant = AssistantFactory(first_name="Ewa", last_name="Żak")
        give(assistant, 15)
        with pytest.raises(NoFreePlace, match=r"Ewa Żak ma już tyle rodzin, ile może mieć naraz \(15\)"):
            give(assistant, 1)
        assert assistant.assignments.count() == 15

    def test_a_lower_limit_of_the_assistant_holds(self):
        assistant = AssistantFactory(max_families=2)
        give(assistant, 2)
        with pytest.raises(NoFreePlace):
            give(assistant, 1)

    def test_a_family_with_two_cases_takes_one_place(self):
        assistant = AssistantFactory(max_families=1)
        family = FamilyFactory()
        for kind in ("difficulties", "za_zyciem"):
            assign(case=CaseFactory(family=family, kind=kind), assistant=assistant, starts_on=DAY)
        assert set(assistant.assignments.values_list("place", flat=True)) == {1}

    def test_a_place_is_free_again_the_day_after_its_family_left(self):
        assistant = AssistantFactory(max_families=1)
        give(assistant, 1, ends_on=DAY)
        with pytest.raises(NoFreePlace):
            give(assistant, 1, starts_on=DAY)
        give(assistant, 1, starts_on=DAY + timedelta(days=1))

    @pytest.mark.parametrize(
        "dates",
        [
            {"starts_on": date(2022, 2, 28)},  # the case opens the day after
            {"starts_on": date(2023, 1, 1), "ends_on": date(2023, 7, 1)},  # it closed the day before
            {"starts_on": date(2023, 1, 1)},
        ],
    )
    def test_days_outside_of_the_case_are_refused(self, dates):
        case = CaseFactory(opened_on=date(2022, 3, 1), closed_on=date(2023, 6, 30), closing_reason="moved_away")
        with pytest.raises(ValidationError, match="w czasie objęcia rodziny wsparciem"):
            assign(case=case, assistant=AssistantFactory(), **dates)

    @pytest.mark.parametrize(
        "dates", [{"starts_on": date(2023, 5, 20)}, {"starts_on": date(2023, 5, 1), "ends_on": DAY}]
    )
    def test_days_on_which_somebody_has_the_case_are_refused(self, dates):
        case = CaseFactory(opened_on=date(2022, 3, 1))
        ewa, ola = AssistantFactory(first_name="Ewa", last_name="Żak"), AssistantFactory()
        assign(case=case, assistant=ewa, starts_on=DAY, ends_on=date(2023, 5, 31))
        with pytest.raises(
            ValidationError, match=r"rodzina ma już asystenta w tej sprawie: Ewa Żak \(10.05.2023–31.05.2023"
        ):
            assign(case=case, assistant=ola, **dates)
        assign(case=case, assistant=ola, starts_on=date(2023, 6, 1))

    def test_an_error_of_the_database_becomes_a_message(self, monkeypatch):
        """This happens when two users assign the same case at once."""
        case = CaseFactory()
        assign(case=case, assistant=AssistantFactory(), starts_on=DAY, ends_on=DAY)
        monkeypatch.setattr("assistants.assignments.services._check_no_overlap", lambda *args: None)
        with pytest.raises(ValidationError, match="W tych dniach rodzina ma już asystenta w tej sprawie"):
            assign(case=case, assistant=AssistantFactory(), starts_on=DAY)
        assert case.assignments.count() == 1

    def test_days_outside_of_the_employment_are_refused(self):
        with pytest.raises(ValidationError, match="pracuje tylko do"):
            assign(case=CaseFactory(), assistant=AssistantFactory(employed_to=date(2023, 12, 31)), starts_on=DAY)


@pytest.mark.django_db
class TestConstraints:
    def test_two_families_cannot_share_a_place_on_one_day(self):
        assistant = AssistantFactory()
        write(assistant, CaseFactory(), 1, date(2023, 1, 1), date(2023, 3, 31))
        with pytest.raises(IntegrityError), transaction.atomic():
            write(assistant, CaseFactory(), 1, date(2023, 3, 31), date(2023, 4, 30))
        write(assistant, CaseFactory(), 1, date(2023, 4, 1))

    def test_an_earlier_stay_in_the_place_cannot_be_prolonged_into_a_later_one(self):
        assistant = AssistantFactory()
        earlier = write(assistant, CaseFactory(), 1, date(2023, 1, 1), date(2023, 3, 31))
        write(assistant, CaseFactory(), 1, date(2023, 4, 1))
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=earlier.pk).update(ends_on=None)

    @pytest.mark.parametrize("place", [0, 16])
    def test_there_is_no_sixteenth_place(self, place):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(AssistantFactory(), CaseFactory(), place, DAY)

    def test_there_is_no_place_above_the_assistants_own_limit(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            write(AssistantFactory(max_families=3), CaseFactory(), 4, DAY)

    def test_the_limit_cannot_sink_below_a_place_that_is_taken(self):
        assistant = AssistantFactory()
        write(assistant, CaseFactory(), 4, DAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            Assistant.objects.filter(pk=assistant.pk).update(max_families=3)
        Assistant.objects.filter(pk=assistant.pk).update(max_families=4)

    def test_a_place_that_was_left_long_ago_does_not_hold_the_limit_up(self):
        assistant = AssistantFactory()
        write(assistant, CaseFactory(), 4, DAY, DAY)
        Assistant.objects.filter(pk=assistant.pk).update(max_families=3)

    def test_an_assignment_cannot_name_another_family_than_its_case(self):
        case = CaseFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(
                case=case, family=FamilyFactory(), assistant=AssistantFactory(), place=1, starts_on=DAY
            )
            connection.check_constraints()

    def test_a_case_has_one_open_assignment(self):
        case = CaseFactory()
        write(AssistantFactory(), case, 1, DAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            write(AssistantFactory(), case, 1, DAY)

    @pytest.mark.parametrize("ends_on", [None, date(2023, 3, 31), date(2023, 5, 31)])
    def test_a_case_has_one_assistant_at_a_time(self, ends_on):
        case, one, other = CaseFactory(), AssistantFactory(), AssistantFactory()
        write(one, case, 1, date(2023, 1, 1), date(2023, 3, 31))
        with pytest.raises(IntegrityError, match="assignment_overlaps"), transaction.atomic():
            write(other, case, 1, date(2023, 3, 31), ends_on)
        later = write(other, case, 1, date(2023, 4, 1), date(2023, 4, 30))
        with pytest.raises(IntegrityError, match="assignment_overlaps"), transaction.atomic():
            Assignment.objects.filter(pk=later.pk).update(starts_on=date(2023, 3, 31))
        write(one, CaseFactory(family=case.family, kind="za_zyciem"), 1, date(2023, 1, 1))

    def test_a_family_has_one_open_case_of_a_kind(self):
        case = CaseFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseFactory(family=case.family)
        CaseFactory(family=case.family, kind="za_zyciem")


@pytest.mark.django_db(transaction=True)
def test_one_of_many_threads_gets_the_last_place():
    assistant = AssistantFactory()
    give(assistant, 14)
    cases = [CaseFactory() for _n in range(8)]
    ready = Barrier(len(cases))

    def attempt(case):
        ready.wait()
        try:
            return bool(assign(case=case, assistant=assistant, starts_on=DAY))
        except NoFreePlace:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(len(cases)) as pool:
        outcomes = list(pool.map(attempt, cases))
    assert outcomes.count(True) == 1
    assert Assignment.objects.filter(assistant=assistant).count() == 15
    assert Case.objects.filter(assignments__isnull=True).count() == 7


class TestAllocation:
    """Places for all assignments of a register."""

    def test_as_few_places_as_there_are_families_at_once(self):
        spans = [
            (date(2023, 1, 1), date(2023, 6, 30), "A", "a"),
            (date(2023, 2, 1), date(2023, 3, 31), "B", "b"),
            (date(2023, 4, 1), date.max, "C", "c"),
            (date(2023, 7, 1), date.max, "D", "d"),
        ]
        assert allocate_places(spans, most=2) == ({"a": 1, "b": 2, "c": 2, "d": 1}, [])

    def test_a_family_that_shares_days_with_itself_sits_in_one_place(self):
        spans = [
            (date(2023, 1, 1), date(2023, 6, 30), "A", "a"),
            (date(2023, 3, 1), date.max, "A", "b"),
            (date(2023, 7, 1), date.max, "B", "c"),
        ]
        assert allocate_places(spans, most=1) == ({"a": 1, "b": 1}, ["c"])

    def test_the_one_too_many_is_named_and_the_others_keep_their_places(self):
        spans = [(date(2023, 1, day), date.max, day, day) for day in range(1, 17)]
        places, refused = allocate_places(spans, most=15)
        assert refused == [16]
        assert sorted(places.values()) == list(range(1, 16))
