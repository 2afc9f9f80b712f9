"""Import of a register in the browser."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Family
from reporting.exchange import views
from reporting.exchange.importing import import_register
from tests.clients import signed_in
from tests.factories import FamilyFactory, StaffFactory
from tests.html_forms import errors_of, field_of
from tests.html_pages import links_of, rows_of, words
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


class TestProgress:
    PROGRESS = reverse("progress_of_import")

    def test_is_the_share_of_rows_that_were_read(self, staff, monkeypatch, var):
        told = []

        def slow_import(register, *, dry_run, accept_remarks, progress):
            assert staff.get(self.PROGRESS).json() == {}
            progress("families.csv", 2)
            told.append(staff.get(self.PROGRESS).json())
            progress("persons.csv", 5)
            told.append(staff.get(self.PROGRESS).json())
            return import_register(register, dry_run=dry_run, progress=progress)

        monkeypatch.setattr(views, "import_register", slow_import)
        persons = "id,family_id,role\n" + "".join(f"O{n},R1,child\n" for n in range(6))
        send(staff, zipped(families=GOOD, persons=persons))
        assert told == [{"percent": 20, "file": "families.csv"}, {"percent": 70, "file": "persons.csv"}]
        assert staff.get(self.PROGRESS).json() == {}

    def test_is_hidden_from_other_users(self, staff, monkeypatch):
        def slow_import(register, *, dry_run, accept_remarks, progress):
            progress("families.csv", 1)
            assert signed_in(StaffFactory()).get(self.PROGRESS).json() == {}
            return import_register(register, dry_run=dry_run)

        monkeypatch.setattr(views, "import_register", slow_import)
        send(staff, zipped(families=GOOD))

    def test_is_over_when_the_register_is_refused(self, staff):
        send(staff, zipped(families=BAD))
        assert staff.get(self.PROGRESS).json() == {}

    def test_progress_of_a_killed_import_is_removed(self, staff, var):
        left = var / "imports" / f"{staff.session['_auth_user_id']}.progress.json"
        left.parent.mkdir()
        left.write_text('{"percent": 40, "file": "visits.csv"}')
        assert staff.get(self.PROGRESS).json() == {"percent": 40, "file": "visits.csv"}
        staff.get(IMPORT)
        assert staff.get(self.PROGRESS).json() == {}


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
