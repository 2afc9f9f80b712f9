"""Figures tell users who see only some families nothing of the others: no part of a file, and no short period."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases.models import CourtReport
from reporting.figures.tables import catalogue
from tests.clients import MOST_QUERIES, queries_of, signed_in
from tests.factories import CaseFactory, CentreFactory, UserFactory
from tests.html_forms import errors_of
from tests.html_pages import select, words

ALL = {"manager", "director"}
SOME = {"assistant", "social_worker"}
SHORT = ["2024-03-04/2024-03-04", "2024-03-01/2024-03-30", "2024-02-29/2024-03-31", "2024-01-02/2024-12-31"]
LONG = ["2024-03", "2024", "2024-H1", "2024-01-01/2024-02-29", "2024-05-01/2024-05-20"]
OTHERS_PARTS = {"conditions", "court", "court_reports", "blue_cards", "help", "outcomes", "work", "institutions"}
HEALTH = "Stan zdrowia osób dorosłych"


@pytest.fixture(autouse=True)
def hidden(db, time_machine):
    """A family that assistants and social workers do not see."""
    time_machine.move_to("2024-05-20 12:00 +0200")
    CentreFactory()
    family = CaseFactory(opened_on=date(2024, 3, 1)).family
    CourtReport.objects.create(family=family, kind="opinion", due_on=date(2024, 3, 20))


def client(role):
    return signed_in(UserFactory(role=role))


def keys_of(page):
    found = select(page, 'table[id^="tabela-"], p[id^="tabela-"]')
    return {element.get("id").removeprefix("tabela-") for element in found}


@pytest.mark.parametrize("role", sorted(ALL | SOME))
class TestPeriods:
    @pytest.mark.parametrize("period", SHORT)
    def test_of_parts_of_months_are_for_those_who_see_all(self, role, period):
        reader = client(role)
        answers = [
            reader.get(address, {"okresy": f"2023,{period}", "okres": period})
            for address in ("/tabele/", "/tabele/xlsx/", "/tabele/json/", "/dane/support/families/")
        ]
        assert {answer.status_code for answer in answers} == {200 if role in ALL else 400}
        if role in SOME:
            said = [errors_of(answers[0])["okresy"], errors_of(answers[3])["okres"]]
            assert all(f"Okres „{period}” nie składa się z całych miesięcy" in each for each in said)
            assert answers[0].context["form"]["okresy"].value() == f"2023,{period}"

    @pytest.mark.parametrize("period", LONG)
    def test_of_months_are_for_all(self, role, period):
        reader = client(role)
        assert reader.get("/tabele/", {"okresy": period}).status_code == 200
        assert reader.get("/dane/support/families/", {"okres": period}).status_code == 200


class TestParts:
    @pytest.mark.parametrize(
        ("role", "missing"),
        [
            ("manager", set()),
            ("director", set()),
            ("assistant", {"posts"}),
            ("social_worker", OTHERS_PARTS | {"posts"}),
        ],
    )
    def test_that_the_role_does_not_read_are_left_out(self, role, missing):
        reader = client(role)
        page, data = reader.get("/tabele/?okresy=2024"), json.loads(reader.get("/tabele/json/?okresy=2024").content)
        assert keys_of(page) == set(data["tables"])
        assert missing <= catalogue().keys() - keys_of(page)
        assert bool(missing) == ("których Twoja rola nie czyta" in words(page)) == ("left_out" in data["document"])
        if not missing:
            assert keys_of(page) == catalogue().keys()

    def test_are_named(self):
        reader = client("social_worker")
        assert HEALTH in words(reader.get("/tabele/?okresy=2024"), ".notice")
        sheet = load_workbook(BytesIO(reader.get("/tabele/xlsx/?okresy=2024").content)).worksheets[0]
        assert HEALTH in " ".join(str(cell) for row in sheet.values for cell in row if cell)

    def test_have_no_list_and_no_link_to_one(self):
        figure = "/dane/court_reports/overdue/"
        reader = client("social_worker")
        assert reader.get(figure, {"okres": "2024"}).status_code == 403
        report = reader.get("/sprawozdanie/2024/").content.decode()
        assert "/dane/support/families/" in report and figure not in report
        assert figure not in reader.get("/?rok=2024").content.decode()
        assert figure in client("manager").get("/?rok=2024").content.decode()

    def test_number_of_queries_stays_small(self, django_assert_max_num_queries):
        for page in ("/tabele/?okresy=2024", "/sprawozdanie/2024/", "/dane/support/families/?okres=2024"):
            assert queries_of(client("social_worker"), page, django_assert_max_num_queries) <= MOST_QUERIES
