"""The social worker who files requests."""

import pytest

from tests.factories import UserFactory


@pytest.fixture
def worker(db):
    return UserFactory(role="social_worker", first_name="Szymon", last_name="Pracowity")
