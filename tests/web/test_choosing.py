"""The choice of the year of a report."""

import pytest
from django.urls import reverse

from tests.factories import CaseFactory, VisitFactory
from tests.html_forms import errors_of
from tests.html_pages import words

CHOOSE = reverse("choose_report")


class TestChoice:
    def test_leads_to_the_report(self, staff):
        assert staff.get(CHOOSE, {"rok": "2023", "porownaj": "1"}).url == "/sprawozdanie/2023/?porownaj=1"

    def test_without_a_year_leads_to_the_last_one_with_an_event(self, staff, centre):
        VisitFactory(case=CaseFactory(), visited_on="2023-06-01")
        assert staff.get(CHOOSE).url == "/sprawozdanie/2023/?porownaj=2"

    def test_without_a_year_leads_to_no_year_that_is_not_over(self, staff, centre, time_machine):
        time_machine.move_to("2025-02-20 12:00")
        VisitFactory(case=CaseFactory(), visited_on="2025-02-03")
        assert staff.get(CHOOSE).url == "/sprawozdanie/2024/?porownaj=2"

    def test_empty_database_says_what_to_do(self, staff):
        page = staff.get(CHOOSE)
        assert page.status_code == 200
        assert "Nie ma jeszcze żadnych danych" in words(page)
        assert "Pokaż sprawozdanie" not in words(page)

    @pytest.mark.parametrize("year", ["", "dwa", "99999", "-1", "20.5", "1800"])
    def test_nonsense_year_is_an_error_at_the_field(self, staff, centre, year):
        page = staff.get(CHOOSE, {"rok": year, "porownaj": "1"})
        assert page.status_code == 400
        assert errors_of(page) == {"rok": "Podaj rok jako cztery cyfry, na przykład 2024."}

    @pytest.mark.parametrize("compare", ["", "x", "-1", "5"])
    def test_nonsense_comparison_is_an_error_at_the_field(self, staff, centre, compare):
        page = staff.get(CHOOSE, {"rok": "2023", "porownaj": compare})
        assert page.status_code == 400
        assert errors_of(page)["porownaj"].startswith("Wybierz, z iloma wcześniejszymi latami")
