"""A small register in a folder."""

import pytest

from tests.register.folder import Register


@pytest.fixture
def register(tmp_path):
    return Register(tmp_path / "register")
