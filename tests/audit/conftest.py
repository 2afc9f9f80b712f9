"""The user and the family in the tests of the log."""

import pytest

from tests.factories import FamilyFactory, UserFactory


@pytest.fixture
def anna(db):
    """A manager."""
    return UserFactory(first_name="Anna", last_name="Nowak", role="manager")


@pytest.fixture
def sowa(db):
    return FamilyFactory(name="Sowa", number="R1")


@pytest.fixture
def nobody_acts(monkeypatch):
    """There is no actor outside of a request or a command, as in operation."""
    monkeypatch.setattr("familycare.audit.acting.default_actor", None)
