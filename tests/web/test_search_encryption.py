"""Searched words, a name or a PESEL, never stand in an address."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from cases.family_list.search_encryption import must_encrypt
from cases.models import SavedView
from familycare.audit.models import Reading
from tests.clients import signed_in
from tests.factories import FamilyFactory, PersonFactory, StaffFactory
from tests.html_forms import field_of
from tests.html_pages import one, select, words
from tests.web.family_lists import LIST, XLSX, listed, rows

PESEL = "90051412343"
SEARCH = reverse("search_families")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sowa():
    FamilyFactory(name="Wilk")
    return PersonFactory(family=FamilyFactory(name="Sowa"), pesel=PESEL).family


@pytest.fixture
def anna(db):
    return StaffFactory()


def attributes(page):
    """The values of all attributes in the list, among them each address."""
    return " ".join(one(page, "#lista").xpath(".//@*"))


@pytest.mark.parametrize(
    ("typed", "hides"),
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
def test_encrypts_all_but_numbers(typed, hides):
    assert must_encrypt(typed) is hides


@pytest.mark.parametrize("typed", [PESEL, "sowa", "~sowa"])
def test_leads_to_an_address_without_it_that_lists_the_same(staff, typed):
    answer = staff.post(SEARCH, {"szukaj": typed, "stan": "", "strona": "7"})
    assert answer.status_code == 302
    assert typed not in answer.url
    page = staff.get(answer.url)
    assert listed(page) == ([] if "~" in typed else ["Sowa"])
    assert field_of(page, "szukaj") == typed
    assert "/rodziny/" in attributes(page) and typed not in attributes(page)


def test_the_file_lists_the_same(staff):
    page = staff.get(staff.post(SEARCH, {"szukaj": PESEL}).url)
    address = one(page, f'a[href^="{XLSX}"]').get("href")
    assert [row[0] for row in rows(staff.get(address))] == ["Sowa"]


def test_works_while_typing(staff):
    page = staff.post(SEARCH, {"szukaj": PESEL, "stan": ""}, headers={"hx-request": "true"}, follow=True)
    assert listed(page) == ["Sowa"]
    address = staff.get(page.redirect_chain[-1][0], headers={"hx-request": "true"})["HX-Push-Url"]
    assert address.startswith(f"{LIST}?szukaj=") and PESEL not in address


def test_numbers_and_filters_stay_in_the_address(staff):
    answer = staff.post(SEARCH, {"szukaj": "R1", "stan": "otwarte", "csrfmiddlewaretoken": "x"})
    assert answer.url == f"{LIST}?szukaj=R1&stan=otwarte"


def test_pages_and_orders_of_the_list_keep_it(staff):
    FamilyFactory.create_batch(51, name="Sowa")
    page = staff.post(SEARCH, {"szukaj": "sowa"}, follow=True)
    for query in ("strona=2", "kolejnosc=-name"):
        link = select(page, f'a[href*="{query}"]')[0]
        shown = words(staff.get(LIST + link.get("href")))
        assert "„sowa”" in shown and "52 rodziny" in shown


@pytest.mark.parametrize("address", [LIST, XLSX])
def test_redirects_from_an_address_with_a_pesel(staff, address):
    answer = staff.get(address, {"szukaj": PESEL})
    assert answer.status_code == 302
    assert PESEL not in answer.url
    assert not Reading.objects.exists()


@pytest.mark.parametrize("address", [LIST, XLSX])
def test_another_session_does_not_know_it(staff, anna, address):
    mark = staff.post(SEARCH, {"szukaj": PESEL}).url.partition("?")[2]
    answer = signed_in(anna).get(f"{address}?{mark}&stan=otwarte", follow=True)
    assert answer.redirect_chain == [(f"{LIST}?stan=otwarte", 302)]
    assert "Wpisz je jeszcze raz" in words(answer)


def test_the_server_keeps_nothing_of_it(staff):
    staff.post(SEARCH, {"szukaj": "sowa"}, follow=True)
    assert "sowa" not in str(dict(staff.session))


def test_the_next_session_of_the_same_user_does_not_know_it(staff, anna):
    client = signed_in(anna)
    address = client.post(SEARCH, {"szukaj": "sowa"}).url
    client.logout()
    client.force_login(anna)
    assert "Wpisz je jeszcze raz" in words(client.get(address, follow=True))


def test_a_saved_view_forgets_it_and_says_so(staff):
    mark = staff.post(SEARCH, {"szukaj": PESEL}).url.partition("?")[2]
    assert "widok nie zapamięta" in words(staff.get(f"{LIST}?{mark}"))
    assert "widok nie zapamięta" not in words(staff.get(LIST, {"szukaj": "R1"}))
    for number, query in enumerate((f"{mark}&stan=otwarte", "szukaj=Sowa&stan=otwarte")):
        answer = staff.post(reverse("save_view"), {"name": f"Moje {number}", "query": query}, follow=True)
        assert "widok nie pamięta" in words(answer)
    assert set(SavedView.objects.values_list("query", flat=True)) == {"stan=otwarte"}


def test_a_wrong_name_of_a_view_brings_the_list_back(staff):
    mark = staff.post(SEARCH, {"szukaj": "sowa"}).url.partition("?")[2]
    assert listed(staff.post(reverse("save_view"), {"name": "", "query": mark})) == ["Sowa"]
    for query in ("szukaj=~niczyje", "szukaj=Sowa"):
        page = staff.post(reverse("save_view"), {"name": "", "query": query})
        assert listed(page) == ["Sowa", "Wilk"]


def test_the_migration_removes_words_from_saved_views(staff, anna):
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
    assert "może mieć najwyżej 100" in words(page)


def test_refuses_get_and_strangers(staff, stranger):
    assert staff.get(SEARCH).status_code == 405
    assert stranger.post(SEARCH, {"szukaj": PESEL}).status_code == 403
