"""A day on which tests of day-care centres happen, one that is open, a child who attends it, and those who work."""

from datetime import date

import pytest

from cases.models import DayCareCapacity, DayCareCentre, DayCareStay
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory


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
def family(db):
    family = FamilyFactory(name="Wierzbiccy", number="R12")
    CaseFactory(family=family)
    return family


@pytest.fixture
def child(family):
    return PersonFactory(family=family, number="O7", first_name="Łucja", last_name="Wierzbicka")


@pytest.fixture
def day_care(db):
    return DayCareCentre.objects.create(
        number="D5", name="Świetlica „Promyk”", form="care", run_by="municipality", starts_on=date(2024, 2, 15)
    )


@pytest.fixture
def capacity(day_care):
    return DayCareCapacity.objects.create(day_care=day_care, starts_on=date(2024, 2, 15), places=30, educators=2)


@pytest.fixture
def stay(child, day_care):
    return DayCareStay.objects.create(person=child, day_care=day_care, basis="voluntary", starts_on=date(2024, 3, 1))
