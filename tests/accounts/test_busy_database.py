"""While another process writes to SQLite, what is written beside the views is no error either: the page says so."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.urls import reverse

from familycare.accounts.signing_in.session_length import SEEN_AT, SIGNED_IN_AT
from familycare.accounts.unsent_forms.models import MARK
from familycare.jobs.context import IN_SESSION
from tests.clients import signed_in
from tests.factories import CentreFactory, StaffFactory
from tests.html_pages import words


def busy(*args, **kwargs):
    raise OperationalError("database is locked")


@pytest.fixture
def client(db):
    client = signed_in(StaffFactory())
    client.raise_request_exception = False
    return client


def assert_calm(response):
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Spróbuj za chwilę" in words(response)


def change(client, **values):
    session = client.session
    session.update(values)
    session.save()


def test_a_session_that_has_to_be_saved_after_the_page(client, monkeypatch):
    change(client, **{SEEN_AT: 5})
    monkeypatch.setattr(Session, "save", busy)
    assert_calm(client.get(reverse("jobs")))


def test_a_session_that_a_view_saves(client, monkeypatch):
    CentreFactory()
    change(client, **{SEEN_AT: int(time.time()), IN_SESSION: False})
    monkeypatch.setattr(Session, "save", busy)
    assert_calm(client.get(reverse("download_tables", args=["json"]), {"okresy": "2023"}))


def test_a_session_that_has_lasted_too_long(client, monkeypatch):
    change(client, **{SIGNED_IN_AT: 5})
    monkeypatch.setattr(Session, "delete", busy)
    assert_calm(client.get(reverse("jobs")))


def test_an_unsent_form_that_was_sent(client, monkeypatch):
    monkeypatch.setattr("familycare.accounts.unsent_forms.middleware.settle", busy)
    assert_calm(client.post(reverse("import"), {MARK: "1"}))


def test_a_form_that_is_kept_because_it_was_refused(client, monkeypatch):
    monkeypatch.setattr("familycare.accounts.views.refusals.keep", busy)
    assert_calm(client.post("/nie-ma/", {"a": "b"}))
    client.handler.enforce_csrf_checks = True
    assert_calm(client.post(reverse("import"), {"a": "b"}))


def test_any_other_failure_is_an_error(client, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("disk is full")

    monkeypatch.setattr("familycare.accounts.unsent_forms.middleware.settle", fail)
    assert client.post(reverse("import"), {MARK: "1"}).status_code == 500
