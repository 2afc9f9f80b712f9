"""People and institutions around a family: who reads them, how they are called, what the register says of them."""

import csv
from datetime import date

import pytest
from django.urls import reverse

from cases.access import CONTACTS
from cases.choices import ContactRole
from cases.models import Family, OutsideContact
from cases.privacy.retention import anonymise
from reporting.exchange import export_register
from tests.clients import signed_in
from tests.factories import CentreFactory, FamilyFactory, PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, send
from tests.html_pages import links_of, words

TODAY = date(2024, 5, 20)
PAGE, ADD = "/rodziny/R7/", "/rodziny/R7/zapisy/kontakt/nowy/"


@pytest.fixture(autouse=True)
def family(db, time_machine):
    time_machine.move_to(f"{TODAY} 12:00")
    CentreFactory()
    family = FamilyFactory(number="R7", social_worker=UserFactory(role="social_worker"))
    PersonFactory(family=family, number="O7", first_name="Ola", last_name="Kos", birth_date=date(2015, 5, 1))
    return family


@pytest.fixture
def manager():
    return signed_in(StaffFactory())


def contact(role="teacher", **fields):
    family = Family.objects.get(number="R7")
    given = {"name": "Anna Lis", "institution": "Szkoła nr 3", "starts_on": date(2023, 9, 1)} | fields
    return OutsideContact.objects.create(family=family, role=role, **given)


def test_each_role_belongs_to_a_part():
    assert {*CONTACTS} == {*ContactRole.values}


class TestPage:
    def test_says_who_it_is_and_calls_by_a_tap(self, manager, family):
        contact(phone="221 234 567", email="sp3@szkola.example", person=family.persons.get(), note="po 14.00")
        page = manager.get(PAGE)
        shown = words(page, "#kontakty")
        for each in ("Anna Lis", "nauczyciel lub pedagog", "Szkoła nr 3", "Ola Kos", "po 14.00", "od 01.09.2023"):
            assert each in shown
        assert {"tel:+48221234567", "mailto:sp3@szkola.example"} <= {*links_of(page).values()}

    def test_folds_those_who_are_no_longer_there(self, manager):
        contact(name="Jan Bąk", over_on=date(2024, 1, 1))
        shown = words(manager.get(PAGE), "#kontakty")
        assert "Dziś nie ma wpisanych osób ani instytucji" in shown
        assert "Wcześniejsze (1)" in shown

    def test_without_any_says_what_the_place_is_for(self, manager):
        assert "Nie wpisano jeszcze nikogo spoza rodziny" in words(manager.get(PAGE), "#kontakty")

    def test_the_timeline_shows_no_number(self, manager):
        contact(phone="221 234 567")
        timeline = words(manager.get(PAGE), "#os-czasu")
        assert "Nowy kontakt" in timeline
        assert "234" not in timeline


class TestAccess:
    def test_a_social_worker_reads_nobody_who_tells_of_health_or_a_court(self, family):
        for role in ContactRole:
            contact(role, name=f"Pani {role.value}")
        shown = words(signed_in(family.social_worker).get(PAGE))
        assert {role for role in ContactRole.values if f"Pani {role}" in shown} == {"teacher", "social_worker", "ngo"}

    def test_a_social_worker_finds_no_place_for_them_without_any(self, family):
        contact("therapist")
        page = signed_in(family.social_worker).get(PAGE)
        assert "Osoby i instytucje wokół rodziny" not in words(page)
        assert "Kontakty" not in links_of(page)


class TestForm:
    def test_adds_a_contact_from_today(self, manager):
        send(manager, ADD, role="teacher", name="Anna Lis", phone="+48 600-100-200", email="A.Lis@Szkola.example")
        saved = OutsideContact.objects.get()
        assert (saved.phone, saved.email, saved.starts_on) == ("600 100 200", "a.lis@szkola.example", TODAY)
        assert "Zapisano." in words(manager.get(PAGE))

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"phone": "123"}, "Numer telefonu ma 9 cyfr"),
            ({"phone": "600 100 200 w. 3"}, "Numer telefonu składa się z cyfr"),
            ({"email": "szkoła"}, "To nie jest adres e-mail"),
            ({"name": ""}, "Wypełnij pole „Imię i nazwisko”."),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, manager, changes, message):
        page = send(manager, ADD, **{"role": "teacher", "name": "Anna Lis"} | changes)
        assert message in errors_of(page)[next(iter(changes))]
        assert not OutsideContact.objects.exists()

    def test_ends_a_contact(self, manager):
        send(manager, reverse("edit_record", args=["R7", "kontakt", contact().pk]) + "?koniec=dzis")
        assert OutsideContact.objects.get().over_on == TODAY


def test_anonymisation_leaves_the_role_and_the_days(family):
    saved = contact(phone="221 234 567", email="sp3@szkola.example", note="po 14.00")
    anonymise(Family.objects.filter(pk=family.pk), day=TODAY)
    saved.refresh_from_db()
    texts = (saved.name, saved.institution, saved.phone, saved.email, saved.note)
    assert texts == ("",) * 5
    assert (saved.role, saved.starts_on) == ("teacher", date(2023, 9, 1))


def test_a_register_without_contacts_has_no_file_and_no_columns_for_them(tmp_path):
    export_register(tmp_path / "out")
    assert not (tmp_path / "out" / "contacts.csv").exists()
    with (tmp_path / "out" / "persons.csv").open(encoding="utf-8", newline="") as stream:
        assert {"phone", "email"}.isdisjoint(next(csv.reader(stream)))
