"""Who attends a day-care centre: entered and ended on its page and on that of the family."""

from datetime import date

import pytest

from cases.models import DayCareCentre, DayCareStay, Family
from cases.privacy.retention import anonymise
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import PersonFactory, UserFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import links_of, select, words

PAGE = "/placowki-wsparcia-dziennego/D5/"
FIND, ADD = f"{PAGE}dzieci/", "/osoby/O7/placowki-wsparcia-dziennego/D5/"
RECORD = "/rodziny/R12/zapisy/placowka-wsparcia-dziennego/"


def find(browser, text):
    return send(browser, FIND, szukaj=text)


@pytest.mark.parametrize("text", ["lucja", "WIERZBICKA łuc", "R12", "o7", "wierzbiccy lucja"])
def test_a_child_is_found_by_name_and_put_in(desk, child, day_care, text):
    assert links_of(find(desk, text), "ul.stacked a") == {"Łucja Wierzbicka": ADD}
    answer = send(desk, ADD, basis="court", starts_on="1.3.2024")
    assert answer.url == PAGE
    saved = DayCareStay.objects.get()
    assert (saved.person, saved.day_care, saved.basis, saved.starts_on) == (child, day_care, "court", date(2024, 3, 1))
    assert "Łucja Wierzbicka od 01.03.2024, z orzeczenia sądu" in words(desk.get(PAGE))
    assert "Świetlica „Promyk”, z orzeczenia sądu od 01.03.2024" in words(desk.get("/rodziny/R12/"), "#pomoc")
    assert "już tu chodzi" in words(find(desk, text))


def test_no_name_gets_into_an_address_and_the_search_is_in_the_log(desk, child, day_care):
    page = find(desk, "Łucja")
    assert page.status_code == 200
    assert Reading.objects.filter(what="szukanie dziecka do placówki").exists()
    assert select(desk.get(FIND), "main form")[0].get("method") == "post"


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Wpisz imię, nazwisko albo numer rodziny."),
        ("   ", "Wpisz imię, nazwisko albo numer rodziny."),
        ("\u0301", "Wpisz imię, nazwisko albo numer rodziny."),
        ("Nowak", "nie ma dziecka o takim imieniu"),
        ("15250112345", "Po numerze PESEL się tu nie szuka."),
        ("x" * 10_000, "Skróć go."),
    ],
)
def test_whoever_is_not_found_is_said(desk, child, day_care, text, sentence):
    page = find(desk, text)
    assert sentence in errors_of(page)["szukaj"]
    assert not links_of(page, "ul.stacked a")


def test_digits_of_a_pesel_find_nobody(desk, child, day_care):
    child.pesel, child.birth_date = "15250112346", None
    child.save()
    assert "nie ma dziecka" in errors_of(find(desk, "25011"))["szukaj"]


def test_adults_and_those_who_left_are_not_offered(desk, family, day_care):
    PersonFactory(family=family, role="parent", main_carer=True, birth_date=date(1990, 1, 1))
    PersonFactory(family=family, left_on=date(2024, 5, 1))
    assert "nie ma dziecka" in errors_of(find(desk, "R12"))["szukaj"]


def test_families_out_of_sight_are_not_found(child, day_care):
    browser = signed_in(UserFactory(role="assistant"))
    assert "nie ma dziecka" in errors_of(find(browser, "Łucja"))["szukaj"]
    assert browser.get(ADD).status_code == 404


@pytest.mark.parametrize(
    "typed, field, sentence",
    [
        ({"basis": ""}, "basis", "Wypełnij pole „Na jakiej podstawie”."),
        ({"starts_on": "14.2.2024"}, "starts_on", "działa dopiero od 15.02.2024"),
        ({}, "over_on", "działa do 30.06.2024"),
        ({"over_on": "2.7.2024"}, "over_on", "działa do 30.06.2024"),
        ({"over_on": "1.2.2024"}, "over_on", "Ten dzień jest wcześniejszy niż 01.03.2024"),
        ({"starts_on": "21.5.2024"}, "starts_on", "Ten dzień jeszcze nie nadszedł."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk, child, day_care, typed, field, sentence):
    DayCareCentre.objects.update(ends_on=date(2024, 6, 30))
    typed = {"basis": "voluntary", "starts_on": "1.3.2024"} | typed
    page = send(desk, ADD, **typed)
    assert sentence in errors_of(page)[field]
    assert fields_of(page)["starts_on"] == typed["starts_on"]
    assert not DayCareStay.objects.exists()
    assert send(desk, ADD, basis="voluntary", starts_on="1.3.2024", over_on="1.7.2024").url == PAGE


def test_a_grown_up_does_not_attend(desk, child, day_care):
    child.birth_date = date(2006, 3, 1)
    child.save()
    assert "pełnoletnia" in errors_of(send(desk, ADD, basis="voluntary", starts_on="1.3.2024"))["starts_on"]
    child.birth_date = date(2006, 3, 2)
    child.save()
    assert send(desk, ADD, basis="voluntary", starts_on="1.3.2024").url == PAGE


def test_a_child_attends_a_day_care_centre_once_at_a_time(desk, stay):
    page = send(desk, ADD, basis="court", starts_on="2.3.2024")
    assert "Taki wpis już jest w tym czasie" in errors_of(page)["starts_on"]
    other = DayCareCentre.objects.create(
        number="D6", name="Iskra", form="specialist", run_by="county", starts_on=date(2024, 1, 1)
    )
    assert send(desk, "/osoby/O7/placowki-wsparcia-dziennego/D6/", basis="court", starts_on="2.3.2024").url
    assert DayCareStay.objects.filter(day_care=other).exists()


def test_a_stay_is_ended_on_the_page_of_the_day_care_centre(desk, stay):
    (link,) = [link for name, link in links_of(desk.get(PAGE), "main li a").items() if name == "Zakończ"]
    assert fields_of(desk.get(link))["over_on"] == "20.05.2024"
    assert errors_of(send(desk, link, over_on=""))["over_on"]
    assert send(desk, link, over_on="2.5.2024").url == PAGE
    stay.refresh_from_db()
    assert (stay.over_on, stay.basis) == (date(2024, 5, 2), "voluntary")
    assert "Łucja Wierzbicka 01.03.2024–01.05.2024" in words(desk.get(PAGE))


def test_a_stay_is_ended_on_the_page_of_the_family(desk, stay):
    send(desk, f"{RECORD}{stay.pk}/?koniec=dzis", over_on="2.5.2024")
    stay.refresh_from_db()
    assert stay.over_on == date(2024, 5, 2)


def test_the_stay_of_another_family_is_not_found_at_this_one(desk, stay):
    other = PersonFactory().family
    assert desk.get(f"/rodziny/{other.number}/placowki-wsparcia-dziennego/{stay.pk}/zakoncz/").status_code == 404


def test_a_child_with_two_records_takes_one_place(desk, stay, capacity):
    twin = PersonFactory(first_name="Łucja", same_as=stay.person)
    DayCareStay.objects.create(person=twin, day_care=stay.day_care, basis="court", starts_on=date(2024, 3, 1))
    assert "1 dziecko, 29 miejsc wolnych" in words(desk.get(PAGE)).replace("\u00a0", " ")


def test_after_anonymisation_the_stay_has_no_name(desk, stay):
    stay.over_on = date(2024, 4, 1)
    stay.save()
    anonymise(Family.objects.all(), day=date(2024, 5, 20))
    assert "Wierzbick" not in words(desk.get(PAGE))
    stay.refresh_from_db()
    assert stay.day_care.number == "D5"


def test_the_open_stay_of_an_anonymised_family_ends_with_the_day_care_centre(desk, stay):
    assert "Zakończ" in links_of(desk.get(PAGE), "ul.stacked a")
    anonymise(Family.objects.all(), day=date(2024, 5, 20))
    assert "Zakończ" not in links_of(desk.get(PAGE), "ul.stacked a")  # nobody writes in the file any more
    assert send(desk, f"{PAGE}popraw/", ends_on="10.5.2024", ends_stays="on").url == PAGE
    stay.refresh_from_db()
    assert stay.over_on == date(2024, 5, 11)
