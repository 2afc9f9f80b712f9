"""Entries of the diary: what is accepted, and the message for what is not."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from assistants.assignments.services import assign
from assistants.diary.appointments import AppointmentDetails, settle_appointment
from assistants.diary.services import AlreadySaved, correct_visit, delete_visit, log_visits
from assistants.merging.services import merge_families, undo_merge
from assistants.models import Appointment, Assignment, Substitution, Visit
from cases.models import Case
from tests.diary.entries import log
from tests.diary.people import SINCE, TODAY, create_family, create_goals
from tests.factories import CaseFactory, StaffFactory
from tests.figures.reading import figures

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def refusal(assistant, family, **contents):
    """{field: message} of an entry that is refused; checks that nothing is saved."""
    before = Visit.objects.count()
    with pytest.raises(ValidationError) as caught:
        log(assistant, family, **contents)
    assert Visit.objects.count() == before
    return {field: messages[0] for field, messages in caught.value.message_dict.items()}


class TestDay:
    def test_today_and_the_first_day_of_the_assignment_are_taken(self, ewa, family):
        assert log(ewa, family).visited_on == TODAY
        assert log(ewa, family, visited_on=SINCE).case == family.cases.get()

    def test_future_is_refused(self, ewa, family):
        assert refusal(ewa, family, visited_on=TOMORROW) == {
            "visited_on": "Ten dzień jeszcze nie nadszedł. Wpisz wizytę, która się odbyła."
        }

    def test_day_before_the_assignment_is_refused(self, ewa, family):
        assert refusal(ewa, family, visited_on=SINCE - timedelta(days=1)) == {
            "visited_on": "Tego dnia ta rodzina nie była jeszcze pod Twoją opieką: jest od 1\xa0marca\xa02023."
        }

    def test_day_after_the_handover_is_refused(self, ewa, ola):
        family = create_family(ewa, "Dawni", "R5", ends_on=date(2023, 5, 31))
        log(ewa, family, visited_on=date(2023, 5, 31))
        assert (
            "ostatnim dniem był 31\xa0maja\xa02023" in refusal(ewa, family, visited_on=date(2023, 6, 1))["visited_on"]
        )

    def test_family_of_a_colleague_is_refused(self, ewa, ola):
        theirs = Assignment.objects.get(assistant=ola).family
        assert refusal(ewa, theirs) == {"visited_on": "Tego dnia ta rodzina nie była pod Twoją opieką."}


class TestSubstitution:
    @pytest.fixture
    def standing_in(self, ewa, ola):
        assignment = Assignment.objects.get(assistant=ola)
        Substitution.objects.create(assignment=assignment, substitute=ewa, starts_on=YESTERDAY, ends_on=TODAY)
        return assignment.family

    def test_entry_says_who_came_and_whose_family_it_is(self, ewa, ola, standing_in):
        visit = log(ewa, standing_in)
        assert (visit.assistant, visit.substitute, visit.author) == (ola, ewa, ewa)
        assert [*Visit.objects.written_by(ewa)] == [visit]
        assert not Visit.objects.written_by(ola)

    def test_only_on_its_days(self, ewa, standing_in):
        assert (
            "od 19\xa0czerwca\xa02023" in refusal(ewa, standing_in, visited_on=TODAY - timedelta(days=2))["visited_on"]
        )


class TestNumbers:
    @pytest.mark.parametrize("minutes", [1, 1440])
    def test_minutes_of_a_day_are_taken(self, ewa, family, minutes):
        assert log(ewa, family, minutes=minutes).minutes == minutes

    @pytest.mark.parametrize("minutes", [0, -5, 1441, 25 * 60, 10**9])
    def test_more_than_a_day_is_refused(self, ewa, family, minutes):
        assert "doba ma 24 godziny" in refusal(ewa, family, minutes=minutes)["minutes"]

    def test_minutes_are_required_except_for_an_attempt(self, ewa, family):
        assert "Wybierz, ile to trwało" in refusal(ewa, family, minutes=None)["minutes"]
        attempt = log(ewa, family, kind="attempted_visit", minutes=None)
        assert attempt not in Visit.objects.with_the_family()

    @pytest.mark.parametrize("advice", [-1, 100])
    def test_impossible_number_of_advice_is_refused(self, ewa, family, advice):
        assert "Liczba porad" in refusal(ewa, family, advice_count=advice)["advice_count"]

    def test_all_errors_are_shown_at_once(self, ewa, family):
        assert set(refusal(ewa, family, visited_on=TOMORROW, minutes=0)) == {"visited_on", "minutes"}


class TestCase:
    def test_requested_one_of_two_is_used(self, ewa, family):
        other = CaseFactory(family=family, kind="za_zyciem")
        assign(case=other, assistant=ewa, starts_on=SINCE)
        assert log(ewa, family, case=other).case == other

    def test_case_of_another_family_is_refused(self, ewa, family):
        theirs = create_family(ewa, "Inni", "R13").cases.get()
        assert "visited_on" in refusal(ewa, family, case=theirs)

    def test_goal_of_another_family_is_refused(self, ewa, family):
        (goal,) = create_goals(create_family(ewa, "Inni", "R13"), "Praca")
        assert refusal(ewa, family, goals=[goal]) == {"goals": "Wybierz cele z planu tej rodziny."}

    def test_monitoring_comes_after_the_case(self, ewa, family):
        assert "po zakończeniu wsparcia" in refusal(ewa, family, kind="monitoring")["kind"]
        case = family.cases.get()
        assignment = case.assignments.get()
        assignment.ends_on = case.closed_on = YESTERDAY
        assignment.save()
        case.save()
        assert log(ewa, family, kind="monitoring").case == case
        assert "kind" in refusal(ewa, family, kind="monitoring", visited_on=YESTERDAY)


class TestTwice:
    def test_same_form_makes_one_entry(self, ewa, family):
        (goal,) = create_goals(family, "Praca")
        key = uuid.uuid4()
        first = log(ewa, family, client_key=key, goals=[goal], summary="Rozmowa")
        assert log(ewa, family, client_key=key, goals=[goal], summary="Rozmowa") == first
        assert Visit.objects.count() == 1

    def test_same_form_with_another_text_raises_already_saved(self, ewa, family):
        key = uuid.uuid4()
        first = log(ewa, family, client_key=key, summary="Rozmowa")
        with pytest.raises(AlreadySaved) as caught:
            log(ewa, family, client_key=key, summary="Rozmowa o szkole")
        assert caught.value.visit == first
        assert Visit.objects.get().summary == "Rozmowa"

    def test_form_of_another_family_or_person_is_refused(self, ewa, ola, family):
        key = uuid.uuid4()
        log(ewa, family, client_key=key)
        for assistant, other in (
            (ewa, create_family(ewa, "Inni", "R13")),
            (ola, Assignment.objects.get(assistant=ola).family),
        ):
            with pytest.raises(ValidationError, match="innej rodziny albo innej osoby"):
                log(assistant, other, client_key=key)

    def test_two_identical_entries_need_a_confirmation(self, ewa, family):
        log(ewa, family)
        assert "Taki wpis już jest" in refusal(ewa, family)["confirmed"]
        log(ewa, family, confirmed=True)
        log(ewa, family, minutes=30)
        assert Visit.objects.count() == 3


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def send(self, ewa, family, keys):
        """Send from several connections at once; return the result of each."""
        start = Barrier(len(keys))

        def one(key):
            try:
                start.wait(timeout=60)
                return log(ewa, family, client_key=key).pk
            except ValidationError as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(keys)) as pool:
            return list(pool.map(one, keys))

    def test_double_click_makes_one_entry(self, ewa, family):
        keys = [uuid.uuid4()] * 8
        assert len(set(self.send(ewa, family, keys))) == 1
        assert Visit.objects.count() == 1

    def test_identical_forms_make_one_entry_and_a_question(self, ewa, family):
        answers = self.send(ewa, family, [uuid.uuid4() for _n in range(8)])
        assert sum(isinstance(answer, ValidationError) for answer in answers) == 7
        assert Visit.objects.count() == 1


class TestAppointments:
    def test_next_one_is_saved(self, ewa, family):
        log(ewa, family, next_appointment=AppointmentDetails(TOMORROW, time(9, 30), "u rodziny"))
        planned = Appointment.objects.get()
        assert (planned.family, planned.planned_on, planned.starts_at) == (family, TOMORROW, time(9, 30))
        assert planned.place == "u rodziny"

    def test_past_one_is_refused(self, ewa, family):
        assert (
            "Ten dzień już minął" in refusal(ewa, family, next_appointment=AppointmentDetails(YESTERDAY))["planned_on"]
        )

    @pytest.mark.parametrize(
        ("kind", "minutes", "state"), [("home_visit", 60, "kept"), ("attempted_visit", None, "missed")]
    )
    def test_entry_settles_that_of_the_day(self, ewa, family, kind, minutes, state):
        today, later = (
            Appointment.objects.create(assistant=ewa, family=family, planned_on=day) for day in (TODAY, TOMORROW)
        )
        log(ewa, family, kind=kind, minutes=minutes)
        today.refresh_from_db()
        later.refresh_from_db()
        assert (today.state, later.state) == (state, "planned")

    def test_settled_one_stays_as_it_is(self, ewa, family):
        planned = Appointment.objects.create(assistant=ewa, family=family, planned_on=TODAY, state="kept")
        assert settle_appointment(appointment=planned, state="cancelled").state == "kept"


class TestSeveralFamilies:
    def test_each_gets_an_entry_once(self, ewa, family):
        families = [family, create_family(ewa, "Inni", "R13")]
        contents = {"visited_on": TODAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        first = log_visits(assistant=ewa, families=families, **contents)
        assert log_visits(assistant=ewa, families=families, **contents) == first
        assert {visit.case.family for visit in Visit.objects.all()} == set(families)

    def test_they_are_one_occasion_whose_time_counts_once(self, ewa, family):
        families = [family, create_family(ewa, "Inni", "R13")]
        contents = {"visited_on": TODAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        visit, _other = log_visits(assistant=ewa, families=families, **contents)
        log(ewa, family, kind="phone_contact", minutes=30)
        assert figures("work", f"{TODAY}/{TODAY}")["hours"] == 2
        del contents["client_key"]
        correct_visit(
            visit=visit,
            assistant=ewa,
            reason="Inny dzień.",
            **{**contents, "visited_on": YESTERDAY},
            advice_count=None,
            institution=None,
            summary="",
            goals=[],
            case=None,
        )
        assert figures("work", f"{YESTERDAY}/{TODAY}")["hours"] == Decimal("3.5")

    def test_an_entry_about_one_family_is_no_occasion_of_several(self, ewa, family):
        contents = {"visited_on": TODAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        assert [visit.event for visit in log_visits(assistant=ewa, families=[family], **contents)] == [""]

    def test_is_saved_once_even_after_a_merge(self, ewa, family):
        """The form is sent again after the other family was merged into this one, and after the merge was undone."""
        other = create_family(ewa, "Inni", "R13")
        Case.objects.filter(family=other).update(kind="za_zyciem")
        contents = {"visited_on": TODAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        (first,) = log_visits(assistant=ewa, families=[other], **contents)
        merge = merge_families(kept=family, absorbed=other, persons={}, by=StaffFactory())
        assert log_visits(assistant=ewa, families=[family], **contents) == [first]
        undo_merge(merge=merge, by=StaffFactory())
        assert log_visits(assistant=ewa, families=[other], **contents) == [first]
        assert Visit.objects.count() == 1

    def test_a_form_saved_by_another_assistant_is_refused_with_the_family_name(self, ewa, ola, family):
        contents = {"visited_on": TODAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        log_visits(assistant=ewa, families=[family], **contents)
        with pytest.raises(ValidationError, match=rf"{family.name} \({family.number}\): Ten formularz zapisano już"):
            log_visits(assistant=ola, families=[family], **contents)

    def test_one_invalid_entry_stops_all_and_is_named(self, ewa, family):
        late = create_family(ewa, "Nowi", "R13", starts_on=TODAY)
        contents = {"visited_on": YESTERDAY, "kind": "outside_meeting", "minutes": 90, "client_key": uuid.uuid4()}
        with pytest.raises(ValidationError) as caught:
            log_visits(assistant=ewa, families=[family, late], **contents)
        assert caught.value.message_dict["visited_on"][0].startswith("Nowi (R13): Tego dnia")
        assert not Visit.objects.exists()


class TestCorrecting:
    CONTENTS = {
        "visited_on": TODAY,
        "kind": "home_visit",
        "minutes": 75,
        "advice_count": None,
        "institution": None,
        "summary": "Poprawnie",
        "goals": [],
        "case": None,
    }

    def test_on_the_same_day_leaves_no_trace(self, ewa, family):
        (goal,) = create_goals(family, "Praca")
        visit = log(ewa, family)
        correct_visit(visit=visit, assistant=ewa, **self.CONTENTS | {"goals": [goal]})
        visit.refresh_from_db()
        assert (visit.minutes, visit.summary, visit.visit_goals.get().goal) == (75, "Poprawnie", goal)
        assert visit.corrected_at is None
        correct_visit(visit=visit, assistant=ewa, **self.CONTENTS)
        assert not visit.visit_goals.exists()

    def test_later_requires_a_reason_and_keeps_it(self, ewa, family, time_machine):
        visit = log(ewa, family)
        time_machine.move_to("2023-06-21 08:00")
        with pytest.raises(ValidationError) as caught:
            correct_visit(visit=visit, assistant=ewa, reason="  ", **self.CONTENTS)
        assert set(caught.value.message_dict) == {"reason"}
        correct_visit(visit=visit, assistant=ewa, reason="Zły czas", **self.CONTENTS)
        visit.refresh_from_db()
        assert (visit.minutes, visit.correction_reason) == (75, "Zły czas")
        assert visit.corrected_at is not None

    def test_keeps_the_rules(self, ewa, family):
        visit = log(ewa, family)
        for wrong in ({"visited_on": TOMORROW}, {"minutes": 1500}):
            with pytest.raises(ValidationError):
                correct_visit(visit=visit, assistant=ewa, **self.CONTENTS | wrong)

    def test_keeps_the_case_of_two(self, ewa, family):
        other = CaseFactory(family=family, kind="za_zyciem")
        assign(case=other, assistant=ewa, starts_on=SINCE)
        visit = log(ewa, family, case=other)
        assert correct_visit(visit=visit, assistant=ewa, **self.CONTENTS).case == other

    def test_is_for_the_author(self, ewa, ola, family):
        visit = log(ewa, family)
        for change in (
            lambda: correct_visit(visit=visit, assistant=ola, **self.CONTENTS),
            lambda: delete_visit(visit=visit, assistant=ola),
        ):
            with pytest.raises(PermissionDenied):
                change()

    def test_deleting_is_for_the_same_day(self, ewa, family, time_machine):
        goals = create_goals(family, "Praca")
        delete_visit(visit=log(ewa, family, goals=goals), assistant=ewa)
        assert not Visit.objects.exists()
        visit = log(ewa, family)
        time_machine.move_to("2023-06-21 08:00")
        with pytest.raises(PermissionDenied):
            delete_visit(visit=visit, assistant=ewa)

    def test_deleted_twice_is_deleted_once(self, ewa, family):
        """The second click comes before the answer to the first."""
        visit = log(ewa, family)
        for _click in range(2):
            delete_visit(visit=Visit(pk=visit.pk, case=visit.case), assistant=ewa)
        assert not Visit.objects.exists()

    def test_imported_entry_requires_a_reason(self, ewa, family):
        visit = Visit.objects.create(
            case=family.cases.get(), assistant=ewa, visited_on=TODAY, kind="home_visit", minutes=60
        )
        with pytest.raises(ValidationError):
            correct_visit(visit=visit, assistant=ewa, **self.CONTENTS)
