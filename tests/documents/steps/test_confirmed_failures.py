"""A document whose figures disagree: whoever approves it says why, and the edition keeps that."""

import json

import pytest
from django.urls import reverse

from familycare.audit.models import Change
from familycare.jobs import folders
from familycare.jobs.models import Job
from reporting.documents.checks.checking import FiguresDisagree
from reporting.documents.composing import compose as compose_module
from reporting.documents.definitions.services import save_definition
from reporting.documents.editions.models import Edition
from reporting.documents.steps.models import Submission
from reporting.documents.steps.services import WordingChanged, approve, send
from reporting.documents.steps.text_now import Wording
from tests.clients import signed_in
from tests.documents.own.definitions import computing, definition, table
from tests.documents.own.flow import FLOW, flow
from tests.html_forms import errors_of
from tests.html_pages import words
from tests.jobs.queue import run_jobs

pytestmark = pytest.mark.django_db
REASON = "Korekta objęcia z 2024 r. czeka na postanowienie sądu."


def figures_are(monkeypatch, *numbers):
    defaults = compose_module.compose.__kwdefaults__ | {"compute_tables": computing(flow(*numbers))}
    monkeypatch.setattr(compose_module.compose, "__kwdefaults__", defaults)


@pytest.fixture
def document(centre, visit, monkeypatch):
    figures_are(monkeypatch, 5, 3, 2, 7)
    return save_definition(text=definition(table(*FLOW), periods=["Y"]))


@pytest.fixture
def sent(document, manager):
    return send(document=document, year=2025, by=manager, despite_failures=True)


def page_of(sent, name="submission"):
    return reverse(name, args=["informacja", sent.pk])


def form_on(page, **more):
    return {"seen": page.context["seen"], "failures": page.context["checked"]["mark"]} | more


def test_the_author_is_told_before_and_sends_it_all_the_same(document, manager):
    browser, address = signed_in(manager), f"{reverse('send_document', args=['informacja'])}?rok=2025"
    page = browser.post(address)
    assert "powinny być równe" in words(page.content.decode()) and "Wyślij mimo niezgodności" in page.content.decode()
    assert not Submission.objects.exists()
    with pytest.raises(FiguresDisagree):
        send(document=document, year=2025, by=manager)
    browser.post(address, {"despite": "on"})
    assert Submission.objects.get().is_waiting


def test_the_job_that_sends_a_long_document_asks_too(document, manager, monkeypatch):
    monkeypatch.setattr("reporting.figures.effort.QUICK", -1)
    browser, address = signed_in(manager), f"{reverse('send_document', args=['informacja'])}?rok=2025"
    with folders.worker_present():
        assert "Wyślij także wtedy, gdy liczby w nim przeczą sobie nawzajem" in words(browser.get(address))
        browser.post(address)
        run_jobs()
        assert not Submission.objects.exists()
        assert "zaznacz, że także wtedy" in Job.objects.get().message
        browser.post(address, {"despite": "on"})
        run_jobs()
    assert Submission.objects.get().is_waiting


def test_the_director_writes_why(sent, director):
    browser = signed_in(director)
    page = browser.get(page_of(sent))
    assert "Zatwierdź mimo niezgodności" in page.content.decode()
    page = browser.post(page_of(sent, "approve_document"), form_on(page, reason=" "))
    assert "Napisz, dlaczego" in errors_of(page)["reason"] and not Edition.objects.exists()
    browser.post(page_of(sent, "approve_document"), form_on(page, reason=REASON))
    edition = Edition.objects.get()
    assert (edition.confirmation["reason"], edition.made_by) == (REASON, director)
    assert "powinny być równe" in edition.confirmation["failures"][0]
    page = words(browser.get(reverse("edition", args=["informacja", 1])).content.decode())
    assert page.count(f"Niezgodność potwierdzona: {REASON}") == 2  # above, and in the steps
    logged = Change.objects.filter(object_type="reporting.edition").latest("sequence")
    assert REASON in json.dumps(json.loads(logged.contents), ensure_ascii=False)
    [parameters] = Job.objects.values_list("parameters", flat=True)
    assert "failures" in parameters and REASON not in parameters.values()  # it may name somebody


def test_who_has_seen_another_failure_decides_again(sent, director, centre, monkeypatch):
    browser = signed_in(director)
    page = browser.get(page_of(sent))
    mark, seen = page.context["checked"]["mark"], page.context["seen"]
    with pytest.raises(WordingChanged):
        approve(submission=sent, seen=seen, centre=centre, by=director, confirm_failures=REASON, failures_seen="")
    figures_are(monkeypatch, 5, 3, 2, 9)
    page = browser.post(page_of(sent, "approve_document"), {"seen": seen, "failures": mark, "reason": REASON})
    assert "zmienił się" in page.content.decode() and REASON in page.content.decode()
    assert not Edition.objects.exists()


def test_without_a_failure_nobody_is_asked(sent, director, centre, monkeypatch):
    figures_are(monkeypatch, 5, 3, 2, 6)
    browser = signed_in(director)
    page = browser.get(page_of(sent))
    assert "Zatwierdź mimo niezgodności" not in page.content.decode()
    seen = Wording.now(sent.document, 2025).fingerprint
    assert approve(submission=sent, seen=seen, centre=centre, by=director).edition.confirmation is None
