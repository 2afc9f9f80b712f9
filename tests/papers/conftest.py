"""A family with support, its assistant, and the folder of documents."""

from datetime import date
from uuid import uuid4

import pytest

from assistants.assignments.services import assign
from tests.attachments.made import pdf
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, PersonFactory, StaffFactory, UserFactory


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00", tick=False)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder of the files, created with the first document."""
    settings.ATTACHMENTS = tmp_path / "documents"
    return settings.ATTACHMENTS


@pytest.fixture
def no_pdf(monkeypatch):
    """Make PDFs without LibreOffice, which takes seconds: tests of the real ones are in `test_pdf.py`."""
    monkeypatch.setattr(
        "reporting.papers.office.pdfs_of", lambda documents: [pdf(mark=str(uuid4())) for _each in documents]
    )


@pytest.fixture
def family(db):
    CentreFactory()
    family = CaseFactory(family__name="Wierzbiccy", family__number="R12", opened_on=date(2024, 3, 1)).family
    PersonFactory(family=family, role="parent", main_carer=True, first_name="Ewa", last_name="Wierzbicka")
    return family


@pytest.fixture
def manager(family):
    return StaffFactory()


@pytest.fixture
def client(manager):
    return signed_in(manager)


@pytest.fixture
def assistant(family):
    """The browser of the family's assistant."""
    account = UserFactory(role="assistant", first_name="Jan", last_name="Żak")
    assign(case=family.cases.get(), assistant=AssistantFactory(account=account), starts_on=date(2024, 3, 1))
    return signed_in(account)
