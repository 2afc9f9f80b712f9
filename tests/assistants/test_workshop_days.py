"""What a day of a workshop has beside the names: people from outside, who led it and how long."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from assistants.models import WorkshopDay, WorkshopLeader
from assistants.workshops.services import save_day
from tests.clients import signed_in
from tests.factories import AssistantFactory, FamilyFactory, PersonFactory, UserFactory
from tests.figures.reading import figures
from tests.html_forms import errors_of, fields_of, send
from tests.html_pages import select, words

TODAY, DAY = date(2024, 5, 20), date(2024, 5, 13)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def school(manager):
    send(manager, reverse("new_workshop"), title="Szkoła dla rodziców", kind="workshop")
    return WorkshopDay._meta.get_field("workshop").related_model.objects.get()


@pytest.fixture
def ewa():
    return AssistantFactory(first_name="Ewa", last_name="Żak")


@pytest.fixture
def adam():
    return AssistantFactory(first_name="Adam", last_name="Bąk")


@pytest.fixture
def anna():
    return PersonFactory(family=FamilyFactory(name="Wierzbiccy"), first_name="Anna", joined_on=None)


def page_of(workshop):
    return reverse("workshop", args=[workshop.number])


def day_of(workshop, day=DAY):
    return reverse("attendance", args=[workshop.number, day.isoformat()])


def enter(client, workshop, day=DAY, **changes):
    """Fill in the page of the day and save it."""
    address = day_of(workshop, day)
    return client.post(address, fields_of(client.get(address), "form.entry") | changes)


def said(page):
    return words(page).replace("\xa0", " ")


def test_a_day_of_people_from_outside_alone_counts_in_no_figure(manager, school):
    assert enter(manager, school, outsiders="12").url == page_of(school)
    page = said(manager.get(page_of(school)))
    assert "13 maja 2024 z zewnątrz 12 osób (nikt z rodzin, więc tego dnia nie liczą tabele)" in page
    assert "1 dzień, ostatni 13.05.2024" in said(manager.get(reverse("workshops")))
    assert "W 2024 r.: 1 dzień zajęć, z zewnątrz 12 osób" in said(manager.get(reverse("workshops")))
    assert figures("workshops", "2024")["events"] == 0


def test_people_from_outside_do_not_change_the_figures(manager, school, anna):
    save_day(workshop=school, day=DAY, came=[anna])
    before = figures("workshops", "2024")
    enter(manager, school, outsiders="7")
    assert figures("workshops", "2024") == before
    assert WorkshopDay.objects.get().outsiders == 7


def test_the_work_of_those_who_led_counts_once(manager, school, ewa, adam, anna):
    other = PersonFactory(family=FamilyFactory(name="Sowowie"), joined_on=None)
    save_day(workshop=school, day=DAY, came=[anna, other])
    enter(manager, school, leaders=[ewa.pk, adam.pk], hours="1,5")
    page = said(manager.get(page_of(school)))
    assert "prowadzenie: Adam Bąk, Ewa Żak, 3 godz. pracy" in page
    assert "1 dzień zajęć, 3 godz. pracy osób prowadzących" in page
    assert figures("work", "2024")["hours"] == 0


def test_is_corrected_and_taken_back(manager, school, ewa, adam):
    enter(manager, school, leaders=[ewa.pk], hours="1,5", outsiders="3")
    enter(manager, school, leaders=[adam.pk], hours="2")
    assert (WorkshopDay.objects.get().hours, WorkshopDay.objects.get().outsiders) == (Decimal(2), 3)
    assert WorkshopLeader.objects.get().assistant == adam
    enter(manager, school, leaders=[], hours="", outsiders="")
    assert not WorkshopDay.objects.exists() and not WorkshopLeader.objects.exists()
    assert "Nie wpisano jeszcze żadnego dnia" in words(manager.get(page_of(school)))


def test_a_double_click_makes_one(manager, school, ewa):
    sent = fields_of(manager.get(day_of(school)), "form.entry") | {"leaders": [ewa.pk], "hours": "2", "outsiders": "4"}
    for _twice in range(2):
        assert manager.post(day_of(school), sent).status_code == 302
    assert (WorkshopDay.objects.count(), WorkshopLeader.objects.count()) == (1, 1)


def test_a_search_keeps_what_was_typed(manager, school, ewa, anna):
    sent = {"leaders": [ewa.pk], "hours": "1,5", "outsiders": "dwie", "szukaj": "wierzb", "znajdz": "1"}
    page = enter(manager, school, **sent)
    assert "Anna" in words(page) and not select(page, ".error-summary")
    assert (fields_of(page, "form.entry")["hours"], fields_of(page, "form.entry")["outsiders"]) == ("1,5", "dwie")
    assert select(page, f"[name=leaders][value='{ewa.pk}'][checked]")
    assert not WorkshopLeader.objects.exists()


def test_who_saves_second_sees_both_versions(manager, school):
    opened = fields_of(manager.get(day_of(school)), "form.entry")
    enter(manager, school, outsiders="3")
    page = manager.post(day_of(school), opened | {"outsiders": "5"})
    assert "Porównaj obie wersje" in words(page)
    assert WorkshopDay.objects.get().outsiders == 3


def test_a_search_between_does_not_hide_the_other_version(manager, school):
    opened = fields_of(manager.get(day_of(school)), "form.entry")
    enter(manager, school, outsiders="3")
    searched = manager.post(day_of(school), opened | {"outsiders": "5", "szukaj": "x", "znajdz": "1"})
    page = manager.post(day_of(school), fields_of(searched, "form.entry"))
    assert "Porównaj obie wersje" in words(page)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("outsiders", "dwie", "Wpisz liczbę osób cyframi."),
        ("outsiders", "-1", "0"),
        ("outsiders", "10000", "Najwyżej 9999 osób."),
        ("hours", "0", "Podaj więcej niż 0 godzin."),
        ("hours", "25", "Doba ma 24 godziny."),
        ("hours", "9" * 10_000, "24"),
        ("leaders", ["999999999999999999999"], "Zaznaczono osobę, której nie ma na liście."),
        ("leaders", [], "Zaznacz, kto prowadził zajęcia, albo usuń godziny."),
    ],
)
def test_bad_input_is_explained_and_kept(manager, school, ewa, anna, field, typed, message):
    page = enter(manager, school, **{"leaders": [ewa.pk], "hours": "2", "outsiders": "4"} | {field: typed})
    assert message in errors_of(page)[field]
    kept = fields_of(page, "form.entry")
    assert kept["hours"] == (typed if field == "hours" else "2")
    assert not WorkshopDay.objects.exists()


def test_only_those_who_worked_on_the_day_are_offered(manager, school, ewa):
    AssistantFactory(last_name="Późna", employed_from=TODAY)
    page = words(manager.get(day_of(school)))
    assert "Żak Ewa" in page and "Późna" not in page


def test_an_employment_includes_what_was_led(manager, school, ewa):
    enter(manager, school, leaders=[ewa.pk], hours="2")
    page = send(manager, reverse("end_employment", args=[ewa.number]), employed_to="12.05.2024")
    assert "Wpisano prowadzenie zajęć z 13 maja 2024" in said(page)
    page = send(manager, reverse("edit_assistant", args=[ewa.number]), employed_from="14.05.2024")
    assert "Pierwsze prowadzenie zajęć jest z 13 maja 2024" in said(page)


def test_a_workshop_with_a_day_is_not_deleted(manager, school):
    enter(manager, school, outsiders="1")
    page = manager.post(reverse("remove_workshop", args=[school.number]), follow=True)
    assert "mają już wpisane dni" in words(page)


def test_the_director_reads(manager, school, ewa):
    enter(manager, school, leaders=[ewa.pk], hours="2", outsiders="1")
    page = signed_in(UserFactory(role="director")).get(day_of(school))
    assert "prowadzenie: Ewa Żak, 2 godz. pracy; z zewnątrz 1 osoba" in said(page)
    assert not select(page, "[name=outsiders]")
