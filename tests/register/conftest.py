"""A small register in a folder."""

import pytest

from reporting.exchange import import_register
from tests.register.folder import Part, Register


@pytest.fixture
def register(tmp_path):
    return Register(tmp_path / "register")


@pytest.fixture
def there(register):
    """The small register, imported."""
    import_register(register.folder)
    return register


@pytest.fixture
def part(tmp_path, there):
    return Part(tmp_path / "part")
