import pytest

from tests.factories import AssistantFactory, CentreFactory, UserFactory


@pytest.fixture
def ewa(db):
    """An assistant."""
    CentreFactory()
    return AssistantFactory(account=UserFactory(role="assistant"), last_name="Ewak")


@pytest.fixture
def jan(ewa):
    """Her colleague."""
    return AssistantFactory(account=UserFactory(role="assistant"), last_name="Janak")
