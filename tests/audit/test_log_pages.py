"""The auditor's pages: filters, unusual readings, files."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.test import RequestFactory
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import CalendarLink
from familycare.audit.choices import ReadingKind
from familycare.audit.models import Change, Reading
from familycare.audit.services import record_bulk, record_reading
from familycare.audit.views import MANY_FILES, MANY_GUESSES
from tests.clients import queries_of, signed_in
from tests.factories import FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import field_of
from tests.html_pages import all_words, links_of, select, words

READINGS, CHANGES, UNUSUAL = reverse("log_readings"), reverse("log_changes"), reverse("log_unusual")
PAGES = [READINGS, CHANGES, UNUSUAL]
FILES = [reverse("log_file", args=[log, format]) for log in ("odczyty", "zmiany") for format in ("xlsx", "csv")]
LISTED = "#lista"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00 +0200")


@pytest.fixture
def irena(db):
    """The auditor, without authorisation and declaration of secrecy: she reads no data of families."""
    return UserFactory(first_name="Irena", last_name="Ochocka", role="auditor", authorised_on=None, secrecy_on=None)


@pytest.fixture
def auditor(irena):
    return signed_in(irena)


def read(user, family=None, kind=ReadingKind.FAMILY, **more):
    request = RequestFactory().get("/")
    request.user = user
    record_reading(request, kind, family=family, **more)


def listed(response):
    """The words of the tables of the page."""
    return words(response, LISTED)


def cells_of(response, heading):
    """The words in the column with this heading."""
    return all_words(response, f'{LISTED} td[data-label="{heading}"]')


class TestAccess:
    @pytest.mark.parametrize("role", ["assistant", "social_worker", "manager", "director", "admin"])
    @pytest.mark.parametrize("address", PAGES + FILES)
    def test_only_the_auditor(self, role, address):
        assert signed_in(UserFactory(role=role)).get(address).status_code == 403

    @pytest.mark.parametrize("address", PAGES + FILES)
    def test_the_auditor(self, auditor, address):
        assert auditor.get(address).status_code == 200

    @pytest.mark.parametrize("address", PAGES + FILES)
    def test_nothing_can_be_sent(self, auditor, address):
        assert auditor.post(address).status_code == 405

    @pytest.mark.parametrize("address", ["/dziennik/odczyty/pdf/", "/dziennik/inne/xlsx/"])
    def test_no_other_files(self, auditor, address):
        assert auditor.get(address).status_code == 404

    def test_it_is_in_the_navigation(self, auditor, anna):
        navigation = "nav.places a"
        assert READINGS in links_of(auditor.get(READINGS), navigation).values()
        assert READINGS not in links_of(signed_in(anna).get("/rodziny/")).values()

    @pytest.mark.parametrize("address", PAGES + FILES)
    def test_the_auditor_is_in_the_log_too(self, auditor, irena, address):
        auditor.get(address)
        reading = Reading.objects.get()
        assert reading.actor == irena
        assert reading.kind == ("log_file" if address in FILES else "log")


class TestNoFamilies:
    """The log shows numbers of families, and no link to a file."""

    @pytest.mark.parametrize("address", PAGES + FILES)
    def test_no_name_and_no_link(self, auditor, anna, sowa, address):
        PersonFactory(family=sowa, number="O1", pesel="90051412343")
        sowa.name = "Puchacz"
        sowa.save()
        read(anna, sowa)
        response = auditor.get(address)
        content = response.content
        if address.endswith("xlsx/"):
            sheet = load_workbook(BytesIO(content)).active
            content = " ".join(str(cell) for row in sheet.values for cell in row).encode()
        # The hashes of the entries and the CSRF token may have any digits.
        text = re.sub(r"\b[0-9a-f]{16,64}\b|\b\w{64}\b", "", content.decode())
        assert not [word for word in ("Sowa", "Puchacz", "Jaworski", "2343", "2015", "/rodziny/") if word in text]
        shown = words(response) if address in PAGES else text
        assert ("R1" in re.split(r"\W+", shown)) is (address != UNUSUAL)


class TestFilters:
    @pytest.fixture
    def wilk(self, anna, sowa, time_machine):
        """Anna has read Sowa in April, Jan both families in May."""
        wilk = FamilyFactory(number="R2")
        jan = UserFactory(first_name="Jan", last_name="Lis")
        time_machine.move_to("2024-04-30 23:30 +0200")
        read(anna, sowa)
        time_machine.move_to("2024-05-01 00:30 +0200")
        read(jan, sowa)
        read(jan, wilk)
        read(jan, kind=ReadingKind.REPORT, what="za 2023")
        time_machine.move_to("2024-05-20 12:00 +0200")
        return wilk

    def found(self, auditor, **query):
        """Persons and families of the entries, without the auditor's own."""
        auditor.get(READINGS, query)
        address = reverse("log_file", args=["odczyty", "csv"])
        content = auditor.get(address, query).content.decode("utf-8-sig")
        listed = [(row["Kto"], row["Rodzina"]) for row in csv.DictReader(StringIO(content), delimiter=";")]
        return {one for one in listed if one[0] != "Irena Ochocka"}

    def test_by_person(self, auditor, anna, wilk):
        assert self.found(auditor, osoba=anna.pk) == {("Anna Nowak", "R1")}

    def test_by_family(self, auditor, wilk):
        assert self.found(auditor, rodzina=" r1 ") == {("Anna Nowak", "R1"), ("Jan Lis", "R1")}

    def test_by_days_of_the_centre(self, auditor, wilk):
        assert self.found(auditor, do="2024-04-30") == {("Anna Nowak", "R1")}
        assert self.found(auditor, od="2024-05-01", do="2024-05-01") == {
            ("Jan Lis", "R1"),
            ("Jan Lis", "R2"),
            ("Jan Lis", ""),
        }

    def test_by_kind(self, auditor, wilk):
        assert self.found(auditor, rodzaj="report") == {("Jan Lis", "")}

    def test_who_looked_at_a_family(self, auditor, anna, wilk, sowa):
        read(anna, sowa)
        page = auditor.get(READINGS, {"rodzina": "R1"})
        assert "Kto zaglądał do tej rodziny" in listed(page)
        assert "2" in cells_of(page, "Ile razy")
        assert "30.04.2024 23:30" in listed(page)

    def test_a_refusal_is_counted_apart(self, auditor, sowa):
        signed_in(UserFactory(first_name="Jan", last_name="Lis", role="assistant")).get("/rodziny/R1/")
        page = auditor.get(READINGS, {"rodzina": "R1"})
        assert (cells_of(page, "Ile razy"), cells_of(page, "Odmowy")) == (["0"], ["1"])

    @pytest.mark.parametrize(
        ("query", "says"),
        [
            ({"osoba": "999999"}, "Nie ma takiego konta"),
            ({"osoba": "x"}, "Nie ma takiego konta"),
            ({"od": "wczoraj"}, "Nie ma takiego dnia"),
            ({"do": "2024-02-30"}, "Nie ma takiego dnia"),
            ({"do": "9999-12-31"}, "Dziennik sięga lat"),
            ({"od": "0001-01-01"}, "Dziennik sięga lat"),
            ({"rodzaj": "nic"}, "Nie ma takiego rodzaju"),
            ({"rodzina": "R\0"}, "nie da się zapisać"),
            ({"rodzina": "R" * 100}, "40"),
            ({"strona": "-1"}, ""),
            ({"strona": "9" * 30}, ""),
            ({"szukano": "\0"}, ""),
        ],
    )
    @pytest.mark.parametrize("address", PAGES)
    def test_by_nonsense_says_so_and_filters_nothing(self, auditor, wilk, address, query, says):
        response = auditor.get(address, query)
        assert response.status_code == 200
        assert says in words(response)

    @pytest.mark.parametrize("address", FILES)
    def test_a_file_of_nonsense_leads_to_the_page_that_explains(self, auditor, address):
        assert auditor.get(address, {"od": "wczoraj"}).status_code == 302

    def test_by_words_that_were_searched_for(self, auditor, anna):
        read(anna, kind=ReadingKind.FAMILIES, searched="Jaworscy")
        read(anna, kind=ReadingKind.FAMILIES, searched="Wilk")
        answer = auditor.post(reverse("log_searches"), {"slowa": " jaworscy"})
        assert "jaworscy" not in answer.url
        assert listed(auditor.get(answer.url)).count("(szukano)") == 1

    def test_by_no_words(self, auditor):
        answer = auditor.post(reverse("log_searches"), {"slowa": " "}, follow=True)
        assert "Wpisz słowa, o które pytasz." in words(answer)


class TestPages:
    @pytest.mark.parametrize("address", [*PAGES, f"{READINGS}?rodzina=R1"])
    def test_queries_are_few_and_do_not_grow(self, auditor, anna, sowa, address, django_assert_max_num_queries):
        read(anna, sowa)
        before = queries_of(auditor, address, django_assert_max_num_queries)
        for number in range(60):
            read(anna, sowa)
            sowa.district = f"Dzielnica {number}"
            sowa.save()
        assert queries_of(auditor, address, django_assert_max_num_queries) == before <= 12

    def test_fifty_on_a_page(self, auditor, anna):
        for _n in range(60):
            read(anna)
        page = auditor.get(READINGS)
        assert len(select(page, f"{LISTED} tbody tr")) == 50
        assert [address for address in links_of(page, f"{LISTED} a").values() if "strona=2" in address]

    def test_an_empty_log(self, auditor):
        assert "Nikt nic takiego nie czytał" in listed(auditor.get(READINGS, {"od": "2030-01-01"}))
        assert "nic nie zwraca uwagi" in listed(auditor.get(UNUSUAL))


class TestUnusual:
    def test_default_days_are_written_as_people_write_them(self, auditor):
        page = auditor.get(UNUSUAL)
        assert (field_of(page, "od"), field_of(page, "do")) == ("20.04.2024", "20.05.2024")

    def test_many_files_in_an_hour(self, auditor, anna, time_machine):
        with record_bulk():
            families = FamilyFactory.create_batch(MANY_FILES)
        for family in families[1:]:
            read(anna, family)
            read(anna, family)
        assert "Anna Nowak" not in listed(auditor.get(UNUSUAL))
        read(anna, families[0])
        page = auditor.get(UNUSUAL)
        assert "Akta 20 rodzin w ciągu godziny" in listed(page)
        assert "20.05.2024 12:00–13:00" in listed(page)
        assert f"{READINGS}?osoba={anna.pk}&od=20.05.2024&do=20.05.2024" in links_of(page, f"{LISTED} a").values()

    @pytest.mark.parametrize(
        ("moment", "stands_out"),
        [("21:59", False), ("22:00", True), ("23:59", True), ("04:59", True), ("05:00", False), ("12:00", False)],
    )
    def test_at_night_of_the_centre(self, auditor, anna, sowa, time_machine, moment, stands_out):
        time_machine.move_to(f"2024-05-19 {moment} +0200")
        read(anna, sowa)
        time_machine.move_to("2024-05-20 12:00 +0200")
        assert ("W nocy (od 22 do 5): 1 odczyt" in listed(auditor.get(UNUSUAL))) is stands_out

    def test_a_night_goes_on_after_midnight(self, auditor, anna, sowa, time_machine):
        for moment in ("2024-05-18 23:50", "2024-05-19 00:10"):
            time_machine.move_to(f"{moment} +0200")
            read(anna, sowa)
        time_machine.move_to("2024-05-20 12:00 +0200")
        page = auditor.get(UNUSUAL)
        assert "W nocy (od 22 do 5): 2 odczyty" in listed(page)
        assert "18.05.2024 23:50–00:10" in listed(page)

    def test_families_out_of_scope(self, auditor, sowa):
        client = signed_in(UserFactory(first_name="Jan", last_name="Lis", role="assistant"))
        for _n in range(2):
            client.get("/rodziny/R1/")
        page = auditor.get(UNUSUAL)
        assert "Próba otwarcia akt 1 rodziny spoza zakresu" in listed(page)
        assert [address for address in links_of(page, f"{LISTED} a").values() if "rodzaj=refused" in address]
        FamilyFactory(number="R2")
        client.get("/rodziny/R2/")
        assert "Próby otwarcia akt 2 rodzin spoza zakresu" in listed(auditor.get(UNUSUAL))

    def test_guessed_numbers_and_not_typing_errors(self, auditor, sowa):
        client = signed_in(UserFactory(first_name="Jan", last_name="Lis", role="assistant"))
        for number in range(MANY_GUESSES - 1):
            client.get(f"/rodziny/X{number}/")
        assert "Jan Lis" not in listed(auditor.get(UNUSUAL))
        client.get("/osoby/X9/")
        assert f"Próby otwarcia akt o numerach, których nie ma: {MANY_GUESSES}" in listed(auditor.get(UNUSUAL))

    def test_not_a_calendar_that_a_program_reads_at_night(self, auditor, client, time_machine):
        manager = StaffFactory(first_name="Jan", last_name="Lis")
        time_machine.move_to("2024-05-19 23:30 +0200")
        link = CalendarLink.objects.create(user=manager)
        assert client.get(reverse("calendar_feed", args=[link.token])).status_code == 200
        time_machine.move_to("2024-05-20 12:00 +0200")
        assert "Jan Lis" not in listed(auditor.get(UNUSUAL))
        assert "Terminy jako kalendarz" in listed(auditor.get(READINGS))

    def test_shows_the_last_thirty_days_by_default(self, auditor, anna, sowa, time_machine):
        time_machine.move_to("2024-03-01 23:00 +0100")
        read(anna, sowa)
        time_machine.move_to("2024-05-20 12:00 +0200")
        assert "W nocy" not in listed(auditor.get(UNUSUAL))
        assert "W nocy" in listed(auditor.get(UNUSUAL, {"od": "2024-03-01"}))


class TestFiles:
    def test_both_formats_hold_the_same(self, auditor, anna, sowa):
        read(anna, sowa)
        texts = csv.reader(StringIO(auditor.get(FILES[1]).content.decode("utf-8-sig")), delimiter=";")
        sheet = load_workbook(BytesIO(auditor.get(FILES[0]).content)).active
        (head, *_others, entry), (_head, *_others, cells) = list(texts), list(sheet.values)
        assert head[:6] == ["Nr", "Kiedy", "Kto", "Rodzaj", "Co", "Rodzina"]
        assert entry[:6] == ["1", "20.05.2024 12:00:00", "Anna Nowak", "akta rodziny", "Akta rodziny", "R1"]
        assert [cell or "" for cell in cells] == entry

    @pytest.mark.parametrize("address", FILES)
    def test_no_text_becomes_a_formula(self, auditor, address):
        user = UserFactory(first_name="=cmd", last_name="()")
        read(user)
        Change.objects.exists()
        content = auditor.get(address).content
        if address.endswith("csv/"):
            assert ",=cmd" not in content.decode()
        else:
            cells = [cell for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
            assert not [cell for cell in cells if cell.data_type == "f"]

    def test_too_many_entries_are_explained(self, auditor, anna, monkeypatch):
        monkeypatch.setattr("familycare.audit.views.MOST_IN_FILE", 3)
        for _n in range(4):
            read(anna)
        answer = auditor.get(FILES[0], follow=True)
        assert "a plik mieści 3" in words(answer)
