"""A day in a centre, and its manager."""

import pytest

from tests.clients import signed_in
from tests.factories import CentreFactory, UserFactory


@pytest.fixture
def today(db, time_machine):
    """It is Monday, 20 May 2024, in a centre."""
    time_machine.move_to("2024-05-20 12:00")
    CentreFactory()


@pytest.fixture
def manager(db):
    """A browser in which the manager is signed in."""
    return signed_in(UserFactory(role="manager"))
