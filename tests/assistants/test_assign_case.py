"""The page that assigns an assistant to a supported family without one."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Assignment
from assistants.staff.inspection import findings
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory
from tests.html_forms import errors_of
from tests.html_pages import links_of, words

TODAY = date(2024, 5, 20)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def case(db):
    """A case without an assistant since 1 May."""
    case = CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=date(2024, 1, 8))
    gone = AssistantFactory(employed_to=date(2024, 4, 30))
    assign(case=case, assistant=gone, starts_on=date(2024, 1, 8), ends_on=date(2024, 4, 30))
    return case


@pytest.fixture
def ola(db):
    return AssistantFactory(first_name="Ola")


@pytest.fixture
def page(case):
    return reverse("assign_case", args=["R12", case.pk])


def sent(assistant, day="20.05.2024"):
    return {"assistant": assistant.number, "starts_on": day}


def alone():
    """The counts of the findings about families without an assistant."""
    found = findings(StaffFactory(), TODAY)
    return [each.count for each in found if "bez asystenta" in each.label]


def test_days_before_the_last_assistant_are_refused(staff, page, case, ola):
    assert "Od 8 stycznia 2024 rodzina miała już asystenta" in words(staff.post(page, sent(ola, "02.01.2024")))
    assert alone() == [1]


def test_the_finding_leads_there_and_is_gone_afterwards(staff, page, case, ola):
    assert alone() == [1]
    for address in (f"{reverse('dues')}?rodzaj=brak_asystenta", "/rodziny/R12/"):
        assert page in links_of(staff.get(address)).values()
    assert "Ola" in words(staff.get(page))
    assert staff.post(page, sent(ola)).url == "/rodziny/R12/#wsparcie"
    made = case.assignments.get(assistant=ola)
    assert (made.starts_on, made.ends_on) == (TODAY, None)
    assert alone() == [0]


def test_sending_twice_assigns_once(staff, page, ola):
    for _click in range(2):
        assert staff.post(page, sent(ola, "21.05.2024")).status_code == 302
    assert Assignment.objects.filter(assistant=ola).count() == 1


def test_ends_before_the_next_assistant(staff, page, case, ola):
    assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 6, 3))
    staff.post(page, sent(ola))
    assert case.assignments.get(assistant=ola).ends_on == date(2024, 6, 2)


@pytest.mark.parametrize("day", ["", "30.04.2024", "7.01.2024", "20.06.2025", "kiedyś"])
def test_an_impossible_day_is_an_error_of_the_form(staff, page, ola, day):
    answer = staff.post(page, sent(ola, day))
    assert answer.status_code == 200
    assert errors_of(answer)
    assert not Assignment.objects.filter(assistant=ola).exists()


def test_refuses_an_assistant_without_a_free_place(staff, page, ola):
    ola.max_families = 0
    ola.save()
    assert "assistant" in errors_of(staff.post(page, sent(ola)))


def test_refuses_a_closed_case_and_a_case_with_an_assistant(staff, page, case, ola):
    closed = CaseFactory(family=case.family, kind="za_zyciem", opened_on=date(2023, 1, 1), closed_on=date(2023, 5, 1))
    assert staff.get(reverse("assign_case", args=["R12", closed.pk])).url == "/rodziny/R12/#wsparcie"
    staff.post(page, sent(ola))
    assert staff.post(page, sent(AssistantFactory())).url == "/rodziny/R12/#wsparcie"
    assert Assignment.objects.count() == 2
