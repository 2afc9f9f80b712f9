"""Appointments: planned, moved and cancelled; they belong to the assistant of the family on that day."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from assistants.handover.services import hand_over
from assistants.models import Appointment, Assignment, Substitution
from tests.clients import signed_in
from tests.diary.people import TODAY, create_family
from tests.factories import UserFactory
from tests.html_forms import field_of
from tests.html_pages import links_of, words

DAY, PLAN = reverse("my_day"), reverse("plan_appointment")
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=5)


def move(planned):
    return reverse("move_appointment", args=[planned.pk])


def typed(**fields):
    usual = {"family": "R12", "planned_on": "2023-06-21", "starts_at": "10:00", "place": "u babci"}
    return usual | fields


@pytest.fixture
def planned(ewa, family):
    return Appointment.objects.create(assistant=ewa, family=family, planned_on=TOMORROW, place="u babci")


class TestPlanning:
    def test_needs_no_visit(self, phone, ewa, family):
        page = phone.get(f"{PLAN}?rodzina=R12")
        assert field_of(page, "family") == "R12"
        answer = phone.post(PLAN, typed(), follow=True)
        assert "Umówiono spotkanie: Wierzbiccy (R12), 21 czerwca 2023 o 10:00." in words(answer)
        agreed = Appointment.objects.get()
        assert (agreed.assistant, agreed.family, agreed.planned_on) == (ewa, family, date(2023, 6, 21))
        assert (agreed.starts_at, agreed.place) == (time(10), "u babci")

    def test_sent_twice_is_one(self, phone, family):
        for _n in range(2):
            assert phone.post(PLAN, typed()).status_code == 302
        assert Appointment.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"planned_on": "2023-06-19"}, "Ten dzień już minął"),
            ({"planned_on": "2024-06-30"}, "ponad rok naprzód"),
            ({"planned_on": ""}, "Podaj dzień"),
            ({"planned_on": "31.06.2023"}, "Nie ma takiego dnia"),
            ({"starts_at": "25:00"}, "Podaj godzinę"),
            ({"family": ""}, "Wybierz rodzinę."),
            ({"family": "R99"}, "Nie ma takiej rodziny wśród Twoich"),
            ({"place": "a\0"}, "nie da się zapisać"),
        ],
    )
    def test_errors_are_shown_and_the_rest_stays(self, phone, ola, family, fields, message):
        page = phone.post(PLAN, typed(**fields))
        assert message in words(page)
        assert (field_of(page, "place") == "u babci") != ("place" in fields)
        assert not Appointment.objects.exists()

    def test_not_after_the_handover(self, phone, ewa, ola, family):
        hand_over(assignments=Assignment.objects.filter(family=family), to=ola, starts_on=LATER)
        page = phone.post(PLAN, typed(planned_on=LATER.isoformat()))
        assert "nie będzie już pod Twoją opieką: ostatnim dniem jest 24 czerwca 2023" in words(page)

    def test_family_of_a_colleague_is_not_found(self, phone, ola):
        assert phone.get(f"{PLAN}?rodzina=R99").status_code == 404


class TestMoving:
    def test_another_day(self, phone, planned):
        page = phone.get(move(planned))
        assert field_of(page, "place") == "u babci"
        version = field_of(page, "version")
        sent = {"planned_on": LATER.isoformat(), "starts_at": "", "place": "", "version": version}
        assert phone.post(move(planned), sent).url == DAY
        planned.refresh_from_db()
        assert (planned.planned_on, planned.starts_at, planned.place) == (LATER, None, "")

    def test_moved_meanwhile_shows_both_versions(self, phone, planned):
        version = field_of(phone.get(move(planned)), "version")
        Appointment.objects.update(place="w szkole")
        page = phone.post(move(planned), {"planned_on": LATER.isoformat(), "place": "w domu", "version": version})
        assert "Ktoś zmienił te dane" in words(page)
        assert "w szkole" in words(page)
        planned.refresh_from_db()
        assert planned.planned_on == TOMORROW

    def test_past_day_is_refused(self, phone, planned):
        version = field_of(phone.get(move(planned)), "version")
        page = phone.post(move(planned), {"planned_on": "2023-06-01", "place": "w domu", "version": version})
        assert "Ten dzień już minął" in words(page)
        assert field_of(page, "place") == "w domu"

    def test_cancelled_one_cannot_be_moved(self, phone, planned):
        Appointment.objects.update(state="cancelled")
        page = phone.get(move(planned), follow=True)
        assert "nie można już zmienić: odwołane" in words(page)

    def test_cancelled_one_leaves_the_plan(self, phone, planned):
        phone.post(reverse("settle_appointment", args=[planned.pk, "odwolane"]))
        assert "u babci" not in phone.get(DAY).content.decode()

    def test_appointment_of_a_colleague_is_not_found(self, ola, planned):
        assert signed_in(ola.account).get(move(planned)).status_code == 404


class TestWhoseItIs:
    def test_substitute_on_the_days_of_the_substitution(self, ola, planned):
        Substitution.objects.create(
            assignment=Assignment.objects.get(family=planned.family), substitute=ola, starts_on=TODAY, ends_on=TOMORROW
        )
        later = Appointment.objects.create(assistant=planned.assistant, family=planned.family, planned_on=LATER)
        page = signed_in(ola.account).get(DAY)
        assert page.context["day"].later == [planned]
        assert "Kto umówił: Ewa Żak" in words(page)
        assert signed_in(ola.account).get(move(planned)).status_code == 200
        assert signed_in(ola.account).get(move(later)).status_code == 404

    def test_the_next_assistant_after_a_handover(self, ewa, ola, planned, time_machine):
        hand_over(assignments=Assignment.objects.filter(family=planned.family), to=ola, starts_on=TOMORROW)
        assert not Appointment.objects.kept_by(ola).exclude(pk=planned.pk)
        time_machine.move_to("2023-06-21 12:00")
        assert signed_in(ola.account).get(DAY).context["day"].appointments == [planned]
        assert signed_in(ewa.account).get(DAY).context["day"].appointments == []


class TestFamilyPage:
    def of(self, client, family):
        return client.get(reverse("family", args=[family.number]))

    def test_shows_the_appointment_and_links_to_planning(self, phone, planned):
        page = self.of(phone, planned.family)
        assert "Umówione spotkanie: u babci" in words(page)
        assert move(planned) in links_of(page).values()
        assert f"{PLAN}?rodzina=R12" in links_of(page).values()

    def test_an_appointment_of_a_colleague_has_no_link(self, phone, ola, planned, family):
        theirs = Appointment.objects.create(family=family, assistant=ola, planned_on=planned.planned_on)
        page = self.of(phone, family)
        assert str(theirs.assistant) in words(page)
        assert move(planned) in links_of(page).values()
        assert move(theirs) not in page.content.decode()

    def test_manager_reads_it_and_a_social_worker_does_not(self, planned):
        manager, social_worker = UserFactory(role="manager"), UserFactory(role="social_worker")
        planned.family.social_worker = social_worker
        planned.family.save()
        page = self.of(signed_in(manager), planned.family)
        assert "Umówione spotkanie" in words(page)
        assert move(planned) not in page.content.decode()
        assert "Umówione spotkanie" not in words(self.of(signed_in(social_worker), planned.family))

    def test_former_assistant_sees_none(self, ewa, ola, planned, time_machine):
        hand_over(assignments=Assignment.objects.filter(family=planned.family), to=ola, starts_on=TOMORROW)
        Appointment.objects.update(planned_on=LATER)
        time_machine.move_to("2023-06-21 12:00")
        page = self.of(signed_in(ewa.account), planned.family)
        assert "Widzisz stan z 20 czerwca 2023" in words(page)
        assert "Umówione spotkanie" not in words(page)


def test_an_empty_day_says_so(phone, family):
    assert "Na dziś nic nie jest umówione." in words(phone.get(DAY))
    create_family(Assignment.objects.get(family=family).assistant, "Inni", "R13")
    assert f"{PLAN}?rodzina=R13" in links_of(phone.get(DAY)).values()
