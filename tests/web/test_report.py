"""The report on screen and its downloads."""

import json
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from tests.clients import MOST_QUERIES, queries_of
from tests.factories import CaseFactory, create_families
from tests.html_pages import links_of, select, words

REPORT = "/sprawozdanie/2023/?porownaj=1"


def download(client, format, query="?porownaj=1"):
    return client.get(f"/sprawozdanie/2023/{format}/{query}")


def years_of(page):
    """The years for which figures of the page lead to lists."""
    queries = [parse_qs(urlsplit(link.get("href")).query) for link in select(page, 'a[href^="/dane/"]')]
    return {query["okres"][0] for query in queries}


class TestReport:
    def test_shows_the_years_and_links_every_figure_to_its_list(self, staff, centre):
        page = staff.get(REPORT)
        assert centre.name in words(page)
        address = "/dane/support/families/?okres=2022&rok=2023&porownaj=1"
        assert words(page, f'a[href="{address}"]') == "3"
        assert staff.get(address).status_code == 200

    def test_compares_with_as_many_years_as_asked(self, staff, centre):
        assert years_of(staff.get("/sprawozdanie/2023/?porownaj=0")) == {"2023"}
        assert years_of(staff.get("/sprawozdanie/2023/?porownaj=4")) == {"2019", "2020", "2021", "2022", "2023"}

    def test_compares_with_two_years_by_default(self, staff, centre):
        assert years_of(staff.get("/sprawozdanie/2023/")) == {"2021", "2022", "2023"}

    def test_offers_downloads_of_the_same_years(self, staff, centre):
        addresses = links_of(staff.get(REPORT)).values()
        for format in ("pdf", "xlsx", "json"):
            assert f"/sprawozdanie/2023/{format}/?porownaj=1" in addresses

    @pytest.mark.parametrize(
        "address", ["/sprawozdanie/dwa/", "/sprawozdanie/99999/", "/sprawozdanie/2023/?porownaj=x"]
    )
    def test_nonsense_is_an_error_of_the_form(self, staff, centre, address):
        page = staff.get(address)
        assert page.status_code == 400
        assert "Do poprawy" in words(page)

    def test_year_without_data_says_so_and_which_years_have_some(self, staff, centre):
        page = staff.get("/sprawozdanie/2015/")
        assert page.status_code == 404
        assert "Nie ma danych za 2015 r." in words(page)
        assert "za lata 2022–" in words(page)

    def test_escapes_what_people_typed(self, staff, centre):
        centre.name = "<b>Ośrodek</b>"
        centre.save()
        assert "<b>Ośrodek</b>" not in staff.get(REPORT).content.decode()

    def test_number_of_queries_does_not_grow(self, staff, centre, django_assert_max_num_queries):
        before = queries_of(staff, REPORT, django_assert_max_num_queries)
        create_families(5)
        assert queries_of(staff, REPORT, django_assert_max_num_queries) == before <= MOST_QUERIES

    @pytest.mark.parametrize("compared", range(5))
    def test_number_of_queries_does_not_grow_with_the_years(
        self, staff, centre, compared, django_assert_max_num_queries
    ):
        address = f"{REPORT.partition('?')[0]}?porownaj={compared}"
        assert queries_of(staff, address, django_assert_max_num_queries) <= MOST_QUERIES


class TestDownload:
    def test_pdf(self, staff, centre):
        response = download(staff, "pdf")
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'attachment; filename="sprawozdanie-2023.pdf"'
        assert response.content.startswith(b"%PDF-")

    def test_xlsx(self, staff, centre):
        response = download(staff, "xlsx")
        assert response["Content-Disposition"] == 'attachment; filename="sprawozdanie-2023.xlsx"'
        rows = load_workbook(BytesIO(response.content))["support"].values
        assert any(row[-2:] == (3, 3) for row in rows)

    def test_json(self, staff, centre):
        response = download(staff, "json")
        assert response["Content-Disposition"] == 'attachment; filename="sprawozdanie-2023.json"'
        assert json.loads(response.content)["periods"] == ["2022", "2023"]

    @pytest.mark.parametrize("format", ["html", "docx", "PDF"])
    def test_other_formats_are_not_there(self, staff, centre, format):
        assert download(staff, format).status_code == 404

    def test_nonsense_is_an_error_of_the_form(self, staff, centre):
        page = download(staff, "pdf", "?porownaj=x")
        assert page.status_code == 400
        assert page["Content-Type"].startswith("text/html")

    def test_year_without_data_gives_no_file(self, staff, centre):
        assert "Nie ma danych za 2015 r." in words(staff.get("/sprawozdanie/2015/pdf/"))


def test_case_that_ended_before_the_year_is_not_in_it(staff, centre):
    CaseFactory(opened_on="2022-01-01", closed_on="2022-12-31", closing_reason="no_results")
    page = staff.get(REPORT)
    for year, number in (("2022", "4"), ("2023", "3")):
        assert words(page, f'a[href="/dane/support/families/?okres={year}&rok=2023&porownaj=1"]') == number
