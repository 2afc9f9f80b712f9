"""The services that register families and persons."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cases.families.services import add_person, correct_person, delete_person, register_family
from cases.models import Condition, Family, Person
from tests.factories import FamilyFactory, PersonFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
PESEL = "85031412347"
FAMILY = {"name": "Źrebiccy", "structure": "", "district": "", "carer": {"last_name": "Źrebicka"}}


@pytest.fixture
def family():
    return FamilyFactory()


@pytest.fixture
def mother(family):
    return PersonFactory(
        family=family, role="parent", first_name="Łucja", main_carer=True, birth_date=date(1985, 3, 14), pesel=PESEL
    )


def carers(family):
    return set(family.persons.filter(main_carer=True).values_list("first_name", flat=True))


class TestFamily:
    def test_is_registered_today_with_all_its_persons(self, time_machine):
        time_machine.move_to("2024-05-20")
        worker = UserFactory(role="social_worker")
        members = [{"role": "child", "first_name": "Jaś", "last_name": "Źrebicki"}]
        family = register_family(**FAMILY, members=members, form_key="a", registered_by=worker)
        assert (family.registered_on, family.social_worker) == (date(2024, 5, 20), worker)
        persons = family.persons.order_by("pk").values_list("last_name", "role", "main_carer")
        assert list(persons) == [("Źrebicka", "parent", True), ("Źrebicki", "child", False)]

    def test_by_a_manager_has_no_social_worker(self):
        assert register_family(**FAMILY, form_key="a", registered_by=StaffFactory()).social_worker is None

    def test_the_same_form_registers_one(self):
        worker = UserFactory(role="social_worker")
        first, second = (register_family(**FAMILY, form_key="a", registered_by=worker) for _time in range(2))
        assert first == second
        assert (Family.objects.count(), Person.objects.count()) == (1, 1)

    def test_the_key_of_another_users_form_is_refused(self):
        register_family(**FAMILY, form_key="a", registered_by=UserFactory(role="social_worker"))
        with pytest.raises(ValidationError, match="Ten formularz już wysłano"):
            register_family(**FAMILY, form_key="a", registered_by=UserFactory(role="social_worker"))

    @pytest.mark.django_db(transaction=True)
    def test_a_double_click_registers_one(self):
        worker = UserFactory(role="social_worker")

        def click(_time):
            try:
                return register_family(**FAMILY, form_key="a", registered_by=worker).pk
            finally:
                connection.close()

        with ThreadPoolExecutor() as threads:
            assert len(set(threads.map(click, range(8)))) == 1
        assert (Family.objects.count(), Person.objects.count()) == (1, 1)


class TestMainCarer:
    def test_a_corrected_person_becomes_the_only_carer(self, family, mother):
        father = PersonFactory(family=family, role="parent", first_name="Jan")
        father.main_carer = True
        assert correct_person(person=father).former_main_carers == (mother,)
        assert carers(family) == {"Jan"}

    def test_an_added_person_becomes_the_only_carer(self, family, mother):
        saved = add_person(person=Person(family=family, role="parent", first_name="Ola", main_carer=True), form_key="a")
        assert saved.former_main_carers == (mother,)
        assert carers(family) == {"Ola"}

    def test_a_former_member_stays_a_carer(self, family, mother):
        mother.left_on = date(2024, 1, 1)
        assert correct_person(person=mother).has_no_main_carer
        add_person(person=Person(family=family, role="parent", first_name="Ola", main_carer=True), form_key="a")
        assert carers(family) == {"Łucja", "Ola"}

    def test_two_of_an_imported_register_stay_until_one_is_chosen(self, family, mother):
        father = PersonFactory(family=family, role="parent", first_name="Jan", main_carer=True)
        father.education = "higher"
        assert not correct_person(person=father).former_main_carers
        assert carers(family) == {"Łucja", "Jan"}

    def test_a_missing_carer_is_reported(self, mother):
        mother.main_carer = False
        assert correct_person(person=mother).has_no_main_carer


class TestPesel:
    def again(self, family, **fields):
        person = Person(family=family, role="parent", first_name="Łucja", pesel=PESEL, **fields)
        return add_person(person=person, form_key="b")

    def test_is_in_a_family_once_at_a_time(self, family, mother):
        with pytest.raises(ValidationError, match="Ten PESEL ma już w tej rodzinie Łucja"):
            self.again(family)
        assert family.persons.count() == 1

    def test_a_person_who_left_may_come_back(self, family, mother):
        mother.left_on = date(2024, 1, 1)
        mother.save()
        self.again(family, joined_on=date(2024, 1, 1))
        assert family.persons.count() == 2

    def test_a_person_comes_back_only_after_leaving(self, family, mother):
        mother.left_on = date(2024, 1, 1)
        mother.save()
        with pytest.raises(ValidationError):
            self.again(family, joined_on=date(2023, 12, 31))

    def test_a_correction_does_not_duplicate_it(self, family, mother):
        other = PersonFactory(family=family)
        other.pesel = PESEL
        with pytest.raises(ValidationError):
            correct_person(person=other)

    def test_may_be_in_another_family(self, mother):
        self.again(FamilyFactory())
        assert Person.objects.filter(pesel=PESEL).count() == 2

    def test_one_form_belongs_to_one_family(self, family, mother):
        self.again(FamilyFactory())
        with pytest.raises(ValidationError, match="Ten formularz już wysłano"):
            add_person(person=Person(family=family, role="child", first_name="Jaś"), form_key="b")


class TestDeletion:
    def test_of_a_person_without_records(self, mother):
        delete_person(person=mother)
        assert not Person.objects.exists()

    def test_not_of_a_person_with_records(self, mother):
        Condition.objects.create(person=mother, condition="disability", since_on=date(2020, 1, 1))
        with pytest.raises(ValidationError, match=r"stany zdrowia osób \(1\)"):
            delete_person(person=mother)
        assert Person.objects.exists()
