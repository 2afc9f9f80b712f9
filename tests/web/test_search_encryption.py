"""What somebody searches for, a name or a PESEL, never stands in an address."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from cases.family_list.search_encryption import must_encrypt
from cases.models import SavedView
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import FamilyFactory, PersonFactory
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
        ("Kowalska", True),
        ("Kowalska R00123", True),
        ("Nadrzeczna 7", True),
        ("R90051412343", True),
        ("R00123", False),
        (" o12 ", False),
        ("90051", True),
        (" ", False),
        ("", False),
    ],
)
def test_what_must_not_stand_in_an_address(words, hides):
    assert must_encrypt(words) is hides


@pytest.mark.parametrize("words", [PESEL, "sowa", "~sowa"])
def test_leads_to_an_address_without_it_that_lists_the_same(staff, words):
    answer = staff.post(SEARCH, {"szukaj": words, "stan": "", "strona": "7"})
    assert answer.status_code == 302
    assert words not in answer.url
    page = staff.get(answer.url)
    assert listed(page) == ([] if "~" in words else ["Sowa"])
    assert f'value="{words}"' in page.content.decode()  # the field still says what was typed
    assert words not in links(page)


def test_the_file_lists_the_same(staff):
    page = staff.get(staff.post(SEARCH, {"szukaj": PESEL}).url)
    address = re.search(rf'href="({XLSX}[^"]*)"', page.content.decode())[1].replace("&amp;", "&")
    assert [row[0] for row in rows(staff.get(address))] == ["Sowa"]


def test_as_one_types(staff):
    page = staff.post(SEARCH, {"szukaj": PESEL, "stan": ""}, headers={"hx-request": "true"}, follow=True)
    assert listed(page) == ["Sowa"]
    address = staff.get(page.redirect_chain[-1][0], headers={"hx-request": "true"})["HX-Push-Url"]
    assert address.startswith(f"{LIST}?szukaj=") and PESEL not in address


def test_numbers_and_filters_stay_in_the_address(staff):
    answer = staff.post(SEARCH, {"szukaj": "R1", "stan": "otwarte", "csrfmiddlewaretoken": "x"})
    assert answer.url == f"{LIST}?szukaj=R1&stan=otwarte"


def test_pages_and_orders_of_the_list_keep_it(staff):
    FamilyFactory.create_batch(51, name="Sowa")
    page = staff.post(SEARCH, {"szukaj": "sowa"}, follow=True).content.decode()
    for pattern in (r'href="([^"]*strona=2[^"]*)"', r'href="([^"]*kolejnosc=-name[^"]*)"'):
        address = re.search(pattern, page)[1].replace("&amp;", "&")
        shown = staff.get(LIST + address).content.decode()
        assert "„sowa”" in shown and "52\u00a0rodziny" in shown


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
    assert "Wpisz je jeszcze raz" in answer.content.decode()


@pytest.fixture
def anna(db):
    from tests.factories import StaffFactory

    return StaffFactory()


def test_nothing_of_it_is_kept_on_the_server(staff):
    staff.post(SEARCH, {"szukaj": "sowa"}, follow=True)
    assert "sowa" not in str(dict(staff.session))


def test_nor_does_the_next_session_of_the_same_person_know_it(staff, anna):
    client = signed_in(anna)
    address = client.post(SEARCH, {"szukaj": "sowa"}).url
    client.logout()
    client.force_login(anna)
    assert "Wpisz je jeszcze raz" in client.get(address, follow=True).content.decode()


def test_a_saved_view_forgets_it_and_says_so(staff):
    mark = staff.post(SEARCH, {"szukaj": PESEL}).url.partition("?")[2]
    assert "widok nie zapamięta" in staff.get(f"{LIST}?{mark}").content.decode()
    assert "widok nie zapamięta" not in staff.get(LIST, {"szukaj": "R1"}).content.decode()
    for number, query in enumerate((f"{mark}&stan=otwarte", "szukaj=Sowa&stan=otwarte")):
        answer = staff.post(reverse("save_view"), {"name": f"Moje {number}", "query": query}, follow=True)
        assert "widok nie pamięta" in answer.content.decode()
    assert set(SavedView.objects.values_list("query", flat=True)) == {"stan=otwarte"}


def test_the_name_of_a_view_that_is_wrong_brings_the_list_back(staff):
    mark = staff.post(SEARCH, {"szukaj": "sowa"}).url.partition("?")[2]
    assert listed(staff.post(reverse("save_view"), {"name": "", "query": mark})) == ["Sowa"]
    for query in ("szukaj=~niczyje", "szukaj=Sowa"):
        page = staff.post(reverse("save_view"), {"name": "", "query": query})
        assert listed(page) == ["Sowa", "Wilk"]


def test_views_saved_before_lose_their_words(staff, anna):
    for name, query in (("a", "szukaj=Sowa&stan=otwarte"), ("b", "stan=otwarte"), ("c", "szukaj=Jan+Sowa")):
        SavedView.objects.create(user=anna, name=name, query=query)
    import_module("cases.migrations.0010_saved_views_without_words").take_words_out(apps, None)
    assert list(SavedView.objects.values_list("query", flat=True)) == ["stan=otwarte", "stan=otwarte", ""]


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
