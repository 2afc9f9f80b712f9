"""The page of all tables, for any periods."""

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistants.models import Assignment
from cases.models import Case, Family
from familycare.accounts.models import Role
from reporting.figures.tables import FIXED, catalogue
from reporting.models import OutsideFigure
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import AssistantFactory, UserFactory, create_families
from tests.html_forms import errors_of
from tests.html_pages import select, words

TABLES = "/tabele/?okresy=2022,2023-H1"


def tables_in(page):
    """The keys of the tables on the page or in its part, those without data too."""
    found = select(page, 'table[id^="tabela-"], p[id^="tabela-"]')
    return [element.get("id").removeprefix("tabela-") for element in found]


class TestTables:
    def test_without_data_says_what_to_do(self, staff):
        page = words(staff.get("/tabele/"))
        assert "Nie ma jeszcze żadnych danych" in page and "Tabela 1" not in page

    @pytest.mark.every_table
    def test_shows_every_table_once(self, staff, centre):
        assert sorted(tables_in(staff.get(TABLES))) == sorted(catalogue())

    def test_a_table_of_no_chapter_stands_before_the_figures_from_outside(self, staff, centre, monkeypatch):
        spare = replace(FIXED["structure"], key="spare", title="Tabela bez rozdziału")
        monkeypatch.setitem(FIXED, "spare", spare)
        OutsideFigure.objects.create(group="g", series="s", label="Dotacja", unit="PLN", period="2022", value=1)
        chapters = [(words(part, "h2"), tables_in(part)) for part in select(staff.get(TABLES), ".document-chapter")]
        assert chapters[-2:] == [("Pozostałe tabele", ["spare"]), ("Dane spoza ewidencji", ["figures.g"])]

    def test_table_without_data_says_so_in_a_line(self, staff, centre):
        page = staff.get(TABLES)
        line = words(page, "p#tabela-problems")
        assert re.fullmatch(r"Tabela \d+\. .+: w tych okresach brak danych\.", line)
        assert len(select(page, "table#tabela-support")) == 1

    def test_every_link_within_the_page_leads_somewhere(self, staff, centre):
        page = staff.get(TABLES)
        targets = {link.get("href").removeprefix("#") for link in select(page, 'a[href^="#"]')}
        assert targets and targets <= {element.get("id") for element in select(page, "[id]")}

    def test_links_figures_to_their_lists(self, staff, centre):
        address = "/dane/support/families/?okres=2023-H1&okresy=2022,2023-H1"
        assert words(staff.get(TABLES), f'a[href="{address}"]') == "3"

    def test_two_dates_are_a_period(self, staff, centre):
        page = staff.get("/tabele/", {"okresy": "2023-01-01/2023-05-31"})
        assert select(page, 'a[href*="?okres=2023-01-01/2023-05-31&"]')

    def test_starts_with_the_year_to_report(self, staff, centre):
        assert staff.get("/tabele/").context["form"]["okresy"].value() == "2022"

    def test_works_without_any_data(self, staff):
        assert staff.get(TABLES).status_code == 200

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "Podaj co najmniej jeden okres"),
            ("2023,dwa", "Nie rozumiem okresu „dwa”"),
            ("2023-12-31/2023-01-01", "kończy się, zanim się zacznie"),
            ("2023-02-30/2023-03-01", "jest data, której nie ma w kalendarzu"),
            ("2023-H1,2023-01-01/2023-06-30", "Okres „2023-H1” podano dwa razy"),
            (",".join(str(year) for year in range(2000, 2022)), "To 22 okresy"),
        ],
    )
    def test_nonsense_is_an_error_at_the_field(self, staff, typed, said):
        page = staff.get("/tabele/", {"okresy": typed})
        assert page.status_code == 400
        assert said in errors_of(page)["okresy"]
        assert page.context["form"]["okresy"].value() == typed

    def test_number_of_queries_does_not_grow(self, staff, centre, django_assert_max_num_queries):
        before = queries_of(staff, TABLES, django_assert_max_num_queries)
        create_families(5)
        assert queries_of(staff, TABLES, django_assert_max_num_queries) == before <= MOST_QUERIES

    def test_number_of_queries_is_small_for_many_periods(self, staff, centre, django_assert_max_num_queries):
        months = ",".join(f"2023-{month:02}" for month in range(1, 13))
        assert queries_of(staff, f"/tabele/?okresy={months}", django_assert_max_num_queries) <= MOST_QUERIES


class TestSplit:
    """The tables in parts, by assistant or by district."""

    ADDRESS = "/tabele/?okresy=2022&podzial="

    def test_shows_each_part_with_the_link_to_its_list(self, staff, centre):
        Family.objects.update(district="Zatorze")
        page = staff.get(f"{self.ADDRESS}district")
        whole = select(page, "#tabela-support tbody tr")[0]
        assert words(whole, "th") == "Razem w ośrodku"
        [part] = [row for row in select(page, "#tabela-support tbody tr") if words(row, "th") == "Zatorze"]
        numbers, of_whole = ([words(cell) for cell in select(row, "td")] for row in (part, whole))
        assert numbers == of_whole
        listing = staff.get(select(part, "a")[0].get("href"))
        assert words(listing, "h1") == "Rodziny objęte wsparciem asystenta – Zatorze"
        assert words(listing, ".figure .value dd") == numbers[0] == "3"
        assert select(listing, 'a[href="/tabele/?okresy=2022&podzial=district"]')

    def test_families_of_nobody_stand_in_a_line(self, staff, centre):
        page = staff.get(f"{self.ADDRESS}assistant")
        [line] = [row for row in select(page, "#tabela-support tbody tr") if words(row, "th") == "bez asystenta"]
        assert words(select(line, "a")[0]) == "3"
        assert "suma może być większa niż „Razem w ośrodku”" in words(page, "#tabela-support + .document-note")

    @pytest.mark.parametrize("role", [Role.ASSISTANT, Role.SOCIAL_WORKER])
    def test_is_not_offered_to_who_sees_some_families(self, centre, role):
        browser = signed_in(UserFactory(role=role))
        assert "podzial" not in browser.get(TABLES).context["form"].fields
        page = browser.get(f"{self.ADDRESS}district")
        assert "bez rejonu" not in words(page)
        assert browser.get("/dane/support/families@district=/?okres=2022").status_code == 403

    def test_the_director_reads_both(self, centre):
        browser = signed_in(UserFactory(role=Role.DIRECTOR))
        for by in ("assistant", "district"):
            assert browser.get(f"{self.ADDRESS}{by}").status_code == 200

    def test_nonsense_is_an_error_at_the_field(self, staff, centre):
        page = staff.get(f"{self.ADDRESS}colour")
        assert page.status_code == 400 and "Wybierz podział z listy" in errors_of(page)["podzial"]

    def test_a_part_that_does_not_exist_has_no_list(self, staff, centre):
        assert staff.get("/dane/support/families@district=Nigdzie/?okres=2022").status_code == 404

    def test_files_for_others_have_no_names(self, staff, centre):
        assistant = AssistantFactory(first_name="Wanda", last_name="Zielińska", employed_from=date(2022, 1, 1))
        for place, case in enumerate(Case.objects.all(), start=1):
            Assignment.objects.create(
                case=case, family=case.family, assistant=assistant, starts_on=case.opened_on, place=place
            )
        address = "/tabele/{}/?okresy=2022&podzial=assistant{}"
        told = staff.get(address.format("json", "")).content.decode()
        assert "Zielińska" not in told and assistant.number not in told and "asystent 1" in told
        exact = json.loads(staff.get(address.format("json", "&ukryj=nie")).content)
        [row] = [
            row for row in exact["tables"]["support"]["rows"] if row["key"] == f"families@assistant={assistant.number}"
        ]
        assert row["label"] == "Rodziny objęte wsparciem asystenta – Wanda Zielińska" and row["values"] == [3]

    def test_workbook_names_the_part_in_a_column(self, staff, centre):
        Family.objects.update(district="Zatorze")
        content = staff.get("/tabele/xlsx/?okresy=2022&podzial=district&ukryj=nie").content
        rows = [*load_workbook(BytesIO(content))["support"].iter_rows(min_row=3, values_only=True)]
        assert rows[0] == ("Wyszczególnienie", "Rejon (dzielnica)", "Jednostka", "2022 r.")
        assert rows[1][1:] == ("Razem w ośrodku", "rodziny", 3)
        assert rows[2] == ("Rodziny objęte wsparciem asystenta", "Zatorze", "rodziny", 3)


class TestDownload:
    @pytest.mark.every_table
    def test_json_has_every_table(self, staff, centre):
        response = staff.get("/tabele/json/?okresy=2022,2023-H1")
        assert response["Content-Disposition"] == 'attachment; filename="tabele.json"'
        data = json.loads(response.content)
        assert data["periods"] == ["2022", "2023-H1"]
        assert data["tables"].keys() == catalogue().keys()

    def test_xlsx(self, staff, centre):
        response = staff.get("/tabele/xlsx/?okresy=2022")
        assert response["Content-Disposition"] == 'attachment; filename="tabele.xlsx"'
        assert response.content.startswith(b"PK")

    def test_nonsense_periods_are_an_error_at_the_field(self, staff):
        assert staff.get("/tabele/xlsx/?okresy=dwa").status_code == 400

    def test_other_formats_are_not_there(self, staff):
        assert staff.get("/tabele/pdf/?okresy=2022").status_code == 404
