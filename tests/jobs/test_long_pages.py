"""Pages that a job makes because they take long: shown when they are there, and again until something changes."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from familycare.accounts.rights import Right
from familycare.jobs import answers, folders, kinds
from familycare.jobs.models import Job, JobState
from familycare.jobs.pages import answer_with_page, long_page
from familycare.jobs.running import JobFailed
from reporting.documents.definitions.patterns import pattern_text
from reporting.documents.definitions.services import save_definition
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, StaffFactory
from tests.html_pages import select, words
from tests.jobs.queue import run_jobs


@pytest.fixture
def made():
    """What the pages were asked for, each time one was made."""
    return []


@pytest.fixture
def page(made, monkeypatch):
    def make(user, asked):
        made.append(asked)
        return f"<p>{len(made)}. raz, rok {asked['year']}</p>"

    page = long_page("proba", "Próba", Right.READ_FIGURES, make)
    monkeypatch.setitem(kinds.KINDS, "proba", page.kind)
    return page


@pytest.fixture
def ask(page, user, client_of_user):
    """A function that asks for the page, as a rule while a worker is there."""

    def ask(address="/strona/?rok=2024", *, year=2024, by=user, is_quick=False, works=True):
        request = RequestFactory().get(address)
        request.user, request.session = by, client_of_user.session
        with folders.worker_present() if works else nullcontext():
            return answer_with_page(
                request,
                page,
                "Strona za rok",
                {"year": year},
                lambda content, job: HttpResponse(f"{content}{job.title if job else ''}"),
                is_quick=lambda: is_quick,
            )

    return ask


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """No worker is quick enough."""
    monkeypatch.setattr(answers, "wait_for", lambda job: None)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("how", [{"is_quick": True}, {"works": False}])
def test_a_quick_page_needs_no_job_nor_does_any_without_a_worker(ask, how):
    assert text(ask(**how)) == "<p>1. raz, rok 2024</p>"
    assert not Job.objects.exists()


def test_a_long_page_leads_to_its_job_and_back(ask, client_of_user):
    job_page = ask().url
    job = Job.objects.get()
    assert job_page == reverse("job", args=[job.pk])
    run_jobs()
    back = client_of_user.get(job_page).url
    assert back == f"/strona/?rok=2024&zadanie={job.pk}"
    assert text(ask(back)) == "<p>1. raz, rok 2024</p>Strona za rok"
    assert client_of_user.get(reverse("job_file", args=[job.pk])).url == back
    job.refresh_from_db()
    assert job.seen_at


def test_the_same_content_is_shown_until_something_changes(ask, made):
    ask()
    run_jobs()
    assert text(ask()) == text(ask()) == "<p>1. raz, rok 2024</p>Strona za rok"
    FamilyFactory()
    assert ask().status_code == 302
    run_jobs()
    assert text(ask()) == "<p>2. raz, rok 2024</p>Strona za rok"
    assert len(made) == Job.objects.count() + 1 == 2  # the older one is of no more use


def test_what_is_named_in_the_address_is_shown_for_an_hour(ask):
    ask()
    run_jobs()
    job = Job.objects.get()
    named = f"/strona/?rok=2024&zadanie={job.pk}"
    FamilyFactory()
    assert text(ask(named)) == "<p>1. raz, rok 2024</p>Strona za rok"
    Job.objects.update(finished_at=timezone.now() - timedelta(minutes=61))
    assert ask(named).status_code == 302


def test_another_day_needs_another_page(ask, time_machine):
    time_machine.move_to("2025-03-10 23:50", tick=False)
    ask()
    run_jobs()
    time_machine.move_to("2025-03-11 00:10", tick=False)
    assert ask().status_code == 302


def test_the_page_of_another_year_or_user_is_not_shown(ask):
    ask()
    run_jobs()
    named = f"zadanie={Job.objects.get().pk}"
    assert ask(f"/strona/?rok=2025&{named}", year=2025).status_code == 302
    assert ask(f"/strona/?rok=2024&{named}", by=StaffFactory()).status_code == 302
    assert text(ask(f"/strona/?rok=2024&{named}")) == "<p>1. raz, rok 2024</p>Strona za rok"


def test_says_why_there_is_no_page(page, ask, client_of_user, monkeypatch):
    def fail(user, asked):
        raise JobFailed("Nie ma z czego.")

    failing = long_page("proba", "Próba", Right.READ_FIGURES, fail)
    monkeypatch.setitem(kinds.KINDS, "proba", failing.kind)
    job_page = ask().url
    run_jobs()
    assert Job.objects.get().state == JobState.FAILED
    assert "Nie ma z czego." in words(client_of_user.get(job_page))


class TestLargeRegister:
    @pytest.fixture(autouse=True)
    def large(self, db, monkeypatch):
        monkeypatch.setattr("reporting.figures.effort.QUICK", -1)
        CentreFactory()
        CaseFactory(opened_on=date(2024, 3, 1))
        save_definition(text=pattern_text("informacja-dla-komisji"))

    @pytest.mark.parametrize(
        "address",
        [
            reverse("report", args=[2024]),
            f"{reverse('tables')}?okresy=2024,2023",
            f"{reverse('composed', args=['informacja-dla-komisji'])}?rok=2024",
        ],
    )
    def test_the_pages_of_figures_are_the_same_as_on_a_small_one(self, address, client_of_user, monkeypatch):
        with folders.worker_present():
            waiting = client_of_user.get(address)
            assert waiting.url == reverse("job", args=[Job.objects.get().pk])
            run_jobs()
            shown = client_of_user.get(client_of_user.get(waiting.url).url)
        assert "Pokaż najnowsze dane" in words(shown)
        monkeypatch.setattr("reporting.figures.effort.QUICK", 1000)
        at_once = client_of_user.get(address)
        for page in (".document-chapter", "nav.document-contents"):
            assert list(map(words, select(shown, page))) == list(map(words, select(at_once, page)))
            assert select(at_once, page)
