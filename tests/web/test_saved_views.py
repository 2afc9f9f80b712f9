"""Lists of families that a user keeps under a name."""

import re

import pytest
from django.urls import reverse

from cases.models import SavedView
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, StaffFactory

LIST, SAVE = reverse("families"), reverse("save_view")
QUERY = "stan=otwarte&kolejnosc=-name"


def save(client, name, query=QUERY):
    return client.post(SAVE, {"name": name, "query": query})


def test_keeps_filters_and_order_and_leads_back(staff):
    CaseFactory(family=FamilyFactory(name="Sowa"))
    FamilyFactory(name="Wilk")
    assert save(staff, "Moje sprawy").url == f"{LIST}?{QUERY}"
    page = staff.get(LIST).content.decode()
    assert "Zapisano widok „Moje sprawy”." in page
    view = page.split('class="saved-views"')[1]
    address = re.search(r'<a href="([^"]+)"', view)[1].replace("&amp;", "&")
    assert address == f"{LIST}?{QUERY}"
    shown = staff.get(address).content.decode()
    assert ">Sowa<" in shown
    assert ">Wilk<" not in shown


def test_what_is_no_filter_is_left_out(staff):
    save(staff, "Wszystkie", "strona=3&next=//x&stan=otwarte")
    assert SavedView.objects.get().query == "stan=otwarte"


def test_one_name_once(staff):
    save(staff, "Moje")
    page = save(staff, "Moje", "stan=zakonczone").content.decode()
    assert "Masz już widok o tej nazwie" in page
    assert 'value="Moje"' in page
    assert SavedView.objects.get().query == QUERY


@pytest.mark.parametrize(
    ("name", "message"), [("", "Podaj nazwę"), ("  ", "Podaj nazwę"), ("a" * 61, "60"), ("a\0b", "null")]
)
def test_bad_names_are_explained(staff, name, message):
    assert message in save(staff, name).content.decode()
    assert not SavedView.objects.exists()


def test_endless_query_is_refused(staff):
    assert "za dużo na jeden widok" in save(staff, "Moje", f"szukaj={'a' * 2000}").content.decode()
    assert not SavedView.objects.exists()


def test_belongs_to_its_user(staff):
    save(staff, "Pilne")
    other = signed_in(StaffFactory())
    assert "Pilne" not in other.get(LIST).content.decode()
    assert other.post(reverse("delete_view", args=[SavedView.objects.get().pk])).status_code == 404
    assert SavedView.objects.exists()
    save(other, "Moje")
    assert SavedView.objects.count() == 2


def test_can_be_deleted(staff):
    save(staff, "Moje")
    page = staff.post(reverse("delete_view", args=[SavedView.objects.get().pk]), follow=True)
    assert "Usunięto widok „Moje”." in page.content.decode()
    assert not SavedView.objects.exists()


def test_not_by_strangers_and_not_by_looking(client, staff, stranger):
    assert save(client, "Moje").status_code == 302
    assert save(stranger, "Moje").status_code == 403
    assert not SavedView.objects.exists()
    save(staff, "Moje")
    assert staff.get(SAVE).status_code == 405
    assert staff.get(reverse("delete_view", args=[SavedView.objects.get().pk])).status_code == 405
    assert SavedView.objects.exists()
