"""A double click, or two tabs, delete a record once; the second answer leads to the same page as the first."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.urls import reverse

from assistants.absences.services import record_absence
from assistants.diary.services import log_visit
from cases.models import Attachment, CourtReport, Draft, SavedView
from familycare.audit.models import Change
from tests.casework.days import TODAY
from tests.clients import signed_in
from tests.factories import AssistantFactory, PersonFactory, StaffFactory, UserFactory

KEPT_AS = "0" * 32
BY_ASSISTANT = {"visit", "visit_draft"}  # records that only the assistant deletes


@pytest.fixture
def manager(family):
    return StaffFactory()


def court_report(family, ewa, manager):
    report = CourtReport.objects.create(family=family, kind="opinion", requested_on=TODAY)
    return reverse("remove_record", args=["R12", "pismo", report.pk])


def document(family, ewa, manager):
    about = {"kind": "letter", "title": "Pismo", "dated_on": TODAY, "uploaded_on": TODAY, "uploaded_by": manager}
    file = {"file_name": "pismo.pdf", "format": "pdf", "size": 1, "sha256": "0" * 64, "stored_as": KEPT_AS}
    found = Attachment.objects.create(family=family, **about, **file)
    return reverse("delete_document", args=["R12", found.pk])


def person(family, ewa, manager):
    return reverse("delete_person", args=[PersonFactory(family=family).number])


def saved_view(family, ewa, manager):
    return reverse("delete_view", args=[SavedView.objects.create(user=manager, name="Moje", query="").pk])


def referral_draft(family, ewa, manager):
    return reverse("delete_referral_draft", args=[Draft.objects.create(form="referral", user=manager, data={}).pk])


def absence(family, ewa, manager):
    later = {"starts_on": date(2024, 6, 1), "ends_on": date(2024, 6, 9)}
    return reverse("end_absence", args=[ewa.number, record_absence(assistant=ewa, kind="leave", **later).pk])


def visit(family, ewa, manager):
    said = {"visited_on": TODAY, "kind": "home_visit", "minutes": 60, "client_key": uuid.uuid4()}
    return reverse("delete_visit", args=[log_visit(assistant=ewa, family=family, **said).pk])


def visit_draft(family, ewa, manager):
    draft = Draft.objects.create(form="visit", user=ewa.account, family=family)
    return reverse("delete_draft", args=[draft.pk])


EVERYTHING = [court_report, document, person, saved_view, referral_draft, absence, visit, visit_draft]


def last_message(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)][-1]


@pytest.mark.parametrize("make", EVERYTHING)
def test_the_second_answer_leads_to_the_same_page(make, family, ewa, manager):
    address = make(family, ewa, manager)
    by_assistant = make.__name__ in BY_ASSISTANT
    author, other = (ewa.account, UserFactory(role="assistant")) if by_assistant else (manager, StaffFactory())
    client, stranger = signed_in(author), signed_in(other)
    AssistantFactory(account=other) if by_assistant else None
    first, second = client.post(address), client.post(address)
    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert last_message(second) == "To już usunięto." != last_message(first)
    assert Change.objects.filter(kind="deleted").count() <= 1
    # Other users do not learn that it existed.
    assert stranger.post(address).status_code == 404


def test_an_old_tab_leads_back_too(family, ewa, manager):
    address, client = court_report(family, ewa, manager), signed_in(manager)
    back = client.post(address).url
    assert client.get(address).url == back


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [court_report, document, person, saved_view, visit])
def test_simultaneous_clicks_delete_once(make, family, ewa, manager):
    address = make(family, ewa, manager)
    clients = [signed_in(ewa.account if make.__name__ in BY_ASSISTANT else manager) for _click in range(3)]
    start = Barrier(len(clients))

    def click(client):
        try:
            start.wait(timeout=60)
            answer = client.post(address)
            return answer.status_code, answer.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(clients)) as pool:
        answers = set(pool.map(click, clients))
    assert {status for status, _back in answers} == {302}
    assert len(answers) == 1
    assert Change.objects.filter(kind="deleted").count() == (make is not saved_view)
