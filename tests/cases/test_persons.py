"""Persons of a family: adding, correcting, leaving, coming back, deleting; and the data of the family."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from assistants.assignments.services import assign
from cases.models import Condition, Person
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import AssistantFactory, CaseFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import field_of, fields_of, send
from tests.html_pages import all_words, links_of, words

pytestmark = pytest.mark.django_db
MOTHERS, CHILDS = "85031412347", "15250143212"
ERRORS = ".error-summary li"
HEAD, ADD, FAMILY = (reverse(name, args=["R1"]) for name in ("correct_family", "add_person", "family"))
CORRECT, DELETE, PERSON = (reverse(name, args=["O1"]) for name in ("correct_person", "delete_person", "person"))


@pytest.fixture
def family():
    return FamilyFactory(number="R1", name="Źrebiccy", registered_on=date(2020, 1, 1))


@pytest.fixture
def mother(family):
    return PersonFactory(
        family=family,
        number="O1",
        role="parent",
        first_name="Łucja",
        last_name="Źrebicka",
        birth_date=date(1985, 3, 14),
        pesel=MOTHERS,
        main_carer=True,
    )


@pytest.fixture
def manager():
    return signed_in(StaffFactory())


def typed(**fields):
    return {"form_key": str(uuid.uuid4()), "role": "child", "first_name": "Jaś", "last_name": "Źrebicki"} | fields


def page_after(client, answer):
    assert answer.status_code == 302
    return client.get(answer.url)


class TestAdding:
    def test_a_person_with_all_fields(self, manager, family, mother):
        more = {"education": "primary", "disability": "true", "joined_on": "1.09.2023", "pesel": CHILDS}
        page = page_after(manager, manager.post(ADD, typed(**more)))
        assert "Dodano osobę do rodziny." in words(page)
        assert "uzupełniono z numeru PESEL" in words(page)
        assert CHILDS not in page.content.decode()
        child = Person.objects.get(first_name="Jaś")
        assert (child.family, child.birth_date, child.sex) == (family, date(2015, 5, 1), "M")
        assert (child.education, child.disability, child.joined_on) == ("primary", True, date(2023, 9, 1))

    def test_sent_twice_adds_one_person(self, manager, family):
        data = typed(pesel=CHILDS)
        first, second = manager.post(ADD, data), manager.post(ADD, data)
        assert first.url == second.url == FAMILY
        assert family.persons.count() == 1

    def test_another_main_carer_takes_over(self, manager, family, mother):
        page = page_after(manager, manager.post(ADD, typed(role="parent", main_carer="on")))
        assert "Główny opiekun się zmienił" in words(page)
        assert family.persons.get(main_carer=True).first_name == "Jaś"

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"first_name": "", "last_name": " "}, "Podaj imię albo nazwisko osoby."),
            ({"first_name": "a" * 81}, "może mieć najwyżej 80"),
            ({"role": ""}, "Wybierz rolę osoby w rodzinie."),
            ({"birth_date": "1.01.2999"}, "jeszcze nie nadszedł"),
            ({"joined_on": "2.01.2024", "left_on": "1.01.2024"}, "wcześniejszy niż dzień, od którego"),
            ({"pesel": MOTHERS}, "Ten PESEL ma już w tej rodzinie Łucja Źrebicka."),
            ({"last_name": "a\0b"}, "nie da się zapisać"),
            ({"form_key": "x"}, "UUID"),
        ],
    )
    def test_says_what_is_wrong(self, manager, family, mother, wrong, message):
        (error,) = all_words(manager.post(ADD, typed(**wrong)), ERRORS)
        assert message in error
        assert family.persons.count() == 1


class TestBirthDate:
    def test_is_not_after_an_earlier_record_of_the_person(self, manager, mother):
        Condition.objects.create(person=mother, condition="disability", since_on=date(2000, 1, 1))
        (error,) = all_words(send(manager, CORRECT, birth_date="14.03.2001", pesel=""), ERRORS)
        assert "Już od 01.01.2000 jest zapis o tej osobie: stan zdrowia osoby." in error
        mother.refresh_from_db()
        assert mother.birth_date == date(1985, 3, 14)
        assert send(manager, CORRECT, birth_date="01.01.2000", pesel="").status_code == 302
        Condition.objects.update(since_on=date(1999, 1, 1))  # as a register may bring it
        assert send(manager, CORRECT, last_name="Nowak").status_code == 302


class TestPeselOfAnotherFamily:
    @pytest.fixture
    def other(self):
        return PersonFactory(family__name="Wierzbiccy", pesel=CHILDS, birth_date=date(2015, 5, 1))

    def test_is_reported_and_saved_after_a_confirmation(self, manager, family, other):
        data = typed(pesel=CHILDS)
        answer = manager.post(ADD, data)
        assert "Ten PESEL ma osoba z innej rodziny." in all_words(answer, ERRORS)[0]
        assert reverse("family", args=[other.family.number]) in links_of(answer).values()
        assert not family.persons.exists()
        assert manager.post(ADD, data | {"is_known": "on"}).status_code == 302
        assert family.persons.count() == 1

    def test_is_not_reported_if_the_person_left(self, manager, family, other):
        other.left_on = date(2024, 1, 1)
        other.save()
        assert manager.post(ADD, typed(pesel=CHILDS)).status_code == 302

    def test_is_reported_only_when_it_is_corrected(self, manager, mother, other):
        (error,) = all_words(send(manager, CORRECT, pesel=CHILDS, birth_date=""), ERRORS)
        assert "Ten PESEL ma osoba z innej rodziny." in error
        assert send(manager, CORRECT, pesel=CHILDS, birth_date="", is_known="on").status_code == 302
        assert send(manager, CORRECT, education="higher").status_code == 302

    def test_is_reported_when_the_person_comes_back(self, manager, mother):
        send(manager, CORRECT, left_on="1.03.2024")
        PersonFactory(family__name="Wierzbiccy", pesel=MOTHERS, role="parent", birth_date=None)
        (error,) = all_words(send(manager, CORRECT, left_on=""), ERRORS)
        assert "Ten PESEL ma osoba z innej rodziny." in error
        assert send(manager, CORRECT, left_on="", is_known="on").status_code == 302

    def test_is_reported_to_an_assistant_without_the_name(self, family, other):
        mine = AssistantFactory(account=UserFactory(role="assistant"))
        assign(case=CaseFactory(family=family), assistant=mine, starts_on=date(2022, 3, 1))
        page = signed_in(mine.account).post(ADD, typed(pesel=CHILDS))
        assert "z rodziny, której nie prowadzisz" in words(page)
        assert "Wierzbiccy" not in page.content.decode()

    def test_is_not_reported_if_the_family_is_restricted(self, manager, family, other):
        other.family.is_restricted = True
        other.family.save()
        assert manager.post(ADD, typed(pesel=CHILDS)).status_code == 302


class TestLeavingAndComingBack:
    def test_former_members_are_listed_separately(self, manager, family, mother):
        page = page_after(manager, send(manager, CORRECT, left_on="1.03.2024"))
        assert "Rodzina nie ma teraz głównego opiekuna." in words(page)
        assert "Osoby, których dziś nie ma w rodzinie" in words(manager.get(FAMILY))
        send(manager, CORRECT, left_on="")
        assert "Osoby, których dziś nie ma w rodzinie" not in words(manager.get(FAMILY))

    def test_the_form_shows_the_pesel_and_the_log_has_the_reading(self, manager, mother):
        assert field_of(manager.get(CORRECT), "pesel") == MOTHERS
        assert Reading.objects.filter(kind="person", what="z numerem PESEL").exists()


class TestDeleting:
    def test_asks_first(self, manager, mother):
        assert "Usunąć tę osobę z rodziny?" in words(manager.get(DELETE))
        assert Person.objects.exists()
        assert "Usunięto osobę dopisaną przez pomyłkę." in words(page_after(manager, manager.post(DELETE)))
        assert not Person.objects.exists()

    def test_names_the_records_that_prevent_it(self, manager, mother):
        Condition.objects.create(person=mother, condition="alcohol_dependence", since_on=date(2020, 1, 1))
        for page in (manager.get(DELETE), manager.post(DELETE)):
            assert "stany zdrowia osób (1)" in words(page)
        assert Person.objects.exists()


class TestFamilyData:
    def test_is_corrected(self, manager, family):
        page = page_after(manager, send(manager, HEAD, name="O'Źrebiccy", address="Lipowa 3", registered_on=""))
        assert "Poprawiono dane rodziny." in words(page)
        family.refresh_from_db()
        assert (family.name, family.address, family.registered_on) == ("O'Źrebiccy", "Lipowa 3", None)

    def test_without_a_change(self, manager, family):
        assert "Nic się nie zmieniło" in words(page_after(manager, send(manager, HEAD)))

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ({"name": ""}, "Podaj nazwisko, pod którym rodzina będzie znana."),
            ({"name": "W" * 121}, "może mieć najwyżej 120"),
            ({"registered_on": "1.01.2035"}, "Ten dzień jeszcze nie nadszedł."),
            ({"registered_on": "wczoraj"}, "Nie ma takiego dnia."),
            ({"district": "a\0"}, "nie da się zapisać"),
        ],
    )
    def test_says_what_is_wrong(self, manager, family, wrong, message):
        answer = send(manager, HEAD, **wrong)
        (error,) = all_words(answer, ERRORS)
        assert message in error
        assert "Poprawianie danych rodziny: Źrebiccy" in words(answer)

    def test_the_second_of_two_users_sees_both_versions(self, manager, family):
        opened = fields_of(manager.get(HEAD))
        send(manager, HEAD, name="Pierwsi")
        text = words(manager.post(HEAD, opened | {"name": "Drudzy"}))
        assert "niczego nie zapisano" in text
        assert "Pierwsi" in text
        family.refresh_from_db()
        assert family.name == "Pierwsi"


class TestPermissions:
    def test_the_page_of_a_family_has_the_links_with_the_right_to_write(self, manager, mother):
        addresses = links_of(manager.get(FAMILY)).values()
        assert ADD in addresses
        assert HEAD in addresses
        text = signed_in(UserFactory(role="director")).get(FAMILY).content.decode()
        assert ADD not in text
        assert HEAD not in text

    @pytest.mark.parametrize("address", [HEAD, ADD, CORRECT, DELETE])
    def test_an_anonymised_family_is_not_changed(self, manager, family, mother, address):
        family.anonymised_on = date(2024, 1, 1)
        family.save()
        for send_by in (manager.get, manager.post):
            answer = send_by(address, typed())
            assert answer.status_code == 403
            assert "zanonimizowano, więc nie ma czego poprawiać" in words(answer)
        assert ADD not in manager.get(FAMILY).content.decode()
        assert family.persons.count() == 1
