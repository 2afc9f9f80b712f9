"""A small centre with a user of each role."""

import pytest
from time_machine import travel

from tests.access.world import TODAY, World

NOON = f"{TODAY} 12:00"


@pytest.fixture(scope="module")
def world_of_module(module_db):
    with travel(NOON):
        world = World()
        world.sign_all_in()
        return world


@pytest.fixture
def world(db, world_of_module, time_machine):
    """The small centre at noon of its day, with all users signed in; made once for the tests of a module."""
    time_machine.move_to(NOON)
    return world_of_module
