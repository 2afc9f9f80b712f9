"""A family with support, and the folder of documents."""

from datetime import date

import pytest

from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, StaffFactory


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00", tick=False)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder of the files, created with the first document."""
    settings.ATTACHMENTS = tmp_path / "documents"
    return settings.ATTACHMENTS


@pytest.fixture
def family(db):
    CentreFactory()
    return CaseFactory(family__name="Wierzbiccy", family__number="R12", opened_on=date(2024, 3, 1)).family


@pytest.fixture
def manager(family):
    return StaffFactory(first_name="Maria", last_name="Lis")


@pytest.fixture
def client(manager):
    return signed_in(manager)
