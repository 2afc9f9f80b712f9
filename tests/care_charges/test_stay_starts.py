"""The page of a person's stays, and a first day set by hand."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Placement, StayStart
from familycare.audit.models import Change
from tests.care_charges.records import charge, place
from tests.casework.family_file import page_of
from tests.clients import signed_in
from tests.factories import PersonFactory, UserFactory
from tests.html_forms import errors_of, send
from tests.html_pages import links_of, words

STAYS = "/osoby/O12/piecza/"
START = f"{STAYS}2024-02-02/"
SENT = {"counted_from": "01.03.2020", "reason": "Dzień przerwy przy przeniesieniu, uzgodnione z powiatem."}


@pytest.fixture
def stays(child):
    place(child, "2020-03-01", "2024-02-01")
    return place(child, "2024-02-02")


def test_the_page_explains_each_stay(director, stays):
    page = words(director.get(STAYS))
    assert "Od 02.02.2024 i trwa nadal" in page
    assert "Od 01.03.2020 do 31.01.2024" in page
    assert "30% od miesiąca: marzec 2021" in page
    assert "50% od miesiąca: marzec 2022" in page
    assert "Ustal początek" not in page
    assert director.get(START).status_code == 403


def test_a_first_day_is_set_changed_and_taken_back(desk, director, stays):
    assert send(desk, START, **SENT).url == STAYS
    page = words(director.get(STAYS))
    assert "Od 01.03.2020 (ustalone ręcznie) i trwa nadal" in page
    assert "byłby to dzień 02.02.2024. Ustalono inaczej, bo: Dzień przerwy" in page
    assert Change.objects.filter(kind="created", object_type="cases.staystart").count() == 1
    assert send(desk, START, counted_from="01.03.2021").url == STAYS
    assert StayStart.objects.get().counted_from == date(2021, 3, 1)
    withdraw = f"{START}cofnij/"
    assert "Pobyt będzie się liczył od 2 lutego 2024" in words(desk.get(withdraw))
    assert desk.post(withdraw).url == desk.post(withdraw).url == STAYS
    assert not StayStart.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"counted_from": "03.02.2024"}, "counted_from", "nie może zaczynać się później niż 02.02.2024"),
        ({"counted_from": "30.04.2015"}, "counted_from", "przed urodzeniem"),
        ({"counted_from": "31.02.2020"}, "counted_from", "Nie ma takiego dnia"),
        ({"reason": " "}, "reason", "Napisz, dlaczego"),
        ({"reason": "a" * 1001}, "reason", "Skróć ten tekst o 1 znak"),
    ],
)
def test_what_cannot_be(desk, stays, wrong, field, message):
    page = send(desk, START, **SENT | wrong)
    assert message in errors_of(page)[field]
    assert not StayStart.objects.exists()


def test_two_people_at_once(desk, stays):
    send(desk, START, **SENT)
    late = send(desk, START, **SENT | {"counted_from": "01.01.2020", "version": "old"})
    assert "Ktoś zmienił te dane" in words(late)
    assert StayStart.objects.get().counted_from == date(2020, 3, 1)


@pytest.mark.parametrize("day", ["2024-02-03", "nie", "2024-02-02x", "9999-99-99"])
def test_an_unknown_stay_is_not_found(desk, stays, day):
    assert desk.get(f"{STAYS}{day}/").status_code == 404


def test_a_restricted_family_is_not_found(desk, child, stays):
    child.family.is_restricted = True
    child.family.save()
    assert desk.get(STAYS).status_code == desk.get(START).status_code == 404


def test_its_day_stays_in_care(desk, stays):
    send(desk, START, **SENT)
    message = errors_of(send(desk, page_of(stays, "pobyt"), starts_on="03.02.2024"))[""]
    assert "Początek pobytu, który trwał 02.02.2024, ustalono ręcznie" in message
    assert Placement.objects.get(pk=stays.pk).starts_on == date(2024, 2, 2)


def test_set_in_another_family(desk, child, stays):
    other = PersonFactory(number="O13", same_as=child, birth_date=child.birth_date)
    place(other, "2024-03-01", "2024-03-02")
    send(desk, START, **SENT)
    page = words(desk.get("/osoby/O13/piecza/"))
    assert "powód zapisano przy tej osobie w innej rodzinie" in page
    assert "uzgodnione" not in page
    assert "w innej rodzinie" in words(send(desk, "/osoby/O13/piecza/2024-02-02/", **SENT))


def test_the_family_page_leads_to_the_share(desk, director, child, stays):
    for browser in (desk, director):
        assert reverse("stays", args=["O12"]) in links_of(browser.get("/rodziny/R12/")).values()
    worker = UserFactory(role="social_worker")
    child.family.social_worker = worker
    child.family.save()
    assert "Udział gminy" not in words(signed_in(worker).get("/rodziny/R12/"))


def test_lists_behind_figures_say_that_it_was_set(desk, child, stays):
    charge(child, "2024-04")
    send(desk, START, **SENT)
    for address in ("care_costs/total.municipal_cost", "placements_by_start/earlier.children"):
        page = words(desk.get(f"/dane/{address}/", {"okres": "2024-04"}))
        assert "w pieczy od 01.03.2020 (ustalone ręcznie)" in page
