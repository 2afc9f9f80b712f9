"""The pages of jobs: whose they are, what they say, files, notices, and what is deleted."""

import os
import time
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cases.privacy import leftovers
from familycare.accounts.services import suspend
from familycare.accounts.signing_in.session_length import SEEN_AT
from familycare.jobs import answers, folders
from familycare.jobs.models import Job, JobState
from familycare.jobs.services import MOST_OPEN, start_job
from tests.clients import signed_in
from tests.factories import StaffFactory, UserFactory
from tests.html_pages import select, words
from tests.jobs.queue import give_file, run_jobs

JOBS = reverse("jobs")


def page_of(job):
    return reverse("job", args=[job.pk])


def file_of(job):
    return reverse("job_file", args=[job.pk])


class TestPage:
    def test_says_that_nobody_works(self, asked, client_of_user):
        job = asked()
        for address in (JOBS, page_of(job)):
            assert "proces wykonujący zadania w tle nie działa. Powiadom administratora." in words(
                client_of_user.get(address)
            )

    def test_asks_again_by_itself_and_without_scripts_too(self, asked, client_of_user):
        job = asked()
        with folders.worker_present():
            page = client_of_user.get(page_of(job))
        assert "nie działa" not in words(page)
        assert "czeka na swoją kolej" in words(page)
        assert select(page, "#stan[hx-get]")[0].get("hx-trigger") == "every 2s"
        assert select(page, "noscript meta[http-equiv=refresh]")

    def test_asking_does_not_keep_anybody_signed_in(self, asked, client_of_user, settings):
        settings.IDLE_SLACK = 0
        job, seen = asked(), []
        for address in (reverse("job_state", args=[job.pk]), page_of(job)):
            session = client_of_user.session
            session[SEEN_AT] = 5
            session.save()
            client_of_user.get(address)
            seen.append(client_of_user.session[SEEN_AT])
        assert seen[0] == 5
        assert seen[1] > time.time() - 60

    def test_is_loaded_again_at_the_end(self, asked, client_of_user):
        job = asked()
        run_jobs()
        assert client_of_user.get(reverse("job_state", args=[job.pk]))["HX-Refresh"] == "true"
        page = client_of_user.get(page_of(job))
        assert "Plik jest gotowy." in words(page)
        assert "Pobierz plik (10" in words(page)

    def test_says_why_a_job_failed(self, asked, client_of_user):
        def fail(work):
            raise ValueError("Kowalska")

        job = asked(fail)
        run_jobs()
        page = words(client_of_user.get(page_of(job)))
        assert "z powodu błędu programu" in page
        assert "Kowalska" not in page
        assert "Traceback" not in page

    def test_leads_to_the_page_of_the_result(self, asked, client_of_user):
        job = asked(lambda work: None, result_page="own_account")
        run_jobs()
        assert client_of_user.get(page_of(job)).url == reverse("own_account")

    def test_cancels(self, asked, client_of_user):
        job = asked()
        page = client_of_user.post(reverse("cancel_job", args=[job.pk]), follow=True)
        assert "Zadanie anulowano." in words(page)
        run_jobs()
        assert "Niczego nie zmieniło." in words(client_of_user.get(page_of(job)))

    def test_deletes_once_and_a_second_click_is_no_mistake(self, asked, client_of_user):
        job = asked()
        client_of_user.post(reverse("delete_job", args=[job.pk]))
        assert Job.objects.exists()  # it has not ended
        run_jobs()
        for _click in range(2):
            assert client_of_user.post(reverse("delete_job", args=[job.pk])).url == JOBS
        assert not Job.objects.exists()
        assert not folders.result_of(job.pk).exists()


class TestFile:
    def test_is_given_to_its_user_and_recorded(self, asked, client_of_user):
        recorded = []
        job = asked(record=lambda request, job: recorded.append((request.user, job)))
        run_jobs()
        response = client_of_user.get(file_of(job))
        assert response.content == b"%PDF-wynik"
        assert response["Content-Disposition"] == 'attachment; filename="wynik.pdf"'
        assert recorded == [(job.user, job)]

    def test_its_name_may_have_any_sign(self, asked, client_of_user):
        """It may hold the number of an assistant from a register."""
        job = asked(lambda work: work.give(b"x", name='dziennik-Ż"1.pdf', content_type="application/pdf"))
        run_jobs()
        assert client_of_user.get(file_of(job))["Content-Disposition"].endswith("dziennik-%C5%BB%221.pdf")

    def test_a_large_one_is_sent_in_parts(self, asked, client_of_user, monkeypatch):
        monkeypatch.setattr(answers, "SMALL", 5)
        job = asked()
        run_jobs()
        assert b"".join(client_of_user.get(file_of(job))) == b"%PDF-wynik"

    @pytest.mark.parametrize("name", ["job", "job_state", "job_file", "cancel_job"])
    def test_others_find_nothing(self, asked, name):
        job = asked()
        other = signed_in(StaffFactory())
        ask = other.post if name == "cancel_job" else other.get
        assert ask(reverse(name, args=[job.pk])).status_code == 404
        other.post(reverse("delete_job", args=[job.pk]))
        run_jobs()
        assert Job.objects.get().state == JobState.DONE
        assert ask(reverse(name, args=[job.pk])).status_code == 404
        assert "Próba" not in words(other.get(JOBS))

    def test_is_refused_to_who_lost_the_right(self, asked, user, client_of_user):
        job = asked()
        run_jobs()
        user.secrecy_on = None
        user.save()
        assert client_of_user.get(file_of(job)).status_code == 403

    def test_is_refused_to_who_lost_the_family(self, asked, client_of_user):
        lost = []

        def check(user, parameters):
            if lost:
                raise Http404

        job = asked(check=check)
        run_jobs()
        lost.append(True)
        assert client_of_user.get(file_of(job)).status_code == 404

    @pytest.mark.parametrize("left", [None, b""])
    def test_that_is_gone_or_empty_breaks_no_page(self, asked, client_of_user, left):
        job = asked()
        run_jobs()
        folders.drop_result(job.pk)
        if left is not None:
            folders.write_result(job.pk, left)
        assert "jego pliku już nie ma" in words(client_of_user.get(page_of(job)))
        assert client_of_user.get(JOBS).status_code == 200
        assert "Tego pliku już nie ma." in words(client_of_user.get(file_of(job), follow=True))

    def test_progress_of_0_bytes_breaks_no_page(self, asked, client_of_user):
        pages = []

        def run(work):
            work.progress(1, 2)
            (folders.upload_of(job.pk).parent / "progress.json").write_bytes(b"")
            pages.append(client_of_user.get(page_of(job)).status_code)

        job = asked(run)
        run_jobs()
        assert pages == [200]


class TestStarting:
    def test_twice_is_the_same_job(self, asked, user, declared):
        first = asked(upload=BytesIO(b"PK-1"))
        assert asked(upload=BytesIO(b"PK-1")).pk == first.pk
        assert asked(upload=BytesIO(b"PK-2")).pk != first.pk
        assert asked(parameters={"rok": 2024}).pk != first.pk
        assert Job.objects.count() == 3
        kept = {path.parent.name for path in folders._root().glob("*/upload")}
        assert len(kept) == 2

    def test_of_two_users_are_two_jobs(self, asked, declared):
        first = asked()
        kind = declared(give_file)
        assert start_job(kind=kind, user=StaffFactory(), title="Próba").pk != first.pk

    def test_again_after_its_end_is_another_job(self, asked):
        first = asked()
        run_jobs()
        assert asked().pk != first.pk

    def test_too_many_are_refused(self, asked):
        for number in range(MOST_OPEN):
            asked(parameters={"numer": number})
        with pytest.raises(ValidationError, match="Masz już 5 zadań"):
            asked(parameters={"numer": MOST_OPEN}, upload=BytesIO(b"PK"))
        assert not [*folders._root().glob("*/upload")]
        run_jobs()
        assert asked(parameters={"numer": MOST_OPEN})


class TestNotice:
    def test_is_on_the_next_page_until_the_job_is_seen(self, asked, user, client_of_user):
        own = reverse("own_account")
        job = asked()
        client_of_user.force_login(user)  # the sign-in notes that there is a job
        assert "Próba" not in words(client_of_user.get(own))
        run_jobs()
        for _page in range(2):
            assert "Próba: gotowe. Zobacz wynik" in words(client_of_user.get(own))
        client_of_user.get(page_of(job))
        assert "Próba" not in words(client_of_user.get(own))

    def test_pages_ask_the_database_nothing_without_jobs(self, asked, client_of_user, django_assert_num_queries):
        client_of_user.get(reverse("own_account"))
        with django_assert_num_queries(3) as captured:
            client_of_user.get(reverse("own_account"))
        assert not [query for query in captured if "jobs_job" in query["sql"]]


class TestExpiry:
    def ended(self, asked, days, **more):
        job = asked(**more)
        run_jobs()
        Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - timedelta(days=days, minutes=1))
        call_command("tidy")
        return Job.objects.filter(pk=job.pk).exists() and folders.result_of(job.pk).exists()

    @pytest.mark.parametrize(("personal", "days", "stays"), [(True, 0, True), (True, 1, False), (False, 6, True)])
    def test_deletes_files_of_persons_after_a_day_others_after_a_week(
        self, asked, personal, days, stays, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            assert self.ended(asked, days, personal=personal) == stays

    def test_the_centre_sets_the_number_of_days(self, asked, settings):
        settings.JOB_DAYS = 3
        assert self.ended(asked, 2, personal=False)
        assert not self.ended(asked, 3, personal=False, name="inna")

    def test_deletes_folders_that_nobody_knows(self, asked, var):
        kept = asked(upload=BytesIO(b"PK"))
        old, new = var / "jobs" / "stary", var / "jobs" / "nowy"
        old.mkdir()
        new.mkdir()
        then = time.time() - 2 * 24 * 3600
        os.utime(old, (then, then))
        call_command("tidy")
        assert (old.exists(), new.exists()) == (False, True)
        assert Job.objects.get() == kept

    def test_deletes_places_in_the_queue_that_are_used_up(self, asked):
        asked(name="stara")
        run_jobs()
        asked(name="czekajaca")
        asked(name="nowa")
        old = DBTaskResult.objects.exclude(pk=DBTaskResult.objects.latest("enqueued_at").pk)
        old.update(enqueued_at=timezone.now() - timedelta(days=2))
        call_command("tidy")
        assert [place.status for place in DBTaskResult.objects.all()] == ["READY", "READY"]

    def test_anonymising_deletes_all_files_about_persons(self, asked, django_capture_on_commit_callbacks):
        of_persons, of_figures = asked(name="osoby", personal=True), asked(name="liczby", personal=False)
        run_jobs()
        with django_capture_on_commit_callbacks(execute=True):
            leftovers.forget([])
        assert [*Job.objects.all()] == [of_figures]
        assert not folders.result_of(of_persons.pk).exists()

    def test_a_suspended_account_loses_its_files(self, asked, user, django_capture_on_commit_callbacks):
        job = asked()
        run_jobs()
        UserFactory(role="admin")
        with django_capture_on_commit_callbacks(execute=True):
            suspend(user, by=StaffFactory())
        assert not Job.objects.exists()
        assert not folders.result_of(job.pk).exists()
