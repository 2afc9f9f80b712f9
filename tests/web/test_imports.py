"""Import of a register in the browser."""

import sys
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cases.models import Family
from familycare.accounts.models import User
from familycare.jobs import answers
from familycare.jobs.models import Job, JobState
from familycare.jobs.restarts import take_up_dropped
from familycare.jobs.running import Work, run_job
from tests.clients import signed_in
from tests.factories import FamilyFactory, StaffFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import links_of, rows_of, words
from tests.jobs.queue import run_jobs
from tests.web.zips import zipped

IMPORT, RESULT, ERRORS = reverse("import"), reverse("import_result"), reverse("import_errors")
GOOD = "id,name,structure,district,registered_on\nR1,Źrebiccy,two_parent,,2022-01-10\nR2,Łąccy,,,\n"
BAD = "id,name,structure,district,registered_on\nR1,Źrebiccy,nie_ma,,2022-01-10\nR1,Łąccy,,,32 maja\n"


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """Write files of users to a folder of the test."""
    settings.VAR = tmp_path
    return tmp_path


def send(client, register, **buttons):
    return client.post(IMPORT, {"register": register, **buttons}, follow=True)


class TestImport:
    def test_imports_and_counts_all_rows(self, staff):
        page = send(staff, zipped(families=GOOD))
        assert page.redirect_chain == [(RESULT, 302)]
        assert "Rejestr „rejestr.zip” wczytany" in words(page)
        assert rows_of(page) == [["families.csv", "2"]]
        assert sorted(Family.objects.values_list("number", flat=True)) == ["R1", "R2"]

    def test_can_only_check(self, staff):
        page = words(send(staff, zipped(families=GOOD), tylko_sprawdz="1"))
        assert "Rejestr jest poprawny" in page
        assert "niczego jeszcze nie wczytano" in page
        assert not Family.objects.exists()

    def test_showing_the_form_writes_nothing(self, staff):
        assert staff.get(IMPORT).status_code == 200
        assert not Family.objects.exists()

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_refuses_other_methods(self, staff, method):
        assert getattr(staff, method)(IMPORT).status_code == 405


class TestJob:
    """What is too much for a request: its user waits on a page, or does something else."""

    @pytest.fixture(autouse=True)
    def nobody_is_quick(self, monkeypatch):
        monkeypatch.setattr(answers, "wait_for", lambda job: None)

    PERSONS = "id,family_id,role\n" + "".join(f"O{n},R1,child\n" for n in range(6))

    def test_leads_to_the_page_of_the_job_then_to_the_same_result(self, staff):
        page = send(staff, zipped(families=BAD))
        address = page.redirect_chain[-1][0]
        assert "Wczytanie rejestru" in words(page) and "czeka na swoją kolej" in words(page)
        run_jobs()
        assert "Wczytanie rejestru: skończone. Zobacz wynik" in words(staff.get(IMPORT))
        page = staff.get(address, follow=True)
        assert page.redirect_chain == [(RESULT, 302)]
        assert "3 błędy" in words(page)
        assert "Wczytanie rejestru: skończone" not in words(staff.get(IMPORT))

    def test_its_progress_is_the_share_of_rows_that_were_read(self, staff, monkeypatch):
        told = []
        monkeypatch.setattr(Work, "progress", lambda work, *progress: told.append(progress))
        send(staff, zipped(families=GOOD, persons=self.PERSONS))
        run_jobs()
        assert told == [(0, 0, "Liczę wiersze"), (2, 10, "Sprawdzam families.csv"), (8, 10, "Sprawdzam persons.csv")]

    def test_cancelled_in_the_middle_it_writes_nothing(self, staff, monkeypatch):
        send(staff, zipped(families=GOOD, persons=self.PERSONS))
        job, progress = Job.objects.get(), Work.progress

        def cancel_and_go_on(work, done, *more):
            if done:
                staff.post(reverse("cancel_job", args=[job.pk]))
            progress(work, done, *more)

        monkeypatch.setattr(Work, "progress", cancel_and_go_on)
        run_jobs()
        assert not Family.objects.exists()
        assert "Zadanie anulowano. Niczego nie zmieniło." in words(staff.get(reverse("job", args=[job.pk])))
        assert staff.get(RESULT).url == IMPORT

    def test_is_done_in_the_same_moment_in_which_the_register_is_there(self, staff, monkeypatch):
        """Its worker dies right after: the next one must not import the register again."""
        monkeypatch.setattr("familycare.jobs.running._tell", lambda job: sys.exit())
        send(staff, zipped(families=GOOD))
        with pytest.raises(SystemExit):
            run_job.func(str(Job.objects.get().pk))
        assert Family.objects.count() == 2
        take_up_dropped()
        assert Job.objects.get().state == JobState.DONE
        assert "wczytany" in words(staff.get(RESULT))

    def test_whose_worker_dies_before_that_begins_again(self, staff, monkeypatch):
        monkeypatch.setattr("reporting.exchange.import_result.save", lambda *args, **kwargs: sys.exit())
        send(staff, zipped(families=GOOD))
        with pytest.raises(SystemExit):
            run_job.func(str(Job.objects.get().pk))
        assert not Family.objects.exists()
        monkeypatch.undo()
        take_up_dropped()
        run_jobs()
        assert Family.objects.count() == 2
        assert Job.objects.get().state == JobState.DONE

    def test_once_it_has_begun_the_request_writes_nothing_more(self, staff, monkeypatch):
        """On SQLite it would wait for the import, and fail."""
        with CaptureQueriesContext(connection) as queries:
            begun = []
            monkeypatch.setattr(answers, "wait_for", lambda job: begun.append(len(queries)))
            staff.post(IMPORT, {"register": zipped(families=GOOD)})
        later = [query["sql"] for query in queries.captured_queries[begun[0] :]]
        assert later and all(sql.startswith("SELECT") for sql in later)

    def test_pressed_twice_is_one(self, staff):
        for _click in range(2):
            send(staff, zipped(families=GOOD))
        assert Job.objects.count() == 1

    def test_the_name_of_the_file_is_not_in_the_database(self, staff):
        send(staff, zipped("Kowalscy.zip", families=GOOD))
        assert "Kowalscy" not in str([*Job.objects.values(), *DBTaskResult.objects.values()])
        run_jobs()
        assert "Rejestr „Kowalscy.zip” wczytany" in words(staff.get(RESULT))

    def test_is_not_done_for_who_lost_the_right(self, staff):
        send(staff, zipped(families=GOOD))
        User.objects.update(secrecy_on=None)
        run_jobs()
        assert not Family.objects.exists()


class TestErrors:
    @pytest.mark.parametrize("buttons", [{}, {"tylko_sprawdz": "1"}])
    def test_are_all_shown_with_their_place_and_nothing_is_written(self, staff, buttons):
        page = send(staff, zipped(families=BAD), **buttons)
        shown = [(error.file, error.line, error.column) for error in page.context["shown"]]
        assert shown == [
            ("families.csv", 2, "structure"),
            ("families.csv", 3, "id"),
            ("families.csv", 3, "registered_on"),
        ]
        assert "3 błędy" in words(page)
        assert "32 maja" in words(page)
        assert not Family.objects.exists()

    def test_can_be_downloaded(self, staff):
        send(staff, zipped(families=BAD))
        response = staff.get(ERRORS)
        assert response["Content-Disposition"] == 'attachment; filename="bledy.csv"'
        head, *lines = response.content.decode("utf-8-sig").splitlines()
        assert head == "plik;wiersz;kolumna;rodzaj;opis"
        assert len(lines) == 3
        assert lines[0].startswith("families.csv;2;structure;błąd;")

    def test_only_the_first_of_very_many_are_on_the_page(self, staff):
        rows = "".join(f"R{n},Łąccy,nie_ma,,\n" for n in range(1105))
        page = send(staff, zipped(families=GOOD.splitlines()[0] + "\n" + rows))
        assert len(page.context["shown"]) == 200
        assert "Pierwsze 200 z 1 105 błędów" in words(page)
        assert len(staff.get(ERRORS).content.splitlines()) == 1106

    def test_same_register_twice_is_refused(self, staff):
        send(staff, zipped(families=GOOD))
        page = words(send(staff, zipped(families=GOOD)))
        assert "Dane z tego rejestru są już w bazie" in page
        assert Family.objects.count() == 2

    def test_are_escaped(self, staff):
        page = send(staff, zipped("<b>.zip", families=BAD.replace("nie_ma", "<b>x</b>"))).content.decode()
        assert "<b>" not in page
        assert "&lt;b&gt;x" in page

    def test_are_gone_after_a_good_import(self, staff):
        send(staff, zipped(families=BAD))
        send(staff, zipped(families=GOOD))
        assert staff.get(ERRORS).status_code == 404


class TestPrivacy:
    def test_other_users_do_not_see_the_result(self, staff):
        send(staff, zipped(families=BAD))
        other = signed_in(StaffFactory())
        assert other.get(RESULT).url == IMPORT
        assert other.get(ERRORS).status_code == 404

    def test_other_accounts_of_the_server_cannot_read_it(self, staff, var):
        send(staff, zipped(families=BAD))
        assert (var / "imports").stat().st_mode & 0o077 == 0


class TestBadFile:
    def error(self, client, register):
        page = client.post(IMPORT, {"register": register} if register else {})
        assert page.status_code == 200
        assert not Family.objects.exists()
        return errors_of(page)["register"]

    def test_none(self, staff):
        assert self.error(staff, None) == "Wybierz plik zip z rejestrem."

    def test_empty(self, staff):
        assert "pusty" in self.error(staff, SimpleUploadedFile("rejestr.zip", b""))

    def test_no_zip(self, staff):
        assert "To nie jest plik zip" in self.error(staff, SimpleUploadedFile("rejestr.zip", b"id,name\n"))

    def test_too_big(self, staff, settings):
        settings.REGISTER_UPLOAD_BYTES = 100
        assert "Ten plik jest większy niż 100" in self.error(staff, zipped(families=GOOD))

    def test_zip_without_a_register(self, staff):
        assert "Rejestru „rejestr.zip” nie wczytano" in words(send(staff, zipped(notatki="a,b\n")))

    def test_zip_with_a_path_outside_its_folder(self, staff):
        content = BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("../families.csv", GOOD)
        page = words(send(staff, SimpleUploadedFile("rejestr.zip", content.getvalue())))
        assert "wychodzi poza folder" in page
        assert not Family.objects.exists()


def test_an_empty_result_breaks_no_page(staff, var):
    send(staff, zipped(families=BAD))
    (path,) = (var / "imports").glob("*.json")
    path.write_bytes(b"")
    assert staff.get(RESULT).url == IMPORT
    assert staff.get(ERRORS).status_code == 404
    assert staff.get(f"{IMPORT}?zmiany=wczytaj").status_code == 200
    send(staff, zipped(families=BAD))
    assert "3 błędy" in words(staff.get(RESULT))


def test_result_without_an_import_leads_to_the_form(staff):
    FamilyFactory()
    assert staff.get(RESULT).url == IMPORT


class TestRemarks:
    """A child without a birth date, and the same post twice."""

    FILES = {
        "families": GOOD,
        "persons": "id,family,role,first_name\nO1,R1,child,Ola\n",
        "assistants": "id,last_name,employed_from\nA1,Żak,2020-01-01\n",
        "posts": "assistant,funding,fraction,start\nA1,own,1,2020-01-01\nA1,own,1,2020-01-01\n",
    }

    def test_are_shown_and_nothing_is_imported(self, staff):
        page = send(staff, zipped(**self.FILES))
        told = words(page)
        assert "Rejestru „rejestr.zip” nie wczytano" in told
        assert "W rejestrze nie ma błędów, ale są uwagi" in told
        assert "2 uwagi" in told
        assert "dziecko bez daty urodzenia" in told
        assert not Family.objects.exists()
        accept = next(link for link in links_of(page) if "Wczytaj mimo uwag" in link)
        assert field_of(staff.get(links_of(page)[accept]), "accept_remarks") == "on"

    def test_are_accepted_in_a_second_step(self, staff):
        send(staff, zipped(**self.FILES))
        page = send(staff, zipped(**self.FILES), accept_remarks="on")
        assert "wczytany" in words(page)
        assert "Żadna z wczytanych rodzin nie jest teraz szczególnie chroniona" in words(page)
        assert Family.objects.count() == 2

    def test_are_told_by_a_check(self, staff):
        told = words(send(staff, zipped(**self.FILES), tylko_sprawdz="1"))
        assert "nie ma błędów, ale są uwagi" in told
        assert "Wczytaj mimo uwag" in told

    def test_stand_apart_from_errors(self, staff):
        files = self.FILES | {"families": GOOD.replace("two_parent", "nie_ma")}
        page = send(staff, zipped(**files), accept_remarks="on")
        assert [error.file for error in page.context["shown"]] == ["families.csv"]
        assert [remark.file for remark in page.context["remarks"]] == ["posts.csv", "persons.csv"]
        lines = staff.get(ERRORS).content.decode("utf-8-sig").splitlines()
        assert [line.split(";")[3] for line in lines[1:]] == ["błąd", "uwaga", "uwaga"]

    def test_can_be_downloaded_alone(self, staff):
        send(staff, zipped(**self.FILES))
        lines = staff.get(ERRORS).content.decode("utf-8-sig").splitlines()
        assert [line.split(";")[0] for line in lines[1:]] == ["posts.csv", "persons.csv"]
