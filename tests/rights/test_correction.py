"""Correcting what is held about a person: checked at the field, nothing typed lost, nobody overwritten unseen."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import Person
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
PESEL, OTHER_PESEL = "44051401359", "44051401458"
PAGE = reverse("person", args=["O1"])
FORM = reverse("correct_person", args=["O1"])


@pytest.fixture
def person(db):
    return PersonFactory(
        family__number="R1",
        number="O1",
        first_name="Tadeusz",
        last_name="Żak",
        role="grandparent",
        sex="M",
        birth_date=date(1944, 5, 14),
        pesel=PESEL,
        joined_on=date(2020, 1, 1),
    )


@pytest.fixture
def manager(db):
    return signed_in(StaffFactory())


def fields_of(client):
    """{name: value} as the form in the page would send them."""
    page = client.get(FORM).content.decode()
    form = page[page.index('<form class="card"') :]
    found = {
        name: unescape(value) for name, value in re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form)
    }
    found |= {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form)}
    for name, options in re.findall(r'<select[^>]* name="(\w+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    if 'name="main_carer"' in form and " checked" not in form:
        found.pop("main_carer", None)
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def send(client, **changes):
    return client.post(FORM, fields_of(client) | changes)


class TestCorrection:
    def test_is_saved_and_shown(self, manager, person):
        response = send(manager, last_name="Żakowski", left_on="31.12.2023", marital_status="widowed")
        assert response.url == PAGE
        person.refresh_from_db()
        assert (person.last_name, person.left_on, person.marital_status) == ("Żakowski", date(2023, 12, 31), "widowed")
        assert person.first_name == "Tadeusz"
        page = manager.get(PAGE).content.decode()
        assert "Poprawiono dane osoby." in page
        assert "31.12.2023" in page

    def test_without_a_change_saves_nothing(self, manager, person):
        send(manager)
        assert "Nic się nie zmieniło" in manager.get(PAGE).content.decode()

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"pesel": "44051401358"}, "PESEL jest błędny"),
            ({"pesel": "4405140135"}, "PESEL jest błędny"),
            ({"pesel": "1" * 1000}, "PESEL jest błędny"),
            ({"birth_date": "15.05.1944"}, "PESEL nie zgadza się z datą urodzenia."),
            ({"sex": "F"}, "PESEL nie zgadza się z płcią."),
        ],
    )
    def test_checks_the_pesel_at_its_field(self, manager, person, changes, message):
        page = send(manager, last_name="Wpisane", **changes).content.decode()
        assert f'<a href="#id_pesel">{message}' in page
        assert re.search(rf'id="id_pesel_error".*?{message}', page)
        assert 'value="Wpisane"' in page
        person.refresh_from_db()
        assert person.last_name == "Żak"

    def test_takes_a_pesel_with_spaces(self, manager, person):
        assert send(manager, pesel=" 440514 01359 ").status_code == 302
        person.refresh_from_db()
        assert person.pesel == PESEL

    @pytest.mark.parametrize(
        ("field", "typed", "message"),
        [
            ("birth_date", "31.02.1944", "Nie ma takiego dnia"),
            ("birth_date", "wczoraj", "Nie ma takiego dnia"),
            ("birth_date", "01.01.2999", "jeszcze nie nadszedł"),
            ("birth_date", "14.05.0944", "zbyt odległy"),
            ("left_on", "31.12.2019", "wcześniejszy niż dzień, od którego"),
            ("sex", "X", "Wybierz poprawną wartość"),
            ("first_name", "a" * 81, "co najwyżej"),
            ("first_name", "a\0b", "null"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, manager, person, field, typed, message):
        page = unescape(send(manager, **{field: typed}).content.decode())
        assert re.search(rf'<a href="#id_{field}">[^<]*{message}', page)
        assert typed.replace("\0", "") in page.replace("\0", "") or field == "sex"

    def test_order_is_said_once(self, manager, person):
        page = send(manager, left_on="31.12.2019").content.decode()
        assert "Data końcowa jest wcześniejsza niż początkowa" not in page


class TestTwoAtOnce:
    def test_the_second_is_refused_with_both_versions(self, manager, person):
        opened = fields_of(manager)
        assert send(manager, last_name="Pierwszy").status_code == 302
        page = manager.post(FORM, opened | {"last_name": "Drugi", "education": "higher"})
        assert page.status_code == 200
        text = page.content.decode()
        assert "niczego nie zapisano" in text
        assert re.search(r'<th scope="row">Nazwisko</th><td[^>]*>Pierwszy</td><td[^>]*>Drugi</td>', text)
        assert re.search(r'<th scope="row">Wykształcenie</th><td[^>]*>nie wiadomo</td><td[^>]*>wyższe</td>', text)
        assert 'value="Drugi"' in text
        person.refresh_from_db()
        assert (person.last_name, person.education) == ("Pierwszy", "")

    def test_who_saves_again_keeps_their_own(self, manager, person):
        opened = fields_of(manager)
        send(manager, last_name="Pierwszy")
        text = manager.post(FORM, opened | {"last_name": "Drugi"}).content.decode()
        version = re.search(r'name="version" value="(\w+)"', text)[1]
        assert version != opened["version"]
        assert manager.post(FORM, opened | {"last_name": "Drugi", "version": version}).status_code == 302
        person.refresh_from_db()
        assert person.last_name == "Drugi"

    def test_one_pressed_twice_is_no_conflict(self, manager, person):
        data = fields_of(manager) | {"last_name": "Żakowski", "left_on": "31.12.2023"}
        assert [manager.post(FORM, data).status_code for _time in range(2)] == [302, 302]

    def test_a_form_without_its_version_is_not_saved(self, manager, person):
        assert "niczego nie zapisano" in send(manager, version="", last_name="X").content.decode()
        assert "niczego nie zapisano" in send(manager, version="podrobiona", last_name="X").content.decode()
        assert Person.objects.get().last_name == "Żak"


class TestWhoMay:
    @pytest.fixture
    def assistant(self, person):
        """Has the family of the person, and another."""
        mine = AssistantFactory(account=UserFactory(role="assistant"))
        for family in (person.family, FamilyFactory()):
            assign(case=CaseFactory(family=family), assistant=mine, starts_on=date(2022, 3, 1))
        return signed_in(mine.account)

    def test_the_assistant_of_the_family(self, assistant, person):
        assert FORM in assistant.get(PAGE).content.decode()
        assert send(assistant, last_name="Nowe").status_code == 302

    def test_not_the_assistant_of_another(self, person):
        other = AssistantFactory(account=UserFactory(role="assistant"))
        assign(case=CaseFactory(), assistant=other, starts_on=date(2022, 3, 1))
        client = signed_in(other.account)
        assert {client.get(PAGE).status_code, client.get(FORM).status_code, client.post(FORM).status_code} == {404}

    def test_not_the_director_who_sees_the_person(self, person):
        director = signed_in(UserFactory(role="director"))
        page = director.get(PAGE, {"pesel": "pokaz"}).content.decode()
        assert "Tadeusz Żak" in page
        assert PESEL not in page
        assert FORM not in page
        assert director.get(FORM).status_code == director.post(FORM).status_code == 403


class TestPesel:
    def test_is_masked_until_asked_for(self, manager, person):
        page = manager.get(PAGE).content.decode()
        assert PESEL not in page
        assert f"{'•' * 9}59" in page
        assert PESEL in manager.get(PAGE, {"pesel": "pokaz"}).content.decode()
        assert PESEL not in manager.get(reverse("family", args=["R1"])).content.decode()
