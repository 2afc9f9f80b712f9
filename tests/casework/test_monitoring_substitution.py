"""If the last assistant of a family cannot monitor it, the manager names a colleague."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assistants.assignments.closing import close_case, reopen_case
from assistants.assignments.monitoring import assign_monitoring
from assistants.assignments.services import assign
from assistants.merging.services import merge_families
from assistants.models import Appointment, Substitution, Visit
from assistants.staff.inspection import findings
from cases.models import NamedReader
from familycare.audit.acting import acting_as
from tests.casework.monitoring import LOG, TERM, calendar_of, digest_of, entry
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.diary.people import create_assistant
from tests.factories import CaseFactory, FamilyFactory, PersonFactory, StaffFactory, VisitFactory
from tests.html_forms import field_of
from tests.html_pages import links_of, words

FAMILY, DAY = "/rodziny/R12/", reverse("my_day")


@pytest.fixture
def ola(db):
    return create_assistant("ola@zrebice.example")


@pytest.fixture
def page(closed, ewa):
    """The page where the manager names a colleague, since the last assistant's account is suspended."""
    ewa.account.is_active = False
    ewa.account.save()
    return reverse("assign_monitoring", args=["R12", closed.pk])


@pytest.fixture
def named(desk, page, ola):
    """A browser in which the colleague named by the manager is signed in."""
    assert desk.post(page, {"to": ola.number}).url == FAMILY
    return signed_in(ola.account)


class TestManager:
    def test_finds_the_link_at_the_term_and_the_reason(self, page, ola, time_machine):
        time_machine.move_to("2024-06-03 12:00")
        desk = signed_in(StaffFactory())
        assert page in links_of(desk.get(reverse("dues"), {"rodzaj": "monitorowanie"})).values()
        assert page in links_of(desk.get(FAMILY)).values()
        text = words(desk.get(page))
        assert "Do 30 lipca 2024 rodzinę monitoruje jej ostatni asystent" in text
        assert "Ta osoba nie może dziś pisać w dzienniku" in text

    def test_names_a_colleague_until_the_end_of_monitoring(self, desk, page, ola, closed):
        answer = desk.post(page, {"to": ola.number}, follow=True)
        assert f"Rodzinę monitoruje teraz: {ola}." in words(answer)
        assert f"Monitoruje: {ola} (do 30 lipca 2024)." in words(answer)
        made = Substitution.objects.get()
        assert (made.assignment.case, made.starts_on, made.ends_on) == (closed, date(2024, 5, 20), date(2024, 7, 30))
        assert f"Zamiast tej osoby robi to do 30 lipca 2024: {ola}." in words(desk.get(page))

    def test_naming_twice_counts_once_and_another_colleague_takes_over(self, desk, page, ola, time_machine):
        for _click in range(2):
            desk.post(page, {"to": ola.number})
        assert Substitution.objects.count() == 1
        time_machine.move_to("2024-05-24 12:00")
        other = create_assistant("iza@zrebice.example")
        signed_in(StaffFactory()).post(page, {"to": other.number})
        assert [(each.substitute, each.ends_on.day) for each in Substitution.objects.all()] == [(ola, 23), (other, 30)]
        assert signed_in(ola.account).get(LOG).status_code == 404
        assert signed_in(other.account).get(LOG).status_code == 200

    @pytest.mark.parametrize("number", ["", "A0", "\0"])
    def test_gets_an_error_without_a_choice(self, desk, page, number):
        assert desk.post(page, {"to": number}).context["form"].errors["to"]
        assert not Substitution.objects.exists()

    def test_may_choose_only_assistants_who_can_write(self, desk, page, ola, ewa, family):
        suspended = create_assistant("iza@zrebice.example")
        suspended.account.is_active = False
        suspended.account.save()
        create_assistant("iga@zrebice.example").account.__class__.objects.filter(email__startswith="iga").update(
            secrecy_on=None
        )
        offered = desk.get(page).context["form"].fields["to"].queryset
        assert list(offered) == [ola]
        family.is_restricted = True
        family.save()
        NamedReader.objects.create(family=family, user=desk.get(page).wsgi_request.user)
        assert not desk.get(page).context["form"].fields["to"].queryset
        NamedReader.objects.create(family=family, user=ola.account)
        assert list(desk.get(page).context["form"].fields["to"].queryset) == [ola]

    def test_names_nobody_during_support_or_after_monitoring(self, desk, page, ola, closed, time_machine):
        support = CaseFactory(family=closed.family, opened_on=date(2024, 5, 10))
        for case in (support, closed):
            address = reverse("assign_monitoring", args=["R12", case.pk])
            assert desk.post(address, {"to": ola.number}).url == FAMILY
        support.delete()
        time_machine.move_to("2024-07-31 12:00")
        assert signed_in(StaffFactory()).post(page, {"to": ola.number}).url == FAMILY
        assert not Substitution.objects.exists()

    def test_ends_it_in_the_list_of_substitutions(self, desk, named, ewa, ola):
        substitutions = reverse("substitute", args=[ewa.number])
        assert str(ola) in words(desk.get(substitutions))
        desk.post(reverse("end_substitution", args=[ewa.number, Substitution.objects.get().pk]))
        assert Substitution.objects.get().ends_on == date(2024, 5, 20)


class TestColleague:
    def test_writes_an_entry_for_the_last_assistant(self, named, ewa, ola, closed):
        """So an exported register, where the last assistant has the case, can be imported again."""
        assert named.post(LOG, entry(visited_on="20.05.2024", summary="Radzą sobie.")).status_code == 302
        visit = Visit.objects.get()
        assert (visit.case, visit.assistant, visit.substitute) == (closed, ewa, ola)
        correct = reverse("correct_visit", args=[visit.pk])
        assert correct in links_of(named.get(f"{reverse('my_entries')}?miesiac=2024-05")).values()
        opened = {"version": field_of(named.get(correct), "version")}
        assert named.post(correct, entry(visited_on="20.05.2024", summary="Lepiej.", **opened)).status_code == 302

    def test_writes_only_about_days_since_the_naming(self, named):
        assert named.post(LOG, entry(visited_on="2024-05-17")).status_code == 200
        assert named.post(LOG, entry(visited_on="2024-05-20", kind="home_visit")).status_code == 200
        assert not Visit.objects.exists()

    def test_reads_the_file_as_of_the_end_and_writes_nothing_else(self, named):
        text = words(named.get(FAMILY))
        assert "Widzisz stan z 30 kwietnia 2024, ostatniego dnia pracy asystenta z tą rodziną." in text
        assert "Termin rozmowy w ramach monitorowania: do 30 maja (za 10 dni)" in text
        assert named.post(reverse("add_record", args=["R12", "problem"]), {}).status_code == 403
        assert "R12" not in named.get(reverse("families")).content.decode()

    def test_has_it_in_my_day_terms_mail_and_calendar(self, named, ola, client, time_machine):
        time_machine.move_to("2024-05-29 12:00")
        named = signed_in(ola.account)
        assert named.get(DAY).context["day"].monitored[0][1] == date(2024, 5, 30)
        assert named.get(reverse("dues")).context["found"] == 1
        assert f"{TERM}: 1 w tym tygodniu" in digest_of(ola.account)
        assert f"{TERM}: R12" in calendar_of(ola.account, client)
        named.post(LOG, entry(visited_on="2024-05-29"))
        assert named.get(DAY).context["day"].monitored[0][1] == date(2024, 6, 29)

    def test_is_shown_at_the_term_in_the_list(self, desk, named, ola):
        answer = desk.get(reverse("dues"), {"rodzaj": "monitorowanie", "asystent": ola.number})
        assert [line.assistant for line in answer.context["page"]] == [ola]

    def test_keeps_what_the_last_assistant_agreed_and_agrees_more(self, named, ewa, ola, family, client):
        Appointment.objects.create(assistant=ewa, family=family, planned_on=date(2024, 5, 22))
        assert "Umówione: 22.05.2024" in words(named.get(DAY))
        typed = {"family": "R12", "planned_on": "2024-06-17", "starts_at": "", "place": ""}
        assert named.post(reverse("plan_appointment"), typed).status_code == 302
        assert "Spotkanie: R12" in calendar_of(ola.account, client)

    def test_loses_access_after_monitoring(self, named, ola, time_machine):
        time_machine.move_to("2024-07-31 12:00")
        late = signed_in(ola.account)
        assert late.get(FAMILY).status_code == late.get(LOG).status_code == 404

    def test_has_no_access_before_the_naming(self, page, ola):
        assert signed_in(ola.account).get(FAMILY).status_code == 404

    def test_the_day_and_the_lists_take_few_queries(self, named, django_assert_max_num_queries):
        for address in (DAY, reverse("dues"), reverse("handed_over")):
            assert queries_of(named, address, django_assert_max_num_queries) <= MOST_QUERIES


def test_the_finding_disappears_after_the_talk(desk, named, ola, time_machine):
    time_machine.move_to("2024-06-03 12:00")
    manager = StaffFactory()

    def late():
        found = findings(manager, timezone.localdate())
        return [each.count for each in found if "po zakończeniu" in each.label]

    assert late() == [1]
    signed_in(ola.account).post(LOG, entry(visited_on="2024-06-03"))
    assert late() == [0]


def test_reopened_or_new_support_ends_the_substitution(family, case, ewa, ola, time_machine):
    """Reopening deletes the substitution; new support does not show the colleague."""
    manager = StaffFactory()
    with acting_as(manager):
        close_case(case=case, closed_on=date(2024, 5, 17), closing_reason="goals_achieved")
        assign_monitoring(case=case, to=ola)
        reopen_case(case=case)
    assert not Substitution.objects.exists()
    with acting_as(manager):
        close_case(case=case, closed_on=date(2024, 5, 17), closing_reason="goals_achieved")
        assign_monitoring(case=case, to=ola)
        again = CaseFactory(family=family, opened_on=date(2024, 5, 20))
        assign(case=again, assistant=ewa, starts_on=date(2024, 5, 20))
    assert str(ola) not in signed_in(manager).get(FAMILY).context["state"]
    assert signed_in(ola.account).post(LOG, entry(visited_on="2024-05-20")).status_code == 403


def test_a_colleague_with_earlier_support_keeps_own_entries(closed, ola, desk, page):
    closed.assignments.update(starts_on=date(2024, 1, 1))
    assign(case=closed, assistant=ola, starts_on=date(2023, 9, 4), ends_on=date(2023, 12, 31))
    VisitFactory(case=closed, assistant=ola, visited_on=date(2023, 10, 2))
    desk.post(page, {"to": ola.number})
    named = signed_in(ola.account)
    assert "Widzisz stan z 30 kwietnia 2024" in words(named.get(FAMILY))
    assert named.post(LOG, entry()).status_code == 302
    assert named.post(LOG, entry(visited_on="2024-05-20")).status_code == 302
    assert Visit.objects.get(visited_on="2024-05-20").substitute == ola


@pytest.mark.parametrize("named_first", [True, False])
def test_colleague_reads_only_the_monitored_one_of_merged_families(closed, ola, desk, page, named_first, time_machine):
    time_machine.move_to("2024-04-15 12:00")  # records entered after the end are hidden from the colleague
    PersonFactory(family=closed.family, first_name="Własna")
    other = FamilyFactory(number="R13")
    PersonFactory(family=other, first_name="Obca")
    time_machine.move_to("2024-05-20 12:00")
    if named_first:
        desk.post(page, {"to": ola.number})
    persons = dict.fromkeys(closed.family.persons.values_list("pk", flat=True))
    merge_families(kept=other, absorbed=closed.family, persons=persons, by=StaffFactory())
    if not named_first:
        desk.post(page.replace("R12", "R13"), {"to": ola.number})
    answer = signed_in(ola.account).get("/rodziny/R13/")
    assert "Własna" in words(answer)
    assert "Obca" not in answer.content.decode()
