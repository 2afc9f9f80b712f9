"""An assistant with an account, who has had a family since March."""

import pytest

from tests.clients import signed_in
from tests.diary.people import create_assistant, create_family
from tests.factories import CentreFactory


@pytest.fixture(autouse=True)
def today(request, time_machine):
    if "browser" in request.keywords:  # a browser has a clock of its own, and cookies of 2023 are out of date
        return
    time_machine.move_to("2023-06-20 12:00")


@pytest.fixture
def ewa(db):
    CentreFactory()
    return create_assistant("ewa@zrebice.example", first_name="Ewa", last_name="Żak", number="A7")


@pytest.fixture
def ola(db):
    """A colleague, with a family of her own."""
    ola = create_assistant("ola@zrebice.example", first_name="Ola", last_name="Cudza", number="A8")
    create_family(ola, "Obcy", "R99")
    return ola


@pytest.fixture
def family(ewa):
    return create_family(ewa, "Wierzbiccy", "R12")


@pytest.fixture
def phone(ewa):
    """A browser in which Ewa is signed in."""
    return signed_in(ewa.account)
