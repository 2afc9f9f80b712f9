"""An assistant with an account, and a family that they have had since March."""

from datetime import date

import pytest

from assistants.assignments.services import assign
from cases.models import Plan, PlanGoal
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, UserFactory
from tests.web.conftest import signed_in

TODAY = date(2023, 6, 20)  # a Tuesday
SINCE = date(2023, 3, 1)


@pytest.fixture(autouse=True)
def today(request, time_machine):
    if "browser" in request.keywords:  # a browser has a clock of its own, and cookies of 2023 are out of date
        return
    time_machine.move_to("2023-06-20 12:00")


def an_assistant(email, **fields):
    """An assistant who signs in by that address."""
    return AssistantFactory(account=UserFactory(email=email, role="assistant"), **fields)


def a_family(assistant, name, number, **dates):
    """A family with an open case, given to the assistant."""
    case = CaseFactory(family=FamilyFactory(name=name, number=number))
    assign(case=case, assistant=assistant, **{"starts_on": SINCE, **dates})
    return case.family


def goals_of(family, *goals, **fields):
    """The goals of a plan in force."""
    plan = Plan.objects.create(case=family.cases.get(), agreed_on=SINCE)
    return [PlanGoal.objects.create(plan=plan, goal=goal, status="in_progress", **fields) for goal in goals]


@pytest.fixture
def ewa(db):
    CentreFactory()
    return an_assistant("ewa@zrebice.example", first_name="Ewa", last_name="Żak", number="A7")


@pytest.fixture
def ola(db):
    """A colleague, with a family of her own."""
    ola = an_assistant("ola@zrebice.example", first_name="Ola", last_name="Cudza", number="A8")
    a_family(ola, "Obcy", "R99")
    return ola


@pytest.fixture
def family(ewa):
    return a_family(ewa, "Wierzbiccy", "R12")


@pytest.fixture
def phone(ewa):
    """A browser in which Ewa is signed in."""
    return signed_in(ewa.account)
