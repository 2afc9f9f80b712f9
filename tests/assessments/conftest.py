"""An assistant with a family that was assessed once, and the head of the unit."""

from datetime import date

import pytest

from assistants.assignments.services import assign
from tests.assessments.made import LAST, OPENED, assessed
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
    PersonFactory(family=case.family, first_name="Jaś", birth_date=date(2015, 5, 1))
    assign(case=case, assistant=ewa, starts_on=OPENED)
    return case


@pytest.fixture
def family(case):
    return case.family


@pytest.fixture
def last(case):
    """The assessment before, acknowledged."""
    said = {"housing": ("2", "Zimno i wilgoć."), "income": ("3", "Dorywcza praca ojca.")}
    return assessed(
        case, LAST, said, period_start=OPENED, period_end=LAST, handed_on=LAST, acknowledged_on=date(2023, 12, 6)
    )


@pytest.fixture
def phone(ewa, family):
    """A browser in which the assistant is signed in."""
    return signed_in(ewa.account)


@pytest.fixture
def head(db):
    return StaffFactory(first_name="Maria", last_name="Lis")


@pytest.fixture
def desk(head, family):
    """A browser in which the manager is signed in."""
    return signed_in(head)
