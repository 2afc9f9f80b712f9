"""In real Chromium: the page of a job follows it to its end."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Family
from familycare.jobs import answers, folders
from familycare.jobs.models import Job
from tests.browsing import SIZES, check, sign_in
from tests.factories import CaseFactory, CentreFactory, StaffFactory
from tests.jobs.queue import run_jobs
from tests.web.zips import zipped

pytestmark = pytest.mark.browser
A_JOB = re.compile(r"/zadania-w-tle/[-0-9a-f]{36}/$")


@pytest.fixture(params=SIZES)
def manager(page, request, transactional_db, monkeypatch):
    """A page in which a manager is signed in. Workers are too slow for any request."""
    monkeypatch.setattr(answers, "wait_for", lambda job: None)
    CentreFactory()
    StaffFactory(email="lacka@zrebice.example")
    page.set_viewport_size(SIZES[request.param])
    sign_in(page)
    return page


def test_an_import_leads_to_its_result(manager):
    register = zipped(families="id,name\nR1,Łąccy\n")
    manager.goto("/rejestr/")
    manager.get_by_label("Rejestr (plik zip)").set_input_files(
        {"name": "rejestr.zip", "mimeType": "application/zip", "buffer": register.read()}
    )
    manager.get_by_role("button", name="Sprawdź i wczytaj").click()
    expect(manager).to_have_url(A_JOB)
    expect(manager.get_by_text("proces wykonujący zadania w tle nie działa")).to_be_visible()
    check(manager)
    with folders.worker_present():
        expect(manager.get_by_text("proces wykonujący zadania w tle nie działa")).not_to_be_visible()
        folders.write_progress(Job.objects.get().pk, 1, 4, "Sprawdzam families.csv")
        Job.objects.update(state="running")
        expect(manager.get_by_role("progressbar", name="Postęp zadania")).to_have_attribute("value", "25")
        check(manager)
        Job.objects.update(state="queued")
        run_jobs()
    expect(manager.get_by_role("heading", name="Rejestr „rejestr.zip” wczytany")).to_be_visible()
    assert Family.objects.get().name == "Łąccy"
    manager.goto("/zadania-w-tle/")
    check(manager)


def test_a_download_that_takes_longer_leads_to_the_page_of_its_job(manager):
    CaseFactory()
    manager.goto("/sprawozdanie/2023/")
    manager.get_by_role("link", name="Pobierz JSON").click()
    expect(manager).to_have_url(A_JOB)
    run_jobs()
    with manager.expect_download() as download:
        manager.get_by_role("link", name="Pobierz plik").click()
    assert download.value.suggested_filename == "sprawozdanie-2023.json"
