"""The posts of an assistant: added, corrected, ended and deleted in the browser."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistants.models import Post
from familycare.centre.models import Funding
from tests.factories import AssistantFactory, CentreFactory
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import words

ADD = reverse("add_post", args=["A7"])
PAGE = reverse("assistant", args=["A7"])

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ewa(time_machine):
    time_machine.move_to("2024-05-20 12:00")
    CentreFactory()
    return AssistantFactory(number="A7", employed_from=date(2020, 1, 1))


@pytest.fixture
def post(manager):
    add(manager)
    return Post.objects.get()


def add(client, **changes):
    usual = {"funding": Funding.objects.first().pk, "fraction": "0,5", "starts_on": "1.01.2024"}
    return send(client, ADD, **usual | changes)


def test_is_added_and_counted(manager, post):
    assert (post.fraction, post.starts_on, post.ends_on) == (Decimal("0.5"), date(2024, 1, 1), None)
    assert "0,5 etatu (popraw) od 01.01.2024" in words(manager.get(PAGE)).replace("\xa0", " ")


def test_a_double_click_makes_one(manager, post):
    add(manager)
    assert Post.objects.count() == 1


def test_is_ended(manager, post):
    send(manager, reverse("edit_post", args=["A7", post.pk]), ends_on="20.05.2024")
    post.refresh_from_db()
    assert post.ends_on == date(2024, 5, 20)


def test_is_deleted_once(manager, post):
    address = reverse("remove_post", args=["A7", post.pk])
    assert "wpisany przez pomyłkę" in words(manager.get(address))
    assert manager.post(address).url == manager.post(address).url == f"{PAGE}#etaty"
    assert not Post.objects.exists()


def test_that_of_somebody_else_is_not_found(manager, post):
    AssistantFactory(number="A8")
    assert manager.get(reverse("edit_post", args=["A8", post.pk])).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("fraction", "0", "większa od 0"),
        ("fraction", "1,5", "nie większa niż 1"),
        ("fraction", "pół", "liczbę"),
        ("funding", "", "Wypełnij pole „Z czego opłacany”."),
        ("funding", "99999", "Wybierz"),
        ("starts_on", "31.12.2019", "pracuje dopiero od 1 stycznia 2020"),
        ("ends_on", "31.12.2023", "wcześniejsz"),
    ],
)
def test_bad_input_is_explained_and_kept(manager, field, typed, said):
    page = add(manager, **{field: typed})
    assert said in " ".join(errors_of(page).values()).replace("\xa0", " ")
    assert fields_of(page)["starts_on"] == (typed if field == "starts_on" else "1.01.2024")
    assert not Post.objects.exists()


def test_lasts_no_longer_than_the_employment(manager, ewa):
    ewa.employed_to = date(2024, 6, 30)
    ewa.save()
    assert "pracuje tylko do 30 czerwca 2024" in errors_of(add(manager))["ends_on"].replace("\xa0", " ")
    add(manager, ends_on="30.06.2024")
    assert Post.objects.get().ends_on == date(2024, 6, 30)
