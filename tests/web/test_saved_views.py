"""Lists of families that a user keeps under a name."""

import pytest
from django.urls import reverse

from cases.models import SavedView
from tests.clients import signed_in
from tests.factories import CaseFactory, FamilyFactory, StaffFactory
from tests.html_forms import field_of
from tests.html_pages import links_of, words
from tests.web.family_lists import LIST, listed

SAVE = reverse("save_view")
QUERY = "stan=otwarte&kolejnosc=-name"


def save(client, name, query=QUERY):
    return client.post(SAVE, {"name": name, "query": query})


def test_keeps_filters_and_order_and_leads_back(staff):
    CaseFactory(family=FamilyFactory(name="Sowa"))
    FamilyFactory(name="Wilk")
    assert save(staff, "Moje sprawy").url == f"{LIST}?{QUERY}"
    page = staff.get(LIST)
    assert "Zapisano widok „Moje sprawy”." in words(page)
    assert links_of(page, ".saved-views a") == {"Moje sprawy": f"{LIST}?{QUERY}"}
    assert listed(staff.get(f"{LIST}?{QUERY}")) == ["Sowa"]


def test_keeps_only_filters_and_order(staff):
    save(staff, "Wszystkie", "strona=3&next=//x&stan=otwarte")
    assert SavedView.objects.get().query == "stan=otwarte"


def test_refuses_a_name_that_the_user_has_already(staff):
    save(staff, "Moje")
    page = save(staff, "Moje", "stan=zakonczone")
    assert "Masz już widok o tej nazwie" in words(page)
    assert field_of(page, "name") == "Moje"
    assert SavedView.objects.get().query == QUERY


@pytest.mark.parametrize(
    ("name", "message"), [("", "Podaj nazwę"), ("  ", "Podaj nazwę"), ("a" * 61, "60"), ("a\0b", "nie da się zapisać")]
)
def test_bad_names_are_explained(staff, name, message):
    assert message in words(save(staff, name), ".saved-views")
    assert not SavedView.objects.exists()


def test_endless_query_is_refused(staff):
    assert "za dużo na jeden widok" in words(save(staff, "Moje", f"szukaj={'a' * 2000}"))
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
    assert "Usunięto widok „Moje”." in words(page)
    assert not SavedView.objects.exists()


def test_refuses_strangers_and_get(client, staff, stranger):
    assert save(client, "Moje").status_code == 302
    assert save(stranger, "Moje").status_code == 403
    assert not SavedView.objects.exists()
    save(staff, "Moje")
    assert staff.get(SAVE).status_code == 405
    assert staff.get(reverse("delete_view", args=[SavedView.objects.get().pk])).status_code == 405
    assert SavedView.objects.exists()
