"""People who sign in."""

import pytest

from tests.accounts.signing_in import browser_of
from tests.factories import StaffFactory, UserFactory


@pytest.fixture
def admin(db):
    """The centre's only administrator."""
    return UserFactory(role="admin", email="admin@zrebice.example", first_name="Adam", last_name="Żuk")


@pytest.fixture
def user(db):
    """A manager."""
    return StaffFactory(email="lacka@zrebice.example")


@pytest.fixture
def office(admin):
    """The administrator's browser."""
    return browser_of(admin)


@pytest.fixture
def chief(db):
    """The browser of a manager, who may confirm."""
    return browser_of(StaffFactory(email="kierownik@zrebice.example", last_name="Żbik"))
