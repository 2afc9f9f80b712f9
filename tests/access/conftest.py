"""Who looks at the pages."""

import pytest

from tests.factories import StaffFactory
from tests.web.conftest import signed_in


@pytest.fixture
def staff(db):
    """A browser in which a manager is signed in."""
    return signed_in(StaffFactory())
