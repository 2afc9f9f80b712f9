"""Who looks at the pages."""

import pytest
from time_machine import travel

from tests.access.world import TODAY, World
from tests.factories import StaffFactory
from tests.web.conftest import signed_in

NOON = f"{TODAY} 12:00"


@pytest.fixture
def staff(db):
    """A browser in which a manager is signed in."""
    return signed_in(StaffFactory())


@pytest.fixture(scope="module")
def world_of_module(module_db):
    with travel(NOON):
        world = World()
        world.sign_everybody_in()
        return world


@pytest.fixture
def world(db, world_of_module, time_machine):
    """The small centre at noon of its day, with everybody signed in; made once for the tests of a module."""
    time_machine.move_to(NOON)
    return world_of_module
