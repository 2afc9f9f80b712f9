"""Who files requests and who decides."""

import pytest

from tests.factories import StaffFactory, UserFactory
from tests.web.conftest import signed_in


@pytest.fixture
def worker(db):
    return UserFactory(role="social_worker", first_name="Szymon", last_name="Pracowity")


@pytest.fixture
def staff(db):
    """A browser in which the manager is signed in."""
    return signed_in(StaffFactory())
