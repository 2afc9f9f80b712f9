"""The first page: the dashboard of a year."""

import re
from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import Case
from familycare.audit.services import record_bulk
from reporting.figures.compute import compute
from reporting.periods import Period
from tests.clients import MOST_QUERIES, queries_of
from tests.factories import AssistantFactory, CaseFactory, CentreFactory, VisitFactory, create_families
from tests.html_pages import links_of, one, select, words

HOME = reverse("home")


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2024-05-20 12:00")


def figures(page):
    """{label: (value, address)} of all figures on the page."""
    return {words(link, "span"): (words(link, "b"), link.get("href")) for link in select(page, "a.figure-link")}


class TestHome:
    def test_names_the_centre(self, staff, centre):
        assert centre.name in words(staff.get(HOME))

    def test_shows_the_year_of_the_last_event_and_its_neighbours(self, staff, centre):
        VisitFactory(case=CaseFactory(), visited_on="2023-06-01")
        page = staff.get(HOME)
        assert "Rok 2023" in words(page)
        assert {"/?rok=2022", "/?rok=2024", "/sprawozdanie/2023/?porownaj=2"} <= set(links_of(page).values())

    def test_this_year_ends_today(self, staff, centre):
        CaseFactory(opened_on="2024-05-21")
        page = staff.get(HOME, {"rok": "2024"})
        assert "do 20 maja 2024" in words(page)
        assert figures(page)["rodziny objęte wsparciem"][0] == "3"

    def test_flow_adds_up(self, staff, centre):
        CaseFactory(opened_on="2023-02-01")
        CaseFactory(opened_on="2023-03-01", closed_on="2023-12-31")
        shown = [int(figure.value) for _sign, figure in staff.get(HOME, {"rok": "2023"}).context["dashboard"].flow]
        assert shown == [3, 2, 1, 4]

    def test_every_figure_is_that_of_the_report_and_leads_to_its_list(self, staff, centre):
        CaseFactory(opened_on="2022-12-01")
        shown = figures(staff.get(HOME, {"rok": "2023"}))
        period = Period.year(2023)
        assert len(shown) > 10
        for value, address in shown.values():
            table, row = re.fullmatch(r"/dane/(\w+)/(\w+)/\?okres=2023&start=2023", address).groups()
            assert value == str(compute([period], [table])[table].value(row, period))
            page = staff.get(address)
            assert page.context["listing"].total == int(value)
            assert ("Start", "/?rok=2023") in page.context["breadcrumbs"]

    def test_says_what_is_overdue(self, staff, centre):
        case = Case.objects.first()
        case.family.court_reports.create(kind="opinion", due_on="2023-10-10")
        shown = figures(staff.get(HOME, {"rok": "2023"}))
        assert shown["okresowych ocen nie odbyło się"][0] == "6"
        assert shown["pismo do sądu nie zostało wysłane"][0] == "1"

    def test_this_year_counts_the_families_that_the_list_shows_as_overdue(self, staff, centre):
        CaseFactory(opened_on="2024-05-01", closed_on=None)
        Case.objects.first().assessments.create(held_on="2024-05-02")
        value, address = figures(staff.get(HOME, {"rok": "2024"}))["rodziny czekają na ocenę po terminie"]
        assert value == "2"
        assert staff.get(address).context["found"] == 2

    def test_says_that_nothing_is_overdue(self, staff, db):
        CaseFactory(opened_on="2024-05-01")
        assert "nic nie zalega" in words(staff.get(HOME))

    def test_parts_of_a_whole_show_their_shares(self, staff, centre):
        lines = select(staff.get(HOME, {"rok": "2023"}), ".bars li")
        bars = [(words(line, "small"), one(line, "progress").get("value")) for line in lines]
        assert bars[-3:] == [("0%", "0"), ("100%", "3"), ("0%", "0")]
        assert [one(line, "progress").get("max") for line in lines[-3:]] == ["3"] * 3

    def test_shows_the_load_of_each_assistant_today(self, staff, centre):
        busy, gone = AssistantFactory(max_families=1), AssistantFactory(employed_to=date(2024, 5, 19))
        assign(case=CaseFactory(), assistant=busy, starts_on=date(2024, 5, 20))
        page = staff.get(HOME)
        assert f"/asystenci/{busy.number}/" in links_of(page, ".loads a").values()
        assert "1 z 1" in words(page, ".loads")
        assert f"/asystenci/{gone.number}/" not in page.content.decode()

    @pytest.mark.parametrize("year", ["dwa", "1899", "2099", "-1", "20.5", "²⁰²³", "020230", "\0", "9" * 10_000])
    def test_nonsense_year_is_answered_with_a_sentence(self, staff, centre, year):
        page = staff.get(HOME, {"rok": year})
        assert page.status_code == 200
        assert "Nie ma danych za rok" in words(page)
        assert "Rok 2022" in words(page)

    def test_shows_changes_since_it_was_last_opened(self, staff, centre):
        """The figures are cached and must follow a save, a deletion and a bulk update."""
        shown = [figures(staff.get(f"{HOME}?rok=2024"))["rozpoczęto"][0]]
        case = CaseFactory(opened_on=date(2024, 2, 1))
        shown.append(figures(staff.get(f"{HOME}?rok=2024"))["rozpoczęto"][0])
        case.delete()
        shown.append(figures(staff.get(f"{HOME}?rok=2024"))["rozpoczęto"][0])
        with record_bulk() as written:
            written.count("objęcia", Case.objects.update(opened_on=date(2024, 3, 1)))
        shown.append(figures(staff.get(f"{HOME}?rok=2024"))["rozpoczęto"][0])
        assert shown == ["0", "1", "0", "3"]

    def test_second_visit_computes_nothing_again(self, staff, centre, django_assert_max_num_queries):
        first, second = (queries_of(staff, HOME, django_assert_max_num_queries) for _time in range(2))
        assert second < first

    def test_number_of_queries_does_not_grow(self, staff, centre, django_assert_max_num_queries):
        assign(case=CaseFactory(), assistant=AssistantFactory(), starts_on=date(2024, 1, 1))
        before = queries_of(staff, HOME, django_assert_max_num_queries)
        create_families(5)
        assign(case=CaseFactory(), assistant=AssistantFactory(), starts_on=date(2024, 1, 1))
        assert queries_of(staff, HOME, django_assert_max_num_queries) == before <= MOST_QUERIES


class TestEmptyCentre:
    def test_says_what_to_do(self, staff):
        page = staff.get(HOME)
        assert "Nie ma jeszcze żadnych danych" in words(page)
        assert reverse("import") in links_of(page, "main a").values()
        assert "load_demo" in words(page)

    def test_has_its_name(self, staff):
        CentreFactory(name="Centrum Usług Społecznych w Łące")
        assert "Centrum Usług Społecznych w Łące" in words(staff.get(HOME))
