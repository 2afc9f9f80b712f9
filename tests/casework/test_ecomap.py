"""The ecomap: who is around a family, drawn and in words, for those who may read it."""

from datetime import date

import pytest

from cases.models import OutsideContact
from familycare.centre.models import Institution
from tests.clients import signed_in
from tests.factories import CaseFactory, CentreFactory, FamilyFactory, StaffFactory, UserFactory, VisitFactory
from tests.html_pages import all_words, one, select, words

PAGE = "/rodziny/R7/mapa/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def family(time_machine):
    """A family with a therapist, a teacher and a former teacher, and visits with two institutions."""
    time_machine.move_to("2024-05-20 12:00")
    CentreFactory()
    family = FamilyFactory(number="R7", social_worker=UserFactory(role="social_worker"))
    case = CaseFactory(family=family, opened_on=date(2023, 1, 2))
    for role, name, institution, over in (
        ("therapist", "Ewa Bąk", "", None),
        ("teacher", "Anna Lis", "SZKOŁA nad Łąką", None),
        ("teacher", "Jan Kos", "", date(2024, 1, 1)),
    ):
        OutsideContact.objects.create(
            family=family, role=role, name=name, institution=institution, starts_on=date(2023, 9, 1), over_on=over
        )
    school = Institution.objects.create(code="szkola", label="szkoła nad łąką", position=90)
    court = Institution.objects.create(code="sad", label="sąd nad rzeką", position=91)
    for institution, day in (
        (school, date(2024, 5, 20)),
        (school, date(2023, 11, 21)),
        (school, date(2023, 11, 20)),  # half a year ago
        (court, date(2024, 2, 1)),
    ):
        VisitFactory(case=case, institution=institution, visited_on=day)
    return family


def ties(page):
    return all_words(page, ".ties li")


def test_counts_the_visits_of_the_last_half_year(client):
    page = signed_in(StaffFactory()).get(PAGE)
    assert ties(page) == [
        "Anna Lis, nauczyciel lub pedagog, SZKOŁA nad Łąką: 2 wizyty",
        "Sąd nad rzeką: 1 wizyta",
        "Ewa Bąk, psycholog lub terapeuta",
    ]
    picture = one(page, "svg.ecomap")
    assert picture.get("role") == "img" and picture[0].tag.endswith("title")
    assert [line.get("stroke-width") for line in select(page, "svg.ecomap .tie")] == ["3", "3", "1"]


def test_a_social_worker_reads_neither_visits_nor_health(family):
    page = signed_in(family.social_worker).get(PAGE)
    assert ties(page) == ["Anna Lis, nauczyciel lub pedagog, SZKOŁA nad Łąką"]
    for hidden in ("Ewa Bąk", "rzeką", "wizyt"):
        assert hidden not in page.content.decode()


def test_an_outsider_finds_nothing():
    assert signed_in(UserFactory(role="assistant")).get(PAGE).status_code == 404


def test_without_anybody_it_says_why():
    FamilyFactory(number="R8")
    page = signed_in(StaffFactory()).get("/rodziny/R8/mapa/")
    assert "Nie wpisano nikogo spoza rodziny" in words(page) and not select(page, "svg.ecomap")
