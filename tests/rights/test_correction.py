"""Correcting the data of a person: messages at the fields, typed values kept, no lost updates."""

from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import Person
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of, fields_of, send
from tests.html_pages import links_of, rows_of, words

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


class TestCorrection:
    def test_is_saved_and_shown(self, manager, person):
        response = send(manager, FORM, last_name="Żakowski", left_on="31.12.2023", marital_status="widowed")
        assert response.url == PAGE
        person.refresh_from_db()
        assert (person.last_name, person.left_on, person.marital_status) == ("Żakowski", date(2023, 12, 31), "widowed")
        assert person.first_name == "Tadeusz"
        page = words(manager.get(PAGE))
        assert "Poprawiono dane osoby." in page
        assert "31.12.2023" in page

    def test_without_a_change_saves_nothing(self, manager, person):
        send(manager, FORM)
        assert "Nic się nie zmieniło" in words(manager.get(PAGE))

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
        page = send(manager, FORM, last_name="Wpisane", **changes)
        assert errors_of(page)["pesel"].startswith(message)
        assert message in words(page, "#id_pesel_error")
        assert field_of(page, "last_name") == "Wpisane"
        person.refresh_from_db()
        assert person.last_name == "Żak"

    def test_takes_a_pesel_with_spaces(self, manager, person):
        assert send(manager, FORM, pesel=" 440514 01359 ").status_code == 302
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
            ("sex", "X", "Wybierz jedną z pozycji na liście"),
            ("first_name", "a" * 81, "może mieć najwyżej"),
            ("first_name", "a\0b", "nie da się zapisać"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, manager, person, field, typed, message):
        page = send(manager, FORM, **{field: typed})
        assert message in errors_of(page)[field]
        if field != "sex":  # a list holds no value of its own
            assert field_of(page, field) == typed.replace("\0", "\ufffd")

    def test_has_one_message_on_the_order_of_days(self, manager, person):
        page = send(manager, FORM, left_on="31.12.2019")
        assert "Data końcowa jest wcześniejsza niż początkowa" not in words(page)


class TestTwoAtOnce:
    def test_the_second_is_refused_with_both_versions(self, manager, person):
        opened = fields_of(manager.get(FORM))
        assert send(manager, FORM, last_name="Pierwszy").status_code == 302
        page = manager.post(FORM, opened | {"last_name": "Drugi", "education": "higher"})
        assert page.status_code == 200
        assert "niczego nie zapisano" in words(page)
        assert rows_of(page, "table.entries") == [
            ["Nazwisko", "Pierwszy", "Drugi"],
            ["Wykształcenie", "nie wiadomo", "wyższe"],
        ]
        assert field_of(page, "last_name") == "Drugi"
        person.refresh_from_db()
        assert (person.last_name, person.education) == ("Pierwszy", "")

    def test_the_second_may_save_their_version(self, manager, person):
        opened = fields_of(manager.get(FORM))
        send(manager, FORM, last_name="Pierwszy")
        version = field_of(manager.post(FORM, opened | {"last_name": "Drugi"}), "version")
        assert version != opened["version"]
        assert manager.post(FORM, opened | {"last_name": "Drugi", "version": version}).status_code == 302
        person.refresh_from_db()
        assert person.last_name == "Drugi"

    def test_a_double_click_is_no_conflict(self, manager, person):
        data = fields_of(manager.get(FORM)) | {"last_name": "Żakowski", "left_on": "31.12.2023"}
        assert [manager.post(FORM, data).status_code for _time in range(2)] == [302, 302]

    def test_a_form_without_its_version_is_not_saved(self, manager, person):
        for version in ("", "podrobiona"):
            assert "niczego nie zapisano" in words(send(manager, FORM, version=version, last_name="X"))
        assert Person.objects.get().last_name == "Żak"


class TestWhoMay:
    @pytest.fixture
    def assistant(self, person):
        """The assistant of the family of the person, and of another one."""
        mine = AssistantFactory(account=UserFactory(role="assistant"))
        for family in (person.family, FamilyFactory()):
            assign(case=CaseFactory(family=family), assistant=mine, starts_on=date(2022, 3, 1))
        return signed_in(mine.account)

    def test_the_assistant_of_the_family(self, assistant, person):
        assert FORM in links_of(assistant.get(PAGE)).values()
        assert send(assistant, FORM, last_name="Nowe").status_code == 302

    def test_not_the_assistant_of_another(self, person):
        other = AssistantFactory(account=UserFactory(role="assistant"))
        assign(case=CaseFactory(), assistant=other, starts_on=date(2022, 3, 1))
        client = signed_in(other.account)
        assert {client.get(PAGE).status_code, client.get(FORM).status_code, client.post(FORM).status_code} == {404}

    def test_not_the_director_who_sees_the_person(self, person):
        director = signed_in(UserFactory(role="director"))
        page = director.get(PAGE, {"pesel": "pokaz"})
        assert "Tadeusz Żak" in words(page)
        assert PESEL not in page.content.decode()
        assert FORM not in page.content.decode()
        assert director.get(FORM).status_code == director.post(FORM).status_code == 403


class TestPesel:
    def test_is_masked_until_asked_for(self, manager, person):
        page = manager.get(PAGE)
        assert PESEL not in page.content.decode()
        assert "•" * 11 in words(page)
        assert PESEL[-2:] not in words(page, "dl")
        assert PESEL in words(manager.get(PAGE, {"pesel": "pokaz"}))
        assert PESEL not in manager.get(reverse("family", args=["R1"])).content.decode()
