"""A day on which tests of charges happen, and a manager and a director at their desks."""

from datetime import date

import pytest

from tests.clients import signed_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory


@pytest.fixture(autouse=True)
def today(request, time_machine):
    if "browser" in request.keywords:  # a browser has a clock of its own, and cookies of 2024 are out of date
        return
    time_machine.move_to("2024-05-20 12:00")


@pytest.fixture
def desk(db):
    """A browser in which the manager is signed in."""
    CentreFactory()
    return signed_in(StaffFactory())


@pytest.fixture
def director(db):
    return signed_in(UserFactory(role="director"))


@pytest.fixture
def child(db):
    family = FamilyFactory(name="Wierzbiccy", number="R12")
    return PersonFactory(family=family, number="O12", last_name="Wierzbicki", birth_date=date(2015, 5, 1))
