"""A day on which tests of supporting families happen, one with a contract, and those who work with them."""

from datetime import date

import pytest

from cases.models import FamilySupport, SupportingFamily
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, StaffFactory, UserFactory


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
def supporter(db):
    return SupportingFamily.objects.create(
        number="Z5",
        name="Anna i Jan Dobrzy",
        phone="600 100 200",
        opinion_on=date(2023, 12, 1),
        starts_on=date(2024, 2, 15),
    )


@pytest.fixture
def support(family, supporter):
    return FamilySupport.objects.create(family=family, supporter=supporter, starts_on=date(2024, 3, 1))
