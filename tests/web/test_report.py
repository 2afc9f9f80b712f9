"""The report on screen and its downloads."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.clients import MOST_QUERIES, queries_of
from tests.factories import CaseFactory, create_families

REPORT = "/sprawozdanie/2023/?porownaj=1"


def download(client, format, query="?porownaj=1"):
    return client.get(f"/sprawozdanie/2023/{format}/{query}")


class TestReport:
    def test_shows_the_years_and_links_every_figure_to_its_list(self, staff, centre):
        page = staff.get(REPORT).content.decode()
        assert centre.name in page
        address = "/dane/support/families/?okres=2022&amp;rok=2023&amp;porownaj=1"
        assert f'<a href="{address}">3</a>' in page
        assert staff.get(address.replace("&amp;", "&")).status_code == 200

    def test_compares_with_as_many_years_as_asked(self, staff, centre):
        alone = staff.get("/sprawozdanie/2023/?porownaj=0").content.decode()
        assert "okres=2023&" in alone
        assert "okres=2022&" not in alone
        assert "okres=2019&" in staff.get("/sprawozdanie/2023/?porownaj=4").content.decode()

    def test_compares_with_two_years_unless_told_otherwise(self, staff, centre):
        page = staff.get("/sprawozdanie/2023/").content.decode()
        assert "okres=2021&" in page
        assert "okres=2020&" not in page

    def test_offers_downloads_of_the_same_years(self, staff, centre):
        page = staff.get(REPORT).content.decode()
        for format in ("pdf", "xlsx", "json"):
            assert f'href="/sprawozdanie/2023/{format}/?porownaj=1"' in page

    @pytest.mark.parametrize(
        "address", ["/sprawozdanie/dwa/", "/sprawozdanie/99999/", "/sprawozdanie/2023/?porownaj=x"]
    )
    def test_nonsense_is_an_error_of_the_form(self, staff, centre, address):
        page = staff.get(address)
        assert page.status_code == 400
        assert "Do poprawy" in page.content.decode()

    def test_year_without_data_says_so_and_which_years_have_some(self, staff, centre):
        page = staff.get("/sprawozdanie/2015/")
        assert page.status_code == 404
        assert "Nie ma danych za 2015 r." in page.content.decode()
        assert "za lata 2022–" in page.content.decode()

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
        assert "Nie ma danych za 2015 r." in staff.get("/sprawozdanie/2015/pdf/").content.decode()


def test_case_that_ended_before_the_year_is_not_in_it(staff, centre):
    CaseFactory(opened_on="2022-01-01", closed_on="2022-12-31", closing_reason="no_results")
    page = staff.get(REPORT).content.decode()
    assert '<a href="/dane/support/families/?okres=2022&amp;rok=2023&amp;porownaj=1">4</a>' in page
    assert '<a href="/dane/support/families/?okres=2023&amp;rok=2023&amp;porownaj=1">3</a>' in page
