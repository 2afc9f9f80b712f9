"""A visit that was written into the wrong family is moved to the right one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assistants.choices import AppointmentState
from assistants.diary.moving import cases_to_move_to, move_visit
from assistants.models import Appointment, Assignment, MovedVisit, Substitution, Visit
from cases.models import Family
from cases.privacy.retention import anonymise
from tests.clients import signed_in
from tests.diary.entries import log
from tests.diary.people import SINCE, TODAY, create_assistant, create_family, create_goals
from tests.factories import PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of
from tests.html_pages import links_of, words

WHY = "Pomyłka przy wyborze z listy"


@pytest.fixture
def right(ewa):
    family = create_family(ewa, "Wierzbiccy", "R13")
    PersonFactory(family=family, role="parent", main_carer=True, first_name="Anna", birth_date=date(1990, 1, 1))
    return family


@pytest.fixture
def visit(ewa, family, right):
    goals = create_goals(family, "Praca", "Dom")
    return log(ewa, family, goals=goals[:1], summary="Rozmowa o szkole.")


def address(visit):
    return reverse("move_visit", args=[visit.pk])


def send(client, visit, family, **fields):
    return client.post(address(visit), {"case": family.cases.get().pk, "reason": WHY, **fields})


def moved(visit, family, **given):
    return move_visit(visit=visit, case=family.cases.get(), **{"by": None, "reason": WHY, **given})


class TestByItsAuthor:
    def test_the_page_of_a_correction_leads_there(self, phone, visit):
        assert address(visit) in links_of(phone.get(reverse("correct_visit", args=[visit.pk]))).values()

    def test_says_which_families_and_what_is_lost(self, phone, visit):
        page = words(phone.get(address(visit)))
        assert "Wierzbiccy (R12)" in page and "Wierzbiccy (Anna, R13)" in page
        assert "te powiązania znikną: Praca" in page and "Dom" not in page

    def test_moves_it_with_its_contents_and_without_the_goals(self, phone, visit, right):
        answer = send(phone, visit, right)
        assert answer.url == reverse("my_entries")
        assert "Przeniesiono wizytę do rodziny Wierzbiccy (Anna, R13)." in words(phone.get(answer.url))
        visit.refresh_from_db()
        assert (visit.case.family, visit.summary, visit.minutes) == (right, "Rozmowa o szkole.", 60)
        assert not visit.visit_goals.exists()

    def test_needs_a_reason_and_a_family_of_that_day(self, phone, ola, visit, right):
        theirs = Family.objects.get(number="R99")
        errors = errors_of(send(phone, visit, theirs, reason=" "))
        assert "Tej rodziny nie można wybrać" in errors["case"] and "Podaj powód" in errors["reason"]
        Assignment.objects.filter(family=right).update(starts_on=TODAY + timedelta(days=1))
        assert "nie było tego dnia innej rodziny" in words(phone.get(address(visit)))
        assert Visit.objects.get().case.family.number == "R12" and not MovedVisit.objects.exists()

    def test_a_double_click_moves_it_once(self, phone, visit, right):
        send(phone, visit, right)
        moved(visit, right)
        assert MovedVisit.objects.count() == 1

    def test_a_colleague_may_not(self, ola, visit):
        Substitution.objects.create(
            assignment=visit.case.assignments.get(), substitute=ola, starts_on=TODAY, ends_on=TODAY
        )
        assert signed_in(ola.account).get(address(visit)).status_code == 403
        stranger = create_assistant("obcy@zrebice.example")
        assert signed_in(stranger.account).get(address(visit)).status_code == 404


class TestRules:
    def test_a_second_visit_of_that_day_is_asked_about(self, ewa, phone, visit, right):
        log(ewa, right)
        page = send(phone, visit, right)
        assert "Taki wpis już jest" in errors_of(page)["confirmed"] and "Potwierdzam, tak było" in words(page)
        assert send(phone, visit, right, confirmed="on").status_code == 302

    def test_a_case_of_a_time_that_the_author_did_not_have_is_refused(self, visit, right):
        Assignment.objects.filter(family=right).update(ends_on=TODAY - timedelta(days=1))
        with pytest.raises(ValidationError, match="nie była pod opieką autora wpisu"):
            moved(visit, right)

    def test_a_substitute_writes_under_the_assistant_of_the_family(self, ewa, ola, visit):
        assignment = Assignment.objects.get(assistant=ola)
        Substitution.objects.create(assignment=assignment, substitute=ewa, starts_on=TODAY, ends_on=TODAY)
        visit = moved(visit, assignment.family)
        assert (visit.assistant, visit.substitute, visit.author) == (ola, ewa, ewa)

    def test_monitoring_goes_to_a_family_that_is_monitored(self, ewa, visit, right):
        Visit.objects.update(kind="monitoring")
        assert cases_to_move_to(Visit.objects.get()) == []
        case = right.cases.get()
        case.assignments.update(ends_on=TODAY - timedelta(days=1))
        case.closed_on = TODAY - timedelta(days=1)
        case.save()
        assert cases_to_move_to(Visit.objects.get()) == [case]

    def test_settles_the_appointment_of_the_right_family(self, ewa, visit, right):
        Appointment.objects.create(family=right, assistant=ewa, planned_on=TODAY)
        moved(visit, right)
        assert Appointment.objects.get().state == AppointmentState.KEPT


class TestTrace:
    @pytest.fixture
    def manager(self, visit):
        return signed_in(StaffFactory())

    def page(self, client, number):
        return words(client.get(reverse("family", args=[number])))

    def test_the_manager_moves_it_from_the_timeline(self, manager, visit, right):
        assert address(visit) in links_of(manager.get(reverse("family", args=["R12"]))).values()
        assert send(manager, visit, right).url == f"{reverse('family', args=['R13'])}#os-czasu"
        assert MovedVisit.objects.get().moved_by.role == "manager"

    def test_nobody_else_moves_it(self, visit):
        director = signed_in(UserFactory(role="director"))
        assert address(visit) not in links_of(director.get(reverse("family", args=["R12"]))).values()
        assert director.get(address(visit)).status_code == 403

    def test_both_timelines_and_histories_tell_why(self, manager, visit, right):
        words(manager.get(send(manager, visit, right).url))  # reads the message that it is done
        before, after = self.page(manager, "R12"), self.page(manager, "R13")
        assert f"Wizyta z 20 czerwca 2023 dotyczyła innej rodziny i przeniesiono ją tam. Powód: {WHY}" in before
        assert "Rozmowa o szkole" not in before and "R13" not in before
        assert f"Rozmowa o szkole. (poprawiono 20 czerwca 2023: Przeniesiono z innej rodziny: {WHY})" in after
        for number in ("R12", "R13"):
            assert WHY in words(manager.get(reverse("family_history", args=[number])))

    def test_anonymising_erases_the_reason(self, visit, right, family):
        moved(visit, right)
        anonymise(Family.objects.filter(pk=family.pk), day=TODAY)
        assert (MovedVisit.objects.get().reason, MovedVisit.objects.get().visited_on) == ("", TODAY)
        assert SINCE < TODAY
