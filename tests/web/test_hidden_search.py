"""A PESEL that somebody searches for never stands in an address."""

import re

import pytest
from django.urls import reverse

from cases.hidden_search import MOST_KEPT, must_hide
from cases.models import SavedView
from familycare.audit.models import Reading
from tests.factories import FamilyFactory, PersonFactory
from tests.web.conftest import signed_in
from tests.web.test_families import listed, rows

PESEL = "90051412343"
LIST, SEARCH, XLSX = reverse("families"), reverse("search_families"), reverse("families_xlsx")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sowa():
    FamilyFactory(name="Wilk")
    return PersonFactory(family=FamilyFactory(name="Sowa"), pesel=PESEL).family


def links(page):
    return " ".join(re.findall(r'(?:href|action|hx-\w+|value)="([^"]*)"', page.content.decode().split('id="lista"')[1]))


@pytest.mark.parametrize(
    ("words", "hides"),
    [
        (PESEL, True),
        ("900514", True),
        ("90 05 14 12343", True),
        ("900514-12343", True),
        ("Kowalska 900514", True),
        ("Kowalska", False),
        ("R00123", False),
        ("R0012345", False),
        ("90051", False),
        ("", False),
    ],
)
def test_what_must_not_stand_in_an_address(words, hides):
    assert must_hide(words) is hides


def test_leads_to_an_address_without_it_that_lists_the_same(staff):
    answer = staff.post(SEARCH, {"szukaj": PESEL, "stan": "", "strona": "7"})
    assert answer.status_code == 302
    assert PESEL not in answer.url
    page = staff.get(answer.url)
    assert listed(page) == ["Sowa"]
    assert f'value="{PESEL}"' in page.content.decode()  # the field still says what was typed
    assert PESEL not in links(page)


def test_the_file_lists_the_same(staff):
    page = staff.get(staff.post(SEARCH, {"szukaj": PESEL}).url)
    address = re.search(rf'href="({XLSX}[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert [row[0] for row in rows(staff.get(address))] == ["Sowa"]


def test_as_one_types(staff):
    page = staff.post(SEARCH, {"szukaj": PESEL, "stan": ""}, headers={"hx-request": "true"}, follow=True)
    assert listed(page) == ["Sowa"]
    address = staff.get(page.redirect_chain[-1][0], headers={"hx-request": "true"})["HX-Push-Url"]
    assert address.startswith(f"{LIST}?szukaj=") and PESEL not in address


def test_names_and_filters_stay_in_the_address(staff):
    answer = staff.post(SEARCH, {"szukaj": "sowa", "stan": "otwarte", "csrfmiddlewaretoken": "x"})
    assert answer.url == f"{LIST}?szukaj=sowa&stan=otwarte"


@pytest.mark.parametrize("address", [LIST, XLSX])
def test_an_address_that_holds_one_is_left_at_once(staff, address):
    answer = staff.get(address, {"szukaj": PESEL})
    assert answer.status_code == 302
    assert PESEL not in answer.url
    assert not Reading.objects.exists()


@pytest.mark.parametrize("address", [LIST, XLSX])
def test_another_session_does_not_know_it(staff, anna, address):
    mark = staff.post(SEARCH, {"szukaj": PESEL}).url.partition("?")[2]
    answer = signed_in(anna).get(f"{address}?{mark}&stan=otwarte", follow=True)
    assert answer.redirect_chain == [(f"{LIST}?stan=otwarte", 302)]
    assert "Wpisz go jeszcze raz" in answer.content.decode()


@pytest.fixture
def anna(db):
    from tests.factories import StaffFactory

    return StaffFactory()


def test_a_session_keeps_but_a_few(staff):
    first = staff.post(SEARCH, {"szukaj": "111111"}).url
    for number in range(MOST_KEPT):
        last = staff.post(SEARCH, {"szukaj": f"2222{number:02}"}).url
    assert staff.get(first).status_code == 302
    assert staff.get(last).status_code == 200
    assert staff.post(SEARCH, {"szukaj": f"2222{MOST_KEPT - 1:02}"}).url == last


def test_a_saved_view_forgets_it_and_says_so(staff):
    mark = staff.post(SEARCH, {"szukaj": PESEL}).url.partition("?")[2]
    for number, query in enumerate((f"{mark}&stan=otwarte", f"szukaj={PESEL}&stan=otwarte")):
        answer = staff.post(reverse("save_view"), {"name": f"Moje {number}", "query": query}, follow=True)
        assert "widok nie pamięta" in answer.content.decode()
    assert set(SavedView.objects.values_list("query", flat=True)) == {"stan=otwarte"}


def test_the_name_of_a_view_that_is_wrong_brings_the_list_back(staff):
    answer = staff.post(reverse("save_view"), {"name": "", "query": "szukaj=~niczyje"})
    assert answer.status_code == 200


@pytest.mark.parametrize("data", [{}, {"szukaj": "\0" * 3}, {"szukaj": "9" * 500}, {"szukaj": "~"}, {"stan": "x"}])
def test_nonsense_leads_to_the_list(staff, data):
    assert staff.post(SEARCH, data, follow=True).status_code == 200


def test_a_text_that_is_too_long_is_explained(staff):
    page = staff.post(SEARCH, {"szukaj": "x" * 1_000_000}, follow=True)
    assert page.status_code == 200
    assert "może mieć najwyżej 100" in page.content.decode()


def test_is_only_sent(staff, stranger):
    assert staff.get(SEARCH).status_code == 405
    assert stranger.post(SEARCH, {"szukaj": PESEL}).status_code == 403
