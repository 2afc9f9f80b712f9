"""The calendar of terms: without names, at a secret address that its owner may renew and delete."""

from datetime import UTC, date, datetime, time

import icalendar
import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import CalendarLink
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, StaffFactory, UserFactory
from tests.html_pages import one, words

pytestmark = pytest.mark.django_db
PAGE = reverse("calendar")


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def worker():
    """An assistant with one family, Wierzbiccy, in a centre of two."""
    CaseFactory(family__name="Inni", opened_on=date(2024, 5, 10))
    user = UserFactory(role="assistant")
    case = CaseFactory(family__name="Wierzbiccy", opened_on=date(2024, 5, 10))
    assign(case=case, assistant=AssistantFactory(account=user), starts_on=date(2024, 5, 10))
    return user


def address_of(user):
    return reverse("calendar_feed", args=[CalendarLink.objects.get(user=user).token])


def events(response):
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    assert "no-store" in response["Cache-Control"]
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


class TestFeed:
    def test_shows_terms_with_numbers_of_families_without_signing_in(self, worker, client):
        link = CalendarLink.objects.create(user=worker)
        number = worker.assistant.assignments.get().family.number
        answer = client.get(reverse("calendar_feed", args=[link.token]))
        assert [(str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) for event in events(answer)] == [
            (f"Kontakt z rodziną: {number}", date(2024, 5, 24), date(2024, 5, 25)),
            (f"Pierwszy plan pracy: {number}", date(2024, 6, 9), date(2024, 6, 10)),
        ]
        assert "Wierzbiccy" not in answer.content.decode()
        assert "Inni" not in answer.content.decode()

    def test_shows_appointments_with_their_hour_and_without_the_place(self, worker, client):
        link = CalendarLink.objects.create(user=worker)
        family = worker.assistant.assignments.get().family
        agreed = {"assistant": worker.assistant, "place": "ul. Lipowa 3"}
        family.appointments.create(planned_on=date(2024, 5, 21), starts_at=time(9, 30), **agreed)
        family.appointments.create(planned_on=date(2024, 12, 2), starts_at=time(9, 30), **agreed)  # beyond the calendar
        family.appointments.create(planned_on=date(2024, 5, 22), **agreed)
        family.appointments.create(planned_on=date(2024, 5, 23), state="cancelled", **agreed)
        answer = client.get(reverse("calendar_feed", args=[link.token]))
        found = [event for event in events(answer) if event["uid"].startswith("spotkanie-")]
        assert [(str(event["summary"]), event["dtstart"].dt) for event in found] == [
            (f"Spotkanie: {family.number}", datetime(2024, 5, 21, 7, 30, tzinfo=UTC)),
            (f"Spotkanie: {family.number}", date(2024, 5, 22)),
        ]
        assert "Lipowa" not in answer.content.decode()

    def test_keeps_the_standard_format(self, worker, client):
        """RFC 5545: lines end with CR LF and are folded at 75 octets; an event has a key and the time of its making."""
        link = CalendarLink.objects.create(user=worker)
        text = client.get(reverse("calendar_feed", args=[link.token])).content
        assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        assert text.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in text.replace(b"\r\n", b"")
        assert all(len(line) <= 75 for line in text.split(b"\r\n"))
        found = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert all(event["dtstamp"].dt.date() == date(2024, 5, 20) for event in found)
        assert len({event["uid"] for event in found}) == len(found) == 2

    def test_shows_terms_up_to_a_month_overdue(self, worker, client, time_machine):
        link = CalendarLink.objects.create(user=worker)
        address = reverse("calendar_feed", args=[link.token])
        time_machine.move_to("2024-06-23 12:00")
        assert [event["dtstart"].dt for event in events(client.get(address))] == [date(2024, 5, 24), date(2024, 6, 9)]
        time_machine.move_to("2024-06-24 12:00")
        assert [event["dtstart"].dt for event in events(client.get(address))][0] == date(2024, 6, 9)

    def test_an_event_keeps_its_name_when_its_day_moves(self, worker, client):
        address = reverse("calendar_feed", args=[CalendarLink.objects.create(user=worker).token])
        before = {str(event["uid"]) for event in events(client.get(address))}
        worker.assistant.assignments.get().case.visits.create(
            assistant=worker.assistant, visited_on=date(2024, 5, 20), kind="home_visit"
        )
        assert {str(event["uid"]) for event in events(client.get(address))} == before

    @pytest.mark.parametrize(
        "change", [{"is_active": False}, {"authorised_on": None}, {"last_day": date(2024, 5, 19)}, {"role": "auditor"}]
    )
    def test_ends_with_the_account_and_the_authorisation(self, worker, client, change):
        address = reverse("calendar_feed", args=[CalendarLink.objects.create(user=worker).token])
        type(worker).objects.filter(pk=worker.pk).update(**change)
        assert client.get(address).status_code == 404

    def test_each_reading_is_in_the_log_as_one_of_its_owner(self, worker, client):
        address = reverse("calendar_feed", args=[CalendarLink.objects.create(user=worker).token])
        client.get(address, REMOTE_ADDR="192.0.2.7")
        client.head(address)
        first, second = Reading.objects.order_by("pk")
        assert (first.actor, first.kind, first.what) == (worker, "calendar", "2\xa0wpisy")
        assert first.address == "192.0.2.7" and second.kind == "calendar"

    def test_each_refusal_is_in_the_log(self, worker, client):
        address = reverse("calendar_feed", args=[CalendarLink.objects.create(user=worker).token])
        type(worker).objects.filter(pk=worker.pk).update(is_active=False)
        client.get(address)
        entry = Reading.objects.get()
        assert (entry.actor, entry.kind, entry.what) == (worker, "refused", "terminy jako kalendarz")

    def test_leaves_out_a_family_handed_over(self, worker, client):
        address = reverse("calendar_feed", args=[CalendarLink.objects.create(user=worker).token])
        worker.assistant.assignments.update(ends_on=date(2024, 5, 19))
        assert not events(client.get(address))

    @pytest.mark.parametrize("token", ["x", "x.y", ".", "%00", "a" * 3000])
    def test_another_token_is_not_found(self, worker, client, token):
        CalendarLink.objects.create(user=worker)
        assert client.get(f"/kalendarz/{token}.ics").status_code == 404

    def test_the_table_alone_opens_nothing(self, worker, client):
        link = CalendarLink.objects.create(user=worker)
        assert client.get(reverse("calendar_feed", args=[link.secret])).status_code == 404

    def test_takes_no_post(self, worker, client):
        link = CalendarLink.objects.create(user=worker)
        assert client.post(reverse("calendar_feed", args=[link.token])).status_code == 405


class TestOwnAddress:
    def test_is_created_shown_renewed_and_deleted(self, worker, client, settings):
        browser = signed_in(worker)
        assert "Nie masz jeszcze adresu" in words(browser.get(PAGE))
        browser.post(PAGE, {"co": "nowy"})
        first = address_of(worker)
        assert one(browser.get(PAGE), "#adres").value == f"{settings.PUBLIC_URL}{first}"
        browser.post(PAGE, {"co": "nowy"})
        second = address_of(worker)
        assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
        browser.post(PAGE, {"co": "usun"})
        assert client.get(second).status_code == 404
        assert "Nie masz jeszcze adresu" in words(browser.get(PAGE))

    def test_of_another_user_is_hidden(self, worker):
        CalendarLink.objects.create(user=worker)
        assert "Nie masz jeszcze adresu" in words(signed_in(StaffFactory()).get(PAGE))

    def test_requires_signing_in(self, client):
        assert client.get(PAGE).status_code == 302
