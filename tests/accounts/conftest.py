"""People who sign in."""

import pytest

from tests.factories import StaffFactory, UserFactory


@pytest.fixture
def admin(db):
    """The centre's only administrator."""
    return UserFactory(role="admin", email="admin@zrebice.example", first_name="Adam", last_name="Żuk")


@pytest.fixture
def user(db):
    """A manager."""
    return StaffFactory(email="lacka@zrebice.example")
