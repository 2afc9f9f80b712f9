"""Users and data that tests of pages share."""

import pytest

from tests.clients import signed_in
from tests.factories import CentreFactory, UserFactory, create_families


@pytest.fixture
def stranger(db):
    """A browser of somebody who has an account and no rights."""
    return signed_in(UserFactory())


@pytest.fixture
def centre(db):
    """A centre with three families served since 2022, each with a mother and one child."""
    create_families(3)
    return CentreFactory()
