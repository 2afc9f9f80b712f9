"""Relations between persons: entered, read by whom they may be, and drawn as a genogram."""

from datetime import date

import pytest

from cases.models import Person, PersonRelation
from tests.clients import signed_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, send
from tests.html_pages import all_words, one, select, words

PAGE, ADD = "/rodziny/R7/mapa/", "/rodziny/R7/zapisy/relacja/nowy/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def family(time_machine):
    """A grandmother, a mother, a father and two children."""
    time_machine.move_to("2024-05-20 12:00")
    CentreFactory()
    family = FamilyFactory(number="R7", social_worker=UserFactory(role="social_worker"))
    for name, role, sex, year in (
        ("Ewa", "parent", "F", 1990),
        ("Jan", "parent", "M", 1988),
        ("Zofia", "grandparent", "F", 1960),
        ("Ola", "child", "F", 2012),
        ("Iwo", "child", "M", 2015),
    ):
        PersonFactory(
            family=family,
            first_name=name,
            last_name="Kos",
            role=role,
            sex=sex,
            birth_date=date(year, 1, 1),
            main_carer=name == "Ewa",
        )
    return family


def relate(one, kind, other, **values):
    persons = {person.first_name: person for person in Person.objects.filter(family__number="R7")}
    given = {"starts_on": date(2024, 1, 1)} | values
    family = persons[one].family
    return PersonRelation.objects.create(family=family, person=persons[one], kind=kind, other=persons[other], **given)


def sides(page):
    """{name: its place (x, y)} of the persons in the picture."""
    places = {}
    for group in select(page, "svg.genogram g"):
        x, y = group.get("transform").removeprefix("translate(").removesuffix(")").split()
        places[group.cssselect("text")[-1].text] = int(x), int(y)
    return places


def test_is_drawn_by_generations_and_told_in_words():
    relate("Zofia", "parent", "Ewa")
    relate("Ewa", "separated", "Jan")
    for child in ("Ola", "Iwo"):
        relate("Ewa", "parent", child)
        relate("Jan", "parent", child)
    relate("Ola", "sibling", "Iwo", quality="conflicted")
    page = signed_in(StaffFactory()).get(PAGE)
    place = sides(page)
    assert place["Zofia"][1] < place["Ewa"][1] == place["Jan"][1] < place["Ola"][1] == place["Iwo"][1]
    assert len(select(page, "svg.genogram circle.shape")) == 3 and len(select(page, "svg.genogram rect.shape")) == 2
    assert len(select(page, "svg.genogram .tie.conflicted")) == 1
    picture = one(page, "svg.genogram")
    assert picture.get("role") == "img" and picture[0].tag.endswith("title")
    told = all_words(page, "#genogram li")
    assert "Ewa Kos i Jan Kos: po rozstaniu" in told and "Ola Kos i Iwo Kos: rodzeństwo (więź konfliktowa)" in told
    assert "Zofia Kos: rodzic, Ewa Kos: dziecko" in told and len(told) == 7


def test_what_is_over_is_not_drawn():
    relate("Ewa", "spouse", "Jan", over_on=date(2024, 5, 20))
    page = signed_in(StaffFactory()).get(PAGE)
    assert not select(page, "svg.genogram") and "żadnej jeszcze nie wpisano" in words(page)


def test_relations_in_a_circle_are_drawn_all_the_same():
    relate("Ewa", "parent", "Ola")
    relate("Ola", "parent", "Ewa")
    relate("Ola", "guardian", "Ewa", quality="broken")
    assert len(sides(signed_in(StaffFactory()).get(PAGE))) == 5


def test_a_social_worker_does_not_read_of_violence(family):
    relate("Jan", "partner", "Ewa", quality="violent")
    relate("Ewa", "parent", "Ola")
    page = signed_in(family.social_worker).get(PAGE)
    assert all_words(page, "#genogram li") == ["Ewa Kos: rodzic, Ola Kos: dziecko"]
    assert "przemoc)" not in words(signed_in(family.social_worker).get("/rodziny/R7/"))
    assert "Jan Kos i Ewa Kos: para (przemoc)" in words(signed_in(StaffFactory()).get("/rodziny/R7/"), "#kontakty")


class TestForm:
    @pytest.fixture
    def keys(self, family):
        return {person.first_name: person.pk for person in family.persons.all()}

    def test_saves_a_relation(self, keys):
        send(signed_in(StaffFactory()), ADD, person=keys["Ewa"], kind="parent", other=keys["Ola"])
        saved = PersonRelation.objects.get()
        assert (saved.person_id, saved.other_id, saved.starts_on) == (keys["Ewa"], keys["Ola"], date(2024, 5, 20))

    def test_refuses_the_same_person_and_one_of_another_family(self, keys):
        stranger = PersonFactory()
        client = signed_in(StaffFactory())
        for other in (keys["Ewa"], stranger.pk):
            page = send(client, ADD, person=keys["Ewa"], kind="parent", other=other)
            assert errors_of(page)
        assert not PersonRelation.objects.exists()
