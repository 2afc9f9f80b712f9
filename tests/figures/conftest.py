"""Registers that are in the database for all tests of a module, as imports take long."""

import pytest

from reporting.exchange import import_register


@pytest.fixture(scope="module")
def register(request, tmp_path_factory, module_db):
    """The folder of a register that is in the database; the parameter is a function that writes it to a folder."""
    folder = tmp_path_factory.mktemp("register")
    request.param(folder)
    import_register(folder)
    return folder
