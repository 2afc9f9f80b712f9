"""Telephone numbers and e-mail addresses of persons: typed, kept tidy, shown as links, erased."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cases.models import Family, Person
from cases.privacy.retention import anonymise
from familycare.lib.texts import tidy_phone
from tests.clients import signed_in
from tests.factories import PersonFactory, StaffFactory, UserFactory
from tests.html_forms import errors_of, field_of, send
from tests.html_pages import links_of, words

FORM, PAGE = (reverse(name, args=["O1"]) for name in ("correct_person", "person"))
FAMILY = reverse("family", args=["R1"])
PHONE, EMAIL = "600 100 200", "ewa.kos@poczta.example"


@pytest.fixture
def person(db):
    worker = UserFactory(role="social_worker")
    return PersonFactory(family__number="R1", family__social_worker=worker, number="O1", role="parent")


@pytest.fixture
def manager(db):
    return signed_in(StaffFactory())


@pytest.fixture
def reached(person):
    """The person, with a phone and an e-mail address."""
    person.phone, person.email = PHONE, EMAIL
    person.save()
    return person


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("600100200", PHONE),
            ("600-100-200", PHONE),
            ("+48 600 100 200", PHONE),
            ("48 600 100 200", PHONE),
            ("0048600100200", PHONE),
            ("(22) 123 45 67", "221 234 567"),
            (" 600\u00a0100\u00a0200 ", PHONE),
            ("+49 30 123456", "+4930123456"),
            ("00380 44 123 45 67", "+380441234567"),
        ],
    )
    def test_are_kept_in_one_form(self, typed, kept):
        assert tidy_phone(typed) == kept == tidy_phone(kept)

    @pytest.mark.parametrize(
        "typed",
        ["12345", "6001002000", "+48 600 100 20", "+49 1234", f"+{'1' * 16}", "0600100200", "brak", "600 100 200 w. 2"],
    )
    def test_others_are_refused(self, typed):
        with pytest.raises(ValidationError, match="Numer telefonu"):
            tidy_phone(typed)


class TestForm:
    def test_keeps_a_tidy_number_and_address(self, manager, person):
        assert send(manager, FORM, phone="+48 600-100-200", email="Ewa.Kos@Poczta.example").url == PAGE
        person.refresh_from_db()
        assert (person.phone, person.email) == (PHONE, EMAIL)

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"phone": "600 100 20"}, "Numer telefonu ma 9 cyfr, np. 600 100 200"),
            ({"phone": "numer u babci"}, "Numer telefonu składa się z cyfr"),
            ({"email": "ewa.kos"}, "To nie jest adres e-mail"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, manager, person, changes, message):
        (name, typed), page = *changes.items(), send(manager, FORM, **changes)
        assert message in errors_of(page)[name]
        assert field_of(page, name) == typed

    def test_empties_both(self, manager, reached):
        send(manager, FORM, phone="", email="")
        reached.refresh_from_db()
        assert (reached.phone, reached.email) == ("", "")

    def test_is_in_the_history_of_the_family(self, manager, person):
        send(manager, FORM, phone="600100200")
        assert PHONE in words(manager.get(reverse("family_history", args=["R1"])))


class TestPages:
    @pytest.mark.parametrize("page", [PAGE, FAMILY])
    def test_call_and_write_by_a_tap(self, manager, reached, page):
        links = links_of(manager.get(page))
        assert {"tel:+48600100200", f"mailto:{EMAIL}"} <= {*links.values()}

    def test_call_abroad(self, manager, reached):
        Person.objects.update(phone="+4930123456")
        assert "tel:+4930123456" in links_of(manager.get(FAMILY)).values()

    def test_are_read_by_the_social_worker_of_the_family(self, reached):
        assert "tel:+48600100200" in links_of(signed_in(reached.family.social_worker).get(FAMILY)).values()

    def test_do_not_search_by_them(self, manager, reached):
        for typed in ("600100200", "ewa.kos"):
            assert reached.family.name not in words(manager.get(reverse("families"), {"szukaj": typed}, follow=True))


def test_are_in_the_copy_of_the_persons_data(manager, reached):
    data = json.loads(manager.get(reverse("person_file", args=["O1", "json"])).content)
    (own,) = [part["zapisy"] for part in data["dzialy"] if part["tytul"] == "Osoby"]
    assert (own[0]["telefon"], own[0]["adres e-mail"]) == (PHONE, EMAIL)


def test_anonymisation_erases_them(reached):
    anonymise(Family.objects.filter(number="R1"), day=date.today())
    reached.refresh_from_db()
    assert (reached.phone, reached.email) == ("", "")
