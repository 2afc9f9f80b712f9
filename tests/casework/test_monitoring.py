"""After its support ends, only the last assistant of a family monitors it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assistants.assignments.services import assign
from assistants.models import Appointment, Visit
from assistants.staff.inspection import findings
from cases.models import Case, NamedReader
from tests.casework.days import OPENED
from tests.casework.monitoring import LOG, TERM, calendar_of, digest_of, entry
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.diary.people import create_assistant
from tests.factories import CaseFactory, FamilyFactory, StaffFactory, UserFactory, VisitFactory
from tests.html_pages import links_of, select, words


class TestLastAssistant:
    def test_writes_what_they_found(self, phone, closed, ewa):
        form = phone.get(LOG).context["form"]
        assert [kind for kind, _label in form.fields["kind"].choices] == ["monitoring"]
        assert phone.post(LOG, entry(summary="Radzą sobie.")).status_code == 302
        visit = Visit.objects.get()
        assert (visit.case, visit.assistant, visit.kind) == (closed, ewa, "monitoring")

    def test_has_the_family_in_my_day_with_its_term(self, phone, closed):
        text = words(phone.get(reverse("my_day")))
        assert "Monitorowane po zakończeniu wsparcia" in text
        assert "Zapisz monitorowanie" in text
        assert phone.get(reverse("my_day")).context["day"].monitored[0][1] == date(2024, 5, 30)
        phone.post(LOG, entry())
        assert phone.get(reverse("my_day")).context["day"].monitored[0][1] == date(2024, 6, 17)

    def test_reads_the_file_as_of_the_end_and_writes_nothing_else(self, phone, closed):
        page = phone.get("/rodziny/R12/")
        assert "Widzisz stan z 30 kwietnia 2024" in words(page)
        assert LOG in links_of(page).values()
        assert "Dodaj problem" not in words(page)
        assert phone.post(reverse("add_record", args=["R12", "problem"]), {}).status_code == 403

    @pytest.mark.parametrize("fields", [{"kind": "home_visit"}, {"kind": "home_visit", "visited_on": "2024-04-10"}])
    def test_writes_no_other_kind(self, fields, phone, closed):
        assert phone.post(LOG, entry(**fields)).status_code == 200
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("day", ["2024-04-30", "2024-05-21"])
    def test_writes_no_day_of_support_or_future_day(self, day, phone, closed):
        assert phone.post(LOG, entry(visited_on=day)).status_code == 200
        assert not Visit.objects.exists()

    def test_corrects_their_entry(self, phone, closed):
        phone.post(LOG, entry(summary="Radzom sobie."))
        visit = Visit.objects.get()
        address = reverse("correct_visit", args=[visit.pk])
        assert address in links_of(phone.get(f"{reverse('my_entries')}?miesiac=2024-05")).values()
        version = phone.get(address).context["form"].initial["version"]
        assert phone.post(address, entry(summary="Radzą sobie.", version=version)).status_code == 302
        visit.refresh_from_db()
        assert visit.summary == "Radzą sobie."

    def test_does_not_correct_entries_of_the_support(self, phone, closed, ewa):
        visit = VisitFactory(case=closed, assistant=ewa, visited_on=date(2024, 4, 10), kind="home_visit", minutes=30)
        assert phone.get(LOG).status_code == 200
        address = reverse("correct_visit", args=[visit.pk])
        assert address not in phone.get(f"{reverse('my_entries')}?miesiac=2024-04").content.decode()
        assert phone.get(address).status_code == phone.post(address, entry(reason="Inaczej")).status_code == 404
        assert phone.get(reverse("delete_visit", args=[visit.pk])).status_code == 404

    def test_opens_it_by_the_number_of_a_merged_family(self, phone, closed, family):
        FamilyFactory(number="R13", merged_into=family)
        assert phone.post(LOG.replace("R12", "R13"), entry()).status_code == 302
        assert Visit.objects.get().case == closed

    @pytest.mark.parametrize("number", ["%00", "R12%00"])
    def test_a_malformed_number_is_not_found(self, number, phone, closed):
        assert phone.get(LOG.replace("R12", number)).status_code == 404

    def test_keeps_a_draft(self, phone, closed):
        assert phone.post(LOG, entry(summary="Rozmowa przez", szkic="1")).status_code == 302
        assert "Rozmowa przez" in words(phone.get(LOG))


class TestTime:
    @pytest.mark.parametrize(("day", "status"), [("2024-07-30", 200), ("2024-07-31", 403)])
    def test_lasts_the_months_set_by_the_centre(self, day, status, closed, ewa, time_machine):
        time_machine.move_to(f"{day} 12:00")
        client = signed_in(ewa.account)
        assert client.get(LOG).status_code == status
        assert ("Monitorowane po" in words(client.get(reverse("my_day")))) == (status == 200)

    def test_not_once_the_family_has_support_again(self, phone, closed, family):
        assign(
            case=CaseFactory(family=family, opened_on=date(2024, 5, 6)),
            assistant=create_assistant("ola@zrebice.example"),
            starts_on=date(2024, 5, 6),
        )
        assert phone.get(LOG).status_code == phone.post(LOG, entry()).status_code == 403

    def test_not_before_the_end(self, phone, case):
        assert "Monitorowane po" not in words(phone.get(reverse("my_day")))


class TestOthers:
    def test_an_earlier_assistant_does_not_monitor(self, closed, family, phone):
        before = create_assistant("ola@zrebice.example")
        closed.assignments.update(starts_on=date(2024, 1, 1))
        assign(case=closed, assistant=before, starts_on=OPENED, ends_on=date(2023, 12, 31))
        assert signed_in(before.account).get(LOG).status_code == 403
        assert phone.get(LOG).status_code == 200

    def test_other_assistants_do_not_find_it(self, closed):
        client = signed_in(create_assistant("ola@zrebice.example").account)
        assert client.get(LOG).status_code == client.post(LOG, entry()).status_code == 404

    def test_a_restricted_family_needs_a_named_reader(self, phone, closed, family, ewa):
        family.is_restricted = True
        family.save()
        NamedReader.objects.create(family=family, user=StaffFactory())
        assert phone.get(LOG).status_code == 404
        NamedReader.objects.create(family=family, user=ewa.account)
        assert phone.get(LOG).status_code == 200

    def test_a_user_without_a_diary_is_refused(self, desk, closed):
        assert desk.get(LOG).status_code == 403


class TestTerm:
    """The last assistant and the managers see the term in the list, the e-mail and the calendar."""

    @pytest.fixture(autouse=True)
    def in_may(self, closed, time_machine):
        time_machine.move_to("2024-05-29 12:00")  # a Wednesday: due tomorrow

    def test_is_in_the_list_and_the_card_with_a_link_to_the_file(self, ewa):
        phone = signed_in(ewa.account)
        for address in (reverse("dues"), reverse("dues_card")):
            page = phone.get(address)
            assert TERM in words(page)
            assert "do 30 maja (jutro)" in words(page)
            assert "/rodziny/R12/" in links_of(page).values()
        assert "Termin rozmowy w ramach monitorowania: do 30 maja (jutro)" in words(phone.get("/rodziny/R12/"))

    def test_counts_open_a_list_of_as_many(self, ewa):
        phone = signed_in(ewa.account)
        assert phone.get(reverse("dues")).context["found"] == 1
        assert phone.get(reverse("dues"), {"kiedy": "tydzien"}).context["found"] == 1
        assert phone.get(reverse("dues"), {"kiedy": "po_terminie"}).context["found"] == 0
        assert phone.get(reverse("dues"), {"rodzaj": "pismo"}).context["found"] == 0

    def test_is_in_the_daily_mail_and_in_the_calendar(self, ewa, client):
        assert f"{TERM}: 1 w tym tygodniu" in digest_of(ewa.account)
        event = calendar_of(ewa.account, client)[f"{TERM}: R12"]
        assert event["dtstart"].dt == date(2024, 5, 30)
        assert str(event["url"]).endswith("/rodziny/R12/")

    def test_is_late_from_the_day_after(self, ewa, time_machine):
        time_machine.move_to("2024-05-31 12:00")
        assert f"{TERM}: 1 po terminie" in digest_of(ewa.account)
        manager = StaffFactory()
        page = signed_in(manager).get(reverse("dues"), {"kiedy": "po_terminie"})
        assert page.context["found"] == 1
        assert "1 dzień po terminie" in words(page)
        late = [each.count for each in findings(manager, timezone.localdate()) if "po zakończeniu" in each.label]
        assert late == [1]

    def test_is_the_only_term_of_the_file(self, ewa, family, client):
        """Other terms are for the centre, not for the assistant who reads the file as of the end of support."""
        family.court_reports.create(kind="opinion", due_on=date(2024, 5, 30))
        phone = signed_in(ewa.account)
        assert [line.due.kind for line in phone.get(reverse("dues")).context["page"]] == ["monitorowanie"]
        assert set(calendar_of(ewa.account, client)) == {f"{TERM}: R12"}
        assert "Pismo" not in digest_of(ewa.account)

    def test_is_hidden_from_others(self, ewa, client, family, closed):
        other, social = create_assistant("ola@zrebice.example"), UserFactory(role="social_worker")
        for user in (other.account, social):
            assert TERM not in signed_in(user).get(reverse("dues_card")).content.decode()
            assert digest_of(user) == ""
        family.is_restricted = True
        family.save()
        assert digest_of(ewa.account) == ""
        assert not calendar_of(ewa.account, client)

    def test_ends_with_monitoring(self, ewa, client, time_machine):
        VisitFactory(case=Case.objects.get(), assistant=ewa, visited_on=date(2024, 5, 29), kind="monitoring", minutes=5)
        assert f"{TERM}: R12" in calendar_of(ewa.account, client)
        time_machine.move_to("2024-07-31 12:00")
        assert digest_of(ewa.account) == ""
        assert not calendar_of(ewa.account, client)


class TestAppointment:
    """Appointments during monitoring work like any other."""

    PLAN = reverse("plan_appointment")

    def test_is_agreed_with_the_entry_and_on_its_own(self, phone, closed, ewa, client):
        agreed = {"next_on": "2024-06-03", "next_at": "10:00"}
        assert phone.post(LOG, entry(**agreed)).status_code == 302
        assert select(phone.get(self.PLAN), "option[value=R12]")
        assert phone.get(f"{self.PLAN}?rodzina=R12").status_code == 200
        typed = {"family": "R12", "planned_on": "2024-06-17", "starts_at": "", "place": ""}
        assert phone.post(self.PLAN, typed).status_code == 302
        assert [each.planned_on.day for each in Appointment.objects.all()] == [3, 17]

    def test_shows_in_the_day_and_in_the_calendar(self, phone, closed, ewa, client, family):
        planned = Appointment.objects.create(assistant=ewa, family=family, planned_on=date(2024, 5, 22))
        page = phone.get(reverse("my_day"))
        assert "Umówione: 22.05.2024" in words(page)
        assert reverse("move_appointment", args=[planned.pk]) in links_of(page).values()
        assert "Spotkanie: R12" in calendar_of(ewa.account, client)

    def test_is_marked_as_kept_by_the_entry_of_its_day(self, phone, closed, ewa, family):
        Appointment.objects.create(assistant=ewa, family=family, planned_on=date(2024, 5, 17))
        phone.post(LOG, entry())
        assert Appointment.objects.get().state == "kept"

    @pytest.mark.parametrize(("day", "is_taken"), [("2024-07-30", True), ("2024-07-31", False)])
    def test_must_be_within_the_months_of_monitoring(self, phone, closed, day, is_taken):
        page = phone.post(LOG, entry(next_on=day, summary="Radzą sobie."))
        assert Appointment.objects.exists() == Visit.objects.exists() == is_taken
        if not is_taken:
            assert "Monitorowanie tej rodziny kończy się 30 lipca 2024." in words(page)
            assert "Radzą sobie." in words(page)


class TestNewSupport:
    """An assistant with new support for the family logs monitoring only on the days before it."""

    @pytest.fixture
    def new_case(self, closed, family, ewa):
        case = CaseFactory(family=family, opened_on=date(2024, 5, 13))
        assign(case=case, assistant=ewa, starts_on=date(2024, 5, 13))
        return case

    @pytest.mark.parametrize(("day", "is_taken"), [("2024-05-12", True), ("2024-05-13", False), ("2024-05-20", False)])
    def test_days_of_monitoring_end_with_new_support(self, phone, new_case, closed, day, is_taken):
        page = phone.post(LOG, entry(visited_on=day))
        assert Visit.objects.filter(case=closed).exists() == is_taken
        if not is_taken:
            assert "Monitorowanie wpisuje się po zakończeniu wsparcia, przez 3 miesiące." in words(page)

    def test_monitoring_of_long_ago_is_not_offered(self, phone, new_case, closed):
        kinds = phone.get(LOG).context["form"].fields["kind"].choices
        assert "monitoring" in dict(kinds)
        Case.objects.filter(pk=closed.pk).update(closed_on=date(2024, 1, 31))
        closed.assignments.update(ends_on=date(2024, 1, 31))
        assert "monitoring" not in dict(phone.get(LOG).context["form"].fields["kind"].choices)


def test_the_day_takes_few_queries(phone, closed, ewa, django_assert_max_num_queries):
    VisitFactory(case=closed, assistant=ewa, visited_on=date(2024, 5, 6), kind="monitoring")
    assert queries_of(phone, reverse("my_day"), django_assert_max_num_queries) <= MOST_QUERIES
