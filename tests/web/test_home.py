"""The first page and the choice of a report."""

import pytest
from django.urls import reverse

from tests.factories import CaseFactory, CentreFactory, VisitFactory
from tests.web.conftest import families, queries_of

HOME = reverse("home")
CHOOSE = reverse("choose_report")


class TestHome:
    def test_names_the_centre_and_offers_its_years(self, staff, centre):
        page = staff.get(HOME)
        assert centre.name in page.content.decode()
        years = [year for year, _label in page.context["form"].fields["rok"].widget.choices]
        assert years[-1] == 2022
        assert years == sorted(years, reverse=True)

    def test_suggests_the_last_year_with_an_event(self, staff, centre):
        VisitFactory(case=CaseFactory(), visited_on="2023-06-01")
        assert staff.get(HOME).context["form"]["rok"].value() == 2023

    @pytest.mark.usefixtures("frozen")
    def test_suggests_no_year_that_is_not_over(self, staff, centre):
        VisitFactory(case=CaseFactory(), visited_on="2025-02-03")
        assert staff.get(HOME).context["form"]["rok"].value() == 2024

    @pytest.fixture
    def frozen(self, time_machine):
        time_machine.move_to("2025-02-20 12:00")

    def test_empty_database_says_what_to_do(self, staff):
        page = staff.get(HOME).content.decode()
        assert "Nie ma jeszcze żadnych danych" in page
        assert reverse("import") in page
        assert "load_demo" in page
        assert "Pokaż sprawozdanie" not in page

    def test_number_of_queries_does_not_grow(self, staff, centre, django_assert_max_num_queries):
        before = queries_of(staff, HOME, django_assert_max_num_queries)
        families(5)
        assert queries_of(staff, HOME, django_assert_max_num_queries) == before


class TestChoice:
    def test_leads_to_the_report(self, staff):
        assert staff.get(CHOOSE, {"rok": "2023", "porownaj": "1"}).url == "/sprawozdanie/2023/?porownaj=1"

    @pytest.mark.parametrize("year", ["", "dwa", "99999", "-1", "20.5", "1800"])
    def test_nonsense_year_is_an_error_at_the_field(self, staff, centre, year):
        page = staff.get(CHOOSE, {"rok": year, "porownaj": "1"})
        assert page.status_code == 400
        assert '<a href="#id_rok">Podaj rok jako cztery cyfry, na przykład 2024.</a>' in page.content.decode()

    @pytest.mark.parametrize("compare", ["", "x", "-1", "5"])
    def test_nonsense_comparison_is_an_error_at_the_field(self, staff, centre, compare):
        page = staff.get(CHOOSE, {"rok": "2023", "porownaj": compare})
        assert page.status_code == 400
        assert '<a href="#id_porownaj">Wybierz, z iloma wcześniejszymi latami' in page.content.decode()


def test_centre_without_families_is_still_named(staff):
    CentreFactory(name="Centrum Usług Społecznych w Łące")
    assert "Centrum Usług Społecznych w Łące" in staff.get(HOME).content.decode()
