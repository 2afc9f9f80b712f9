"""Registers that are in the database for all tests of a module, as imports take long."""

import pytest
from django.db import transaction

from reporting.exchange import import_register


@pytest.fixture(scope="module")
def register(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """The folder of a register that is in the database; the parameter is a function that writes it to a folder.

    It is there in a transaction of the module, around those of the tests.
    """
    folder = tmp_path_factory.mktemp("register")
    request.param(folder)
    with django_db_blocker.unblock(), transaction.atomic():
        import_register(folder)
        yield folder
        transaction.set_rollback(True)
