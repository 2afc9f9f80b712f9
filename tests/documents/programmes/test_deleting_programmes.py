"""Deleting a whole programme: only where no document shows it and nothing was written about it."""

import pytest
from django.urls import reverse

from reporting.documents.definitions.patterns import new_from_pattern
from reporting.documents.programmes.models import Programme
from reporting.documents.programmes.parsing import parse_programme
from reporting.documents.programmes.services import report_task
from tests.clients import signed_in
from tests.documents.programmes.texts import saved
from tests.factories import CentreFactory, UserFactory
from tests.html_pages import words

pytestmark = pytest.mark.django_db
KEY = "program-2024"


@pytest.fixture
def manager(time_machine):
    time_machine.move_to("2025-11-10 12:00")
    CentreFactory()
    return signed_in(UserFactory(role="manager"))


def test_a_programme_that_nothing_needs_is_deleted_on_demand(manager):
    saved()
    address = reverse("delete_programme", args=[KEY])
    assert "Usunąć program „Program wspierania rodziny 2024–2026”?" in words(manager.get(address))
    assert Programme.objects.exists()
    manager.post(address)
    assert not Programme.objects.exists()
    assert manager.post(address).status_code == 404


def test_a_programme_of_a_document_or_with_entries_stays(manager):
    saved()
    document = new_from_pattern(name="sprawozdanie-z-programu", title="Sprawozdanie", programme=KEY)
    new_from_pattern(name="program-trzyletni", title="Inny", programme="")
    address = reverse("delete_programme", args=[KEY])
    page = words(manager.post(address, follow=True))
    assert "bo pokazują go dokumenty: „Sprawozdanie”." in page.replace("\xa0", " ")
    document.delete()
    found = Programme.objects.get(key=KEY)
    report_task(programme=found, task=parse_programme(found.text).tasks[0], year=2025, state="done")
    assert "bo wpisano już coś o jego wykonaniu" in words(manager.post(address, follow=True))
    assert Programme.objects.exists()
