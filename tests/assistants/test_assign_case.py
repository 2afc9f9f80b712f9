"""A family that has support and nobody who gives it gets an assistant in the browser."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from assistants.models import Assignment
from assistants.staff.inspection import findings
from tests.clients import signed_in
from tests.diary.test_pages import text_of
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, StaffFactory

TODAY = date(2024, 5, 20)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def case(db):
    """Whoever had it is gone since the last of April."""
    case = CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=date(2024, 1, 8))
    gone = AssistantFactory(employed_to=date(2024, 4, 30))
    assign(case=case, assistant=gone, starts_on=date(2024, 1, 8), ends_on=date(2024, 4, 30))
    return case


@pytest.fixture
def ola(db):
    return AssistantFactory(first_name="Ola")


@pytest.fixture
def desk(db):
    return signed_in(StaffFactory())


@pytest.fixture
def page(case):
    return reverse("assign_case", args=["R12", case.pk])


def sent(assistant, day="20.05.2024"):
    return {"assistant": assistant.number, "starts_on": day}


def alone():
    found = findings(StaffFactory(), TODAY)
    return [each.count for each in found if "bez asystenta" in each.label]


def test_days_before_the_last_assistant_are_refused(desk, page, case, ola):
    said = text_of(desk.post(page, sent(ola, "02.01.2024")))
    assert "Od 8 stycznia 2024 rodzina miała już asystenta" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert alone() == [1]


def test_the_finding_leads_there_and_is_gone_afterwards(desk, page, case, ola):
    assert alone() == [1]
    for address in (f"{reverse('dues')}?rodzaj=brak_asystenta", "/rodziny/R12/"):
        assert page in desk.get(address).content.decode()
    assert "Ola" in text_of(desk.get(page))
    assert desk.post(page, sent(ola)).url == "/rodziny/R12/#wsparcie"
    made = case.assignments.get(assistant=ola)
    assert (made.starts_on, made.ends_on) == (TODAY, None)
    assert alone() == [0]


def test_twice_is_once(desk, page, ola):
    for _click in range(2):
        assert desk.post(page, sent(ola, "21.05.2024")).status_code == 302
    assert Assignment.objects.filter(assistant=ola).count() == 1


def test_up_to_whoever_has_it_later(desk, page, case, ola):
    assign(case=case, assistant=AssistantFactory(), starts_on=date(2024, 6, 3))
    desk.post(page, sent(ola))
    assert case.assignments.get(assistant=ola).ends_on == date(2024, 6, 2)


@pytest.mark.parametrize("day", ["", "30.04.2024", "7.01.2024", "20.06.2025", "kiedyś"])
def test_a_day_that_cannot_be_is_answered_in_the_form(desk, page, ola, day):
    answer = desk.post(page, sent(ola, day))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Assignment.objects.filter(assistant=ola).exists()


def test_nobody_gets_one_family_too_many(desk, page, ola):
    ola.max_families = 0
    ola.save()
    assert "assistant" in desk.post(page, sent(ola)).context["form"].errors


def test_not_where_somebody_has_it_or_it_is_over(desk, page, case, ola):
    closed = CaseFactory(family=case.family, kind="za_zyciem", opened_on=date(2023, 1, 1), closed_on=date(2023, 5, 1))
    assert desk.get(reverse("assign_case", args=["R12", closed.pk])).url == "/rodziny/R12/#wsparcie"
    desk.post(page, sent(ola))
    assert desk.post(page, sent(AssistantFactory())).url == "/rodziny/R12/#wsparcie"
    assert Assignment.objects.count() == 2
