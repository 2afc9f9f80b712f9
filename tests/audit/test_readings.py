"""The log of readings: one entry for each page, list, report and file, without names."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse

from familycare.audit.models import Reading
from familycare.audit.services import search_fingerprint
from familycare.audit.verification.chains import verify
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, FamilyFactory, PersonFactory, UserFactory
from tests.html_pages import links_of, select, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00 +0200")


@pytest.fixture
def served(sowa):
    """The family has an open case since 2022, without an assistant."""
    CaseFactory(family=sowa)
    PersonFactory(family=sowa)
    CentreFactory()
    AssistantFactory(number="A1", first_name="Ewa", last_name="Żak")
    return sowa


def entry():
    """(kind, words, number of the family) of the only entry."""
    reading = Reading.objects.get()
    return reading.kind, reading.what, reading.family_number


class TestEachPage:
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("/rodziny/R1/", ("family", "", "R1")),
            ("/rodziny/R1/historia/", ("family_history", "", "R1")),
            ("/rodziny/", ("families", "", "")),
            ("/rodziny/?stan=otwarte&strona=2", ("families", "Stan: objęta wsparciem; strona: 2", "")),
            ("/rodziny/?w_pieczy=tak", ("families", "dzieci w pieczy zastępczej", "")),
            ("/rodziny/xlsx/?struktura=two_parent", ("families_file", "Struktura: pełna", "")),
            ("/asystenci/", ("assistants", "", "")),
            ("/asystenci/A1/?miesiac=2024-03", ("assistant", "Ewa Żak (A1), marzec 2024", "")),
            ("/sprawozdanie/2023/", ("report", "", "")),
            ("/sprawozdanie/2023/json/", ("report_file", "JSON", "")),
            ("/tabele/?okresy=2023", ("tables", "2023", "")),
            ("/tabele/json/?okresy=2023,2022", ("tables_file", "2023", "")),
            ("/dane/support/families/?okres=2023", ("figure", "2023", "")),
        ],
    )
    def test_leaves_one_entry(self, anna, served, address, told):
        response = signed_in(anna).get(address)
        assert response.status_code == 200
        kind, what, family = entry()
        assert (kind, family) == (told[0], told[2])
        assert told[1] in what
        assert Reading.objects.get().actor == anna
        assert not [name for name in ("Sowa", "Jaworski") if name in what]

    def test_a_part_that_htmx_asks_for_is_an_entry_too(self, anna, served):
        """Otherwise a user could read without an entry by the header of htmx."""
        signed_in(anna).get("/rodziny/R1/?co=plany", headers={"hx-request": "true"})
        assert entry() == ("family", "", "R1")

    def test_a_page_that_shows_nothing_leaves_none(self, anna, served):
        client = signed_in(anna)
        assert client.get("/dane/support/nic/?okres=2023").status_code == 404
        assert client.get("/tabele/json/?okresy=kiedyś").status_code == 400
        assert not Reading.objects.exists()

    def test_commands_leave_entries_too(self, served, tmp_path):
        call_command("council_report", year="2023", format="json", output=str(tmp_path / "report.json"))
        call_command("export_tables", periods="2023", tables="support")
        kinds = [*Reading.objects.order_by("pk").values_list("kind", "actor_words")]
        assert kinds == [
            ("report_file", "polecenie na serwerze: council_report"),
            ("tables_file", "polecenie na serwerze: export_tables"),
        ]

    def test_recording_takes_two_queries(self, anna, served, django_assert_num_queries):
        from django.test import RequestFactory

        from familycare.audit.choices import ReadingKind
        from familycare.audit.services import record_reading

        request = RequestFactory().get("/")
        request.user = anna
        with django_assert_num_queries(2):
            record_reading(request, ReadingKind.FAMILY, family=served)


class TestUnrecordedReadings:
    """No page is shown that the log could not record."""

    def test_while_sqlite_is_busy_says_so(self, anna, served, monkeypatch):
        def busy(*args, **options):
            raise OperationalError("database is locked")

        client = signed_in(anna)
        monkeypatch.setattr("familycare.audit.chain.last", busy)
        response = client.get("/rodziny/R1/")
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
        assert "Spróbuj za chwilę" in words(response)
        assert "Sowa" not in response.content.decode()

    def test_any_other_failure_is_an_error(self, anna, served, monkeypatch):
        def fail(*args, **options):
            raise OperationalError("disk is full")

        client = signed_in(anna)
        client.raise_request_exception = False
        monkeypatch.setattr("familycare.audit.chain.last", fail)
        response = client.get("/rodziny/R1/")
        assert response.status_code == 500
        assert "Sowa" not in response.content.decode()


class TestSearching:
    @pytest.mark.parametrize("text", ["Sowa", "Jaś Jaworski", "90051412343", "\0"])
    def test_only_a_fingerprint_is_kept(self, anna, served, text):
        signed_in(anna).get("/rodziny/", {"szukaj": text}, follow=True)
        kept = [value for reading in Reading.objects.all() for value in vars(reading).values()]
        assert kept and text not in " ".join(map(str, kept))

    def test_the_same_words_give_the_same_fingerprint(self, anna, served):
        client = signed_in(anna)
        for text in ("Sowa", " sowa "):
            client.get("/rodziny/", {"szukaj": text}, follow=True)
        assert set(Reading.objects.values_list("searched", flat=True)) == {search_fingerprint("SOWA")}

    def test_another_centres_fingerprint_is_another(self, settings):
        ours = search_fingerprint("sowa")
        settings.SECRET_KEY = "inny" * 20
        assert search_fingerprint("sowa") != ours


class TestScope:
    def test_by_role(self, anna, sowa):
        signed_in(anna).get("/rodziny/R1/")
        assert Reading.objects.get().scope == "role"

    def test_own(self, sowa):
        worker = UserFactory(role="social_worker")
        sowa.social_worker = worker
        sowa.save()
        signed_in(worker).get("/rodziny/R1/")
        assert Reading.objects.get().scope == "own"

    def test_named(self, anna, sowa):
        sowa.is_restricted = True
        sowa.save()
        sowa.named_readers.create(user=anna)
        signed_in(anna).get("/rodziny/R1/")
        assert Reading.objects.get().scope == "named"

    @pytest.mark.parametrize(
        ("page", "keys"),
        [
            ("family", []),
            ("family_history", []),
            ("correct_family", []),
            ("correct_document", [1]),
            ("delete_document", [1]),
        ],
    )
    def test_an_attempt_out_of_scope_is_recorded(self, sowa, page, keys):
        stranger = UserFactory(role="assistant")
        FamilyFactory(number="R2")
        response = signed_in(stranger).get(reverse(page, args=["R1", *keys]))
        assert response.status_code == 404
        reading = Reading.objects.get()
        assert (reading.kind, reading.scope, reading.family_number) == ("refused", "outside", "R1")
        assert reading.actor == stranger


class TestHistory:
    """The changes of a family on a page of its file."""

    def page(self, user):
        return signed_in(user).get("/rodziny/R1/historia/")

    def test_shows_who_changed_what(self, anna, sowa):
        sowa.district = "Zdrój"
        sowa.save()
        PersonFactory(family=sowa)
        FamilyFactory(name="Wilk")
        page = self.page(anna)
        assert "Dzielnica: „Zdrój”." in words(page)
        assert "Dodanie: osoba Jaś Jaworski test, 20.05.2024 12:00" in words(page)
        assert "Wilk" not in page.content.decode()

    def test_is_linked_from_the_file(self, anna, sowa):
        assert "/rodziny/R1/historia/" in links_of(signed_in(anna).get("/rodziny/R1/")).values()

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            ("manager", 200),
            ("director", 200),
            ("assistant", 404),
            ("social_worker", 404),
            ("auditor", 404),
            ("admin", 404),
        ],
    )
    def test_is_for_users_who_see_the_whole_file(self, sowa, role, status):
        assert self.page(UserFactory(role=role)).status_code == status

    def test_is_for_the_assistant_of_the_family(self, sowa):
        from assistants.assignments.services import assign

        ewa = AssistantFactory(account=UserFactory(role="assistant"))
        assign(case=CaseFactory(family=sowa), assistant=ewa, starts_on=date(2023, 1, 1))
        assert self.page(ewa.account).status_code == 200

    def test_without_changes_says_so(self, anna):
        from familycare.audit.services import record_bulk
        from reporting.exchange import bulk

        with record_bulk():
            names = ["number", "name", "structure", "district", "registered_on"]
            bulk.insert(type(FamilyFactory.build()), names, [("R1", "Sowa", "", "", None)])
        assert "nikt nic nie zmienił" in words(self.page(anna))

    def test_of_many_changes_pages_and_few_queries(self, anna, sowa, django_assert_max_num_queries):
        for number in range(60):
            sowa.district = f"Dzielnica {number}"
            sowa.save()
        client = signed_in(anna)
        with django_assert_max_num_queries(12):
            page = client.get("/rodziny/R1/historia/")
        assert len(select(page, ".log > li")) == 50
        assert [address for address in links_of(page).values() if "strona=2" in address]
        assert len(select(client.get("/rodziny/R1/historia/?strona=2"), ".log > li")) == 11

    def test_escapes_what_people_typed(self, anna, sowa):
        sowa.district = "<script>alert(1)</script>"
        sowa.save()
        assert "&lt;script&gt;alert(1)" in self.page(anna).content.decode()

    def test_after_anonymisation_says_that_the_contents_are_gone(self, anna, sowa):
        from familycare.audit.chain import erase_contents

        sowa.district, sowa.anonymised_on = "Zdrój", date(2024, 5, 20)
        sowa.save()
        erase_contents(sowa)
        page = self.page(anna)
        assert "Treść tego wpisu usunięto" in words(page)
        assert "Zdrój" not in page.content.decode()
        verify()
