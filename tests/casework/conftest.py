"""An assistant who works with a family of a mother and a child, and their manager."""

from datetime import date

import pytest

from assistants.assignments.services import assign
from cases.models import Case
from tests.casework.days import CLOSED, OPENED
from tests.clients import signed_in
from tests.factories import (
    AssistantFactory,
    CaseFactory,
    CentreFactory,
    FamilyFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)


@pytest.fixture(autouse=True)
def today(request, time_machine):
    if "browser" in request.keywords:  # a browser has a clock of its own, and cookies of 2024 are out of date
        return
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def ewa(db):
    CentreFactory()
    return AssistantFactory(account=UserFactory(role="assistant", email="ewa@zrebice.example"), last_name="Żak")


@pytest.fixture
def case(ewa):
    case = CaseFactory(family=FamilyFactory(name="Wierzbiccy", number="R12"), opened_on=OPENED, number="S12")
    assign(case=case, assistant=ewa, starts_on=OPENED)
    return case


@pytest.fixture
def closed(case):
    """The case, closed at the end of April; the centre monitors for three months."""
    case.assignments.update(ends_on=CLOSED)
    Case.objects.filter(pk=case.pk).update(closed_on=CLOSED, closing_reason="goals_achieved")
    case.refresh_from_db()
    return case


@pytest.fixture
def family(case):
    return case.family


@pytest.fixture
def mother(family):
    return PersonFactory(
        family=family, first_name="Anna", role="parent", main_carer=True, sex="F", birth_date=date(1990, 2, 3)
    )


@pytest.fixture
def child(family):
    return PersonFactory(family=family, first_name="Jaś", birth_date=date(2015, 5, 1))


@pytest.fixture
def phone(ewa, family):
    """A browser in which the assistant is signed in."""
    return signed_in(ewa.account)


@pytest.fixture
def desk(family):
    """A browser in which the manager is signed in."""
    return signed_in(StaffFactory())
